"""The way of a result: chosen anew by the applicant, sent by post, its originals given back."""

import re
from dataclasses import dataclass
from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.files import kept
from motcua.base.journal import record
from motcua.domain.delivery import BASIS, News, Posting, Way, after
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, InvalidFields, Refusal
from motcua.domain.states import ENDED_STATES, UNDER_PROCESS, Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access, originals, returning
from motcua.dossiers.delivering import Delivery, address_of, check_is_here, checked, reachable
from motcua.dossiers.handover import Collection
from motcua.dossiers.handover import checked as checked_person
from motcua.dossiers.models import (
    Applicant,
    DeliveryChange,
    Dossier,
    PostalNews,
    Return,
    SettledOriginal,
    Shipment,
)
from motcua.dossiers.moving import locked
from motcua.dossiers.telling import came_back_text, posted_text, tell_applicant
from motcua.people.models import Officer
from motcua.places.hours import business_date

TRACKING = re.compile(r"[A-Z0-9]{5,40}")
CARRIER, CARRIER_LENGTH, NAME_LENGTH, REASON_LENGTH = "Bưu điện Việt Nam", 100, 200, 200
CHANGEABLE = UNDER_PROCESS | {State.PROCESSED}


@dataclass(frozen=True, slots=True)
class LetterNews:
    """What happened to a letter, and when. ``carrier`` and ``tracking_number`` when it is handed to the
    carrier, ``receiver_name`` and perhaps ``proof`` (PDF or picture of the slip) when delivered."""

    kind: str
    at: datetime
    carrier: str = ""
    tracking_number: str = ""
    receiver_name: str = ""
    reason: str = ""
    proof: bytes = b""


@action
def choose_delivery(
    dossier: Dossier, *, delivery: Delivery, asked_by: Collection, by: Officer, now: datetime
) -> DeliveryChange:
    """The applicant, who proves who they are, chooses another way to receive the result.

    Refused while the carrier has it; a letter that is only prepared is cancelled.
    """
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    if dossier.state not in CHANGEABLE:
        raise Refusal(
            "delivery_settled",
            Words(
                vi="Hồ sơ đã kết thúc nên không đổi được cách nhận kết quả.",
                en="The dossier is over, so the way of receiving its result can no longer be changed.",
            ),
            basis=BASIS,
        )
    check_is_here(dossier)
    errors: list[Invalid] = []
    delivery = checked(delivery, reachable(dossier.applicant), errors)
    if errors:
        raise InvalidFields(errors)
    who = checked_person(asked_by, dossier.applicant)
    before = dossier.return_way
    for letter in dossier.shipments.filter(state=Posting.PREPARED):
        _enter(letter, LetterNews(News.CANCELLED, now), by=by, now=now)
    Applicant.objects.filter(dossier=dossier).update(**delivery.columns)
    Dossier.objects.filter(pk=dossier.pk).update(return_way=delivery.way)
    change = DeliveryChange.objects.create(
        dossier=dossier,
        at=now,
        by=by,
        before=before,
        after=delivery.way,
        address=_address(dossier, delivery),
        phone=delivery.phone,
        **who.as_row(),
    )
    record("result.delivery_chosen", dossier, by=by, at=now, before=before, after=delivery.way)
    return change


@action
def prepare_letter(dossier: Dossier, *, by: Officer, now: datetime) -> Shipment:
    """Pack the result for the post: from now on there is a label."""
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    returning.check_not_returned(dossier)
    if dossier.return_way != Way.POST:
        raise Refusal(
            "not_by_post",
            Words(
                vi="Người nộp không đăng ký nhận qua bưu chính.",
                en="The applicant did not register for the post.",
            ),
            basis=BASIS,
        )
    if dossier.shipments.under_way().exists():
        raise Conflict(
            "letter_exists",
            Words(vi="Đã có bưu gửi cho kết quả này.", en="There is a letter for this result already."),
        )
    address, phone = address_of(dossier.applicant)
    letter = Shipment.objects.create(
        dossier=dossier,
        name=dossier.applicant.name,
        address=address,
        phone=phone,
        prepared_at=now,
        prepared_by=by,
    )
    record("result.letter_prepared", dossier, by=by, at=now, letter=str(letter.pk))
    return letter


@action
def enter_news(letter: Shipment, *, news: LetterNews, by: Officer, now: datetime) -> PostalNews:
    """Something happened to a letter. Delivered, with its proof, it is the return of the result."""
    dossier = locked(letter.dossier)
    letter = Shipment.objects.select_for_update().get(pk=letter.pk)
    letter.dossier = dossier
    access.check_may_receive(by, dossier.center, business_date(now))
    news = _checked(news, letter, now)
    entered = _enter(letter, news, by=by, now=now)
    if news.kind == News.DELIVERED:
        check(State(dossier.state), Move.RETURN)
        handover = Return(
            dossier=dossier,
            way=Way.POST,
            at=news.at,
            by=by,
            receiver_name=news.receiver_name,
            proof=Return.POSTAL_PROOF,
        )
        returning.returned(handover, answers=by, by=by, now=now)
    elif news.kind == News.POSTED:
        tell_applicant(dossier, posted_text(dossier, letter.tracking_number), by=by, now=now)
    elif news.kind == News.BACK:
        tell_applicant(dossier, came_back_text(dossier), by=by, now=now)
    record("result.letter_news", dossier, by=by, at=now, letter=str(letter.pk), news=news.kind)
    return entered


