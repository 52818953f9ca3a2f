"""The life of results in the demo: by post, by download, with their originals; revoked, issued again.

Which dossier goes which way follows from its number alone, so that the demo is the same each time.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from motcua.base.actors import Resident, System
from motcua.catalogue.models import Procedure
from motcua.domain.delivery import News, Way
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import actions, originals
from motcua.dossiers.actions.aftermath import Grounds
from motcua.dossiers.actions.delivery import LetterNews
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.delivering import Delivery, way_now
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier, Reissue, Result, Return, SettledOriginal
from motcua.dossiers.owing import AlthoughDue, owed
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit
from motcua.sandbox import tills
from motcua.sandbox.cast import SINCE
from motcua.sandbox.stage import Stage

SYSTEM = System("demo")
ABSENT = "Không có người nhận ở nhà"
PAYS_LATER = "Người nhận không mang tiền, hẹn nộp buổi chiều (minh họa)"
KINDS = (
    (
        "1.004873",
        "Giấy xác nhận tình trạng hôn nhân",
        "Certificate of marital status",
        6,
        "Nghị định 123/2015/NĐ-CP, Điều 23",
    ),
    ("1.013225", "Giấy phép xây dựng", "Building permit", 12, "Luật Xây dựng, giấy phép xây dựng (minh họa)"),
    (
        "1.001612",
        "Giấy chứng nhận đăng ký hộ kinh doanh",
        "Household business certificate",
        60,
        "Văn bản minh họa",
    ),
    ("1.001193", "Giấy khai sinh", "Birth certificate", None, "Luật Hộ tịch, Điều 14"),
)
Officers = Mapping[str, Officer]


def load_kinds(province: Unit, now: datetime) -> None:
    """What some procedures' results are, and for how many months they hold."""
    for code, vi, en, months, basis in KINDS:
        procedure = Procedure.objects.filter(code=code).first()
        if procedure is not None:
            rule = Rule(Words(vi, en), basis, SINCE)
            actions.set_result_kind(procedure, owner=province, rule=rule, months=months, by=SYSTEM, now=now)


def delivery_of(serial: int) -> Delivery:
    """Most people come; one in nine has it posted, one in nine downloads it."""
    return Delivery({4: Way.POST, 7: Way.ELECTRONIC}.get(serial % 9, Way.COUNTER))


def give_back(dossier: Dossier, people: Officers, hours: WorkingHours, stage: Stage, now: datetime) -> bool:
    """The result goes its way; False where it is on its way only, and returned later or never."""
    way = way_now(dossier, Result.objects.filter(dossier=dossier).first())
    if way is Way.POST:
        _post(dossier, people, hours, stage, now)
        return False
    if way is Way.ELECTRONIC:
        who = Resident(dossier.token)
        number = dossier.applicant.identity_number
        sent = actions.send_result_code(dossier, identity_number=number, by=who, now=now)
        actions.download_result(dossier, code=sent.said or "", by=who, now=now)
    else:
        _hand_over(dossier, people["counter3"], now)
    _afterwards(dossier, people, hours, stage, now)
    return True


def _hand_over(dossier: Dossier, by: Officer, now: datetime) -> None:
    """Who still owes pays first; one in eight of them is handed the result all the same, with the reason."""
    although = AlthoughDue(_number(dossier) % 8 == 5, PAYS_LATER)
    if not although.confirmed and owed(dossier, business_date(now)) is not None:
        chance = Random(dossier.code)  # noqa: S311 - an invented day must be the same each time
        tills.settle(dossier, chance, by=by, now=now)
    person = dossier.applicant
    collection = Collection(person.name, person.identity_number, Return.Proof.IDENTITY_CARD)
    ticked = _ticked(dossier)
    actions.hand_over(dossier, collection=collection, settling=ticked, although=although, by=by, now=now)