@action
def settle_originals(
    dossier: Dossier, *, settling: originals.Settling, receiver: str, by: Officer, now: datetime
) -> list[SettledOriginal]:
    """Originals are given back after the hand-over, or found to belong in the file."""
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    if dossier.state not in ENDED_STATES:
        raise Refusal(
            "originals_in_use",
            Words(
                vi="Hồ sơ đang giải quyết, chưa trả lại bản chính.",
                en="The dossier is being worked on; its originals stay until it is over.",
            ),
        )
    receiver = " ".join(written(receiver, field="receiver", most=NAME_LENGTH).split())
    if not settling:
        raise _say("originals", "Chọn ít nhất một bản chính.", "Choose at least one original.")
    if SettledOriginal.Kind.GIVEN_BACK in settling.values() and not receiver:
        raise _say("receiver", "Ghi tên người nhận lại bản chính.", "Enter who receives the originals.")
    done = originals.settle(dossier, settling, receiver=receiver, by=by, now=now)
    record("dossier.originals_settled", dossier, by=by, at=now, papers=len(done))
    return done


@part_of_action
def _enter(letter: Shipment, news: LetterNews, *, by: Officer, now: datetime) -> PostalNews:
    """The row of what happened, and the letter's state after it."""
    letter.state = after(Posting(letter.state), News(news.kind))
    if news.kind == News.POSTED:
        letter.carrier, letter.tracking_number = news.carrier, news.tracking_number
    letter.save(update_fields=["state", "carrier", "tracking_number"])
    file = kept(news.proof, kind="postal-proof", name="phieu-phat", now=now) if news.proof else None
    return PostalNews.objects.create(
        shipment=letter,
        kind=news.kind,
        at=news.at,
        recorded_at=now,
        by=by,
        receiver_name=news.receiver_name,
        reason=news.reason,
        proof=file,
    )


def _checked(news: LetterNews, letter: Shipment, now: datetime) -> LetterNews:
    """The news tidied; everything that is wrong with it at once."""
    if news.kind not in tuple(News):
        raise _say("news", "Chọn việc đã xảy ra với bưu gửi.", "Choose what happened to the letter.")
    after(Posting(letter.state), News(news.kind))
    errors: list[Invalid] = []
    last = letter.news.order_by("at").last()
    if not (last.at if last else letter.prepared_at) <= news.at <= now:
        errors.append(
            _say(
                "at",
                "Thời điểm phải sau việc trước đó và không ở tương lai.",
                "The time must follow what happened before, and not lie ahead.",
            )
        )
    carrier = tracking = receiver = ""
    if news.kind == News.POSTED:
        carrier = " ".join(written(news.carrier, field="carrier", most=CARRIER_LENGTH).split()) or CARRIER
        tracking = re.sub(r"[\s.\-]", "", news.tracking_number).upper()
        _check_tracking(tracking, carrier, errors)
    if news.kind == News.DELIVERED:
        receiver = " ".join(written(news.receiver_name, field="receiver_name", most=NAME_LENGTH).split())
        if not any(letter.isalpha() for letter in receiver):
            errors.append(_say("receiver_name", "Ghi tên người đã ký nhận.", "Enter who signed for it."))
    reason = written(news.reason, field="reason", most=REASON_LENGTH)
    if news.kind == News.UNDELIVERABLE and not reason:
        errors.append(_say("reason", "Ghi lý do không phát được.", "Say why it was not delivered."))
    if errors:
        raise InvalidFields(errors)
    proof = news.proof if news.kind == News.DELIVERED else b""
    return LetterNews(news.kind, news.at, carrier, tracking, receiver, reason, proof)


def _check_tracking(number: str, carrier: str, errors: list[Invalid]) -> None:
    if not TRACKING.fullmatch(number):
        errors.append(
            _say(
                "tracking_number",
                "Mã vận đơn gồm 5 đến 40 chữ cái và chữ số.",
                "A tracking number has 5 to 40 letters and digits.",
            )
        )
    elif Shipment.objects.filter(carrier=carrier, tracking_number=number).exists():
        errors.append(
            _say(
                "tracking_number",
                "Mã vận đơn này đã dùng cho bưu gửi khác.",
                "Another letter has this tracking number.",
            )
        )


def _address(dossier: Dossier, delivery: Delivery) -> str:
    if delivery.way != Way.POST:
        return ""
    return delivery.address or dossier.applicant.address


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), basis=BASIS, field=field)