def _ticked(dossier: Dossier) -> dict[int, str]:
    """The form stays, the rest goes back; of one dossier in twelve somebody forgot the last."""
    papers = list(originals.of(dossier))
    kinds = [SettledOriginal.Kind.STAYS, *[SettledOriginal.Kind.GIVEN_BACK] * len(papers)]
    ticked = {paper.pk: str(kind) for paper, kind in zip(papers, kinds, strict=False)}
    if _number(dossier) % 12 == 5 and len(papers) > 1:
        ticked.pop(papers[-1].pk)
    return ticked


def _post(dossier: Dossier, people: Officers, hours: WorkingHours, stage: Stage, now: datetime) -> None:
    """Packed at once, posted within hours; delivered a day or two later, or not at the first attempt."""
    counter, number = people["counter3"], _number(dossier)
    letter = actions.prepare_letter(dossier, by=counter, now=now)
    if number % 5 == 4:
        return

    def enter(news: LetterNews) -> None:
        actions.enter_news(letter, news=news, by=counter, now=news.at)

    tracking = f"EH{dossier.code[-11:-5]}{number:04}{dossier.center.code}VN"
    posted = hours.walk(now, timedelta(hours=2))
    stage.at(posted, lambda then: enter(LetterNews(News.POSTED, then, tracking_number=tracking)))
    arrives = hours.walk(posted, timedelta(hours=12))
    if number % 4 == 3:
        stage.at(arrives, lambda then: enter(LetterNews(News.UNDELIVERABLE, then, reason=ABSENT)))
        stage.at(hours.walk(arrives, timedelta(hours=16)), lambda then: enter(LetterNews(News.BACK, then)))
        return
    name = dossier.applicant.name
    stage.at(arrives, lambda then: enter(LetterNews(News.DELIVERED, then, receiver_name=name)))


def _afterwards(dossier: Dossier, people: Officers, hours: WorkingHours, stage: Stage, now: datetime) -> None:
    """A few results are revoked, a few issued again, some hours after they were returned."""
    if not Result.objects.filter(dossier=dossier).exists():
        return
    leader, number = people["leader"], _number(dossier)
    later = hours.walk(now, timedelta(hours=3))
    if number % 16 == 3:
        stage.at(later, lambda then: _revoke(dossier, leader, then))
    elif number % 16 in (7, 11):
        kind = Reissue.Kind.COPY if number % 16 == 7 else Reissue.Kind.CORRECTED
        stage.at(later, lambda then: _again(dossier, kind, leader, people["counter3"], then))


def _revoke(dossier: Dossier, leader: Officer, now: datetime) -> None:
    grounds = Grounds(
        document_number=f"{_number(dossier)}/QĐ-UBND",
        basis="Luật Hộ tịch, Điều 70 (minh họa)",
        reason="Giấy tờ nộp kèm không đúng sự thật (minh họa).",
        revoked_from=business_date(now),
    )
    actions.revoke_result(dossier, grounds=grounds, by=leader, now=now)


def _again(dossier: Dossier, kind: str, leader: Officer, counter: Officer, now: datetime) -> None:
    """Issued again; the copies are handed over at once, the corrected ones wait at the counter."""
    copied = kind == Reissue.Kind.COPY
    reason = "Người dân làm mất bản chính." if copied else "Sửa chữ viết sai trong địa chỉ (minh họa)."
    again = actions.reissue_result(dossier, kind=kind, reason=reason, by=leader, now=now)
    if copied and dossier.state in (State.PROCESSED, State.RETURNED):
        person = dossier.applicant
        collection = Collection(person.name, person.identity_number, Return.Proof.IDENTITY_CARD)
        actions.hand_over_reissue(again, collection=collection, by=counter, now=now)


def _number(dossier: Dossier) -> int:
    """Spread over the days: a center has a handful of dossiers a day."""
    day, serial = int(dossier.code[-7:-5]), int(dossier.code[-4:])
    return day * 7 + serial
