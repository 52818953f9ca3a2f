"""How a result travels: chosen at reception, changed later, posted, downloaded, its originals given back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.actors import Resident
from motcua.base.models import Event, OutgoingMessage
from motcua.domain.delivery import AFTER, News, Posting
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.dossiers import actions, originals
from motcua.dossiers.actions.delivery import LetterNews
from motcua.dossiers.delivering import Delivery
from motcua.dossiers.models import DeliveryChange, Dossier, Download, PostalNews, Return, Shipment
from motcua.dossiers.receipt import form_of
from motcua.dossiers.register import register
from tests.cast import ALICE, MONDAY_0900, filing, received
from tests.dossiers.results_world import ISSUED, LATER, issued, make_keys
from tests.dossiers.test_steps import HERSELF, NOW, TURNS, perform

HOUR = timedelta(hours=1)
TRACKING = "EB123456789VN"
ANNOUNCED = [
    ("counter", "granted", "result_ready"),
    ("electronic", "granted", "result_ready"),  # without keys nothing can be downloaded, so it waits
    ("post", "granted", ""),
    ("counter", "refused", "answer_ready"),
    ("electronic", "refused", "answer_ready"),
    ("post", "refused", ""),
]


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def keys(settings, cast):
    make_keys(settings, cast)


def letter_of(cast, **more) -> Shipment:
    return actions.prepare_letter(issued(cast, way="post"), by=cast.counter, now=LATER, **more)


def news(letter, kind, cast, at=LATER, **more) -> PostalNews:
    return actions.enter_news(letter, news=LetterNews(kind, at, **more), by=cast.counter, now=LATER + HOUR)


def posted(cast) -> Shipment:
    letter = letter_of(cast)
    news(letter, News.POSTED, cast, tracking_number=TRACKING)
    return letter


def receive(cast, delivery: Delivery, person=ALICE) -> Dossier:
    asked = replace(filing(applicant=person), delivery=delivery)
    return actions.receive(asked, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)


def way_in_the_register(dossier: Dossier) -> str:
    day = MONDAY_0900.date()
    book = register(dossier.center, begins_on=day, ends_on=day, fields=[])
    return next(entry.way for entry in book.entries() if entry.code == dossier.code)


@pytest.mark.parametrize("way", ["counter", "post", "electronic"])
def test_choosing_costs_reception_nothing(cast, way, django_assert_max_num_queries):
    asked = replace(filing(), delivery=Delivery(way))
    center, by = cast.kim_bang, cast.counter
    with django_assert_max_num_queries(19):
        dossier = actions.receive(asked, center=center, by=by, now=MONDAY_0900)
    assert dossier.return_way == way


def test_the_receipt_and_the_register_say_where_the_result_goes(cast):
    here = received(cast)
    away = receive(cast, Delivery("post", "Xóm 2, xã Kim Bảng", "0900000002"))
    there = receive(cast, Delivery("electronic"))
    assert "Trung tâm" in form_of(here, link="").collect_at
    assert form_of(away, link="").collect_at == "Qua bưu chính công ích: Xóm 2, xã Kim Bảng, ĐT 0900000002"
    assert form_of(there, link="").collect_at.startswith("Bản điện tử")
    assert [way_in_the_register(one) for one in (here, away, there)] == [
        "Trực tiếp tại Trung tâm",
        "Qua bưu chính công ích",
        "Bản điện tử",
    ]


@pytest.mark.parametrize(
    ("delivery", "person", "field"),
    [
        (Delivery("pigeon"), ALICE, "return_way"),
        (Delivery("post"), replace(ALICE, address=""), "post_address"),
        (Delivery("post", phone="12"), ALICE, "post_phone"),
        (Delivery("post", "x" * 301), ALICE, "post_address"),
        (Delivery("electronic"), replace(ALICE, phone=""), "phone"),
    ],
)
def test_a_way_that_cannot_be_gone_is_refused_at_reception(cast, delivery, person, field):
    with pytest.raises(InvalidFields) as refused:
        receive(cast, delivery, person)
    assert [error.field for error in refused.value.errors] == [field]


def test_the_applicant_chooses_another_way_and_says_who_they_are(cast):
    dossier = received(cast)
    change = actions.choose_delivery(
        dossier, delivery=Delivery("post", "Xóm 9"), asked_by=HERSELF, by=cast.counter, now=NOW
    )
    dossier.refresh_from_db()
    assert (dossier.return_way, dossier.applicant.post_address) == ("post", "Xóm 9")
    assert (change.before, change.after, change.receiver_name) == ("counter", "post", ALICE.name)
    event = Event.objects.get(kind="result.delivery_chosen")
    assert event.data == {"before": "counter", "after": "post"}
    stranger = replace(HERSELF, receiver_identity_number="040285000099")
    with pytest.raises(InvalidFields):
        actions.choose_delivery(
            dossier, delivery=Delivery("counter"), asked_by=stranger, by=cast.counter, now=NOW
        )
    with pytest.raises(Forbidden):
        actions.choose_delivery(
            dossier,
            delivery=Delivery("counter"),
            asked_by=HERSELF,
            by=cast.of_son_lam("counter"),
            now=NOW,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryChange.objects.update(after="electronic")


def test_a_letter_is_prepared_posted_and_delivered_and_that_is_the_return(cast):
    letter = posted(cast)
    dossier = letter.dossier
    assert OutgoingMessage.objects.get(purpose="result_posted").to == ALICE.phone
    with pytest.raises(Conflict) as refused:
        actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=LATER)
    assert refused.value.code == "result_with_the_carrier"
    at = LATER + timedelta(minutes=30)
    news(letter, News.DELIVERED, cast, at, receiver_name=ALICE.name, proof=b"%PDF-1.4\n%%EOF\n")
    dossier.refresh_from_db()
    handover = Return.objects.get(dossier=dossier)
    assert (dossier.state, dossier.returned_at, handover.way) == (State.RETURNED, at, "post")
    assert (handover.proof, handover.by, handover.receiver_name) == (
        "postal_proof",
        cast.counter,
        ALICE.name,
    )
    assert letter.news.get(kind="delivered").proof.kind == "postal-proof"
    assert way_in_the_register(dossier) == "Qua bưu chính công ích"


def test_what_came_back_is_collected_at_the_counter_or_sent_again(cast):
    letter = posted(cast)
    news(letter, News.UNDELIVERABLE, cast, reason="không có người nhận")
    news(letter, News.BACK, cast)
    letter.refresh_from_db()
    assert letter.state == Posting.BACK
    assert OutgoingMessage.objects.filter(purpose="result_came_back").exists()
    again = actions.prepare_letter(letter.dossier, by=cast.counter, now=LATER + HOUR)
    assert again.pk != letter.pk
    handover = actions.hand_over(letter.dossier, collection=HERSELF, by=cast.counter, now=LATER + 2 * HOUR)
    assert handover.way == "counter"


def test_another_way_cancels_a_letter_that_is_only_prepared(cast):
    letter = letter_of(cast)
    actions.choose_delivery(
        letter.dossier, delivery=Delivery("counter"), asked_by=HERSELF, by=cast.counter, now=LATER
    )
    letter.refresh_from_db()
    assert letter.state == Posting.CANCELLED


@pytest.mark.parametrize("state", Posting)
@pytest.mark.parametrize("kind", News)
def test_only_what_can_happen_next_is_entered(cast, state, kind):
    letter = letter_of(cast)
    number = "" if state in (Posting.PREPARED, Posting.CANCELLED) else TRACKING
    Shipment.objects.filter(pk=letter.pk).update(state=state, tracking_number=number)
    more = {"tracking_number": "AA11111", "receiver_name": "An", "reason": "đi vắng"}
    if kind in AFTER[state]:
        assert news(letter, kind, cast, **more).kind == kind
        return
    with pytest.raises(Refusal) as refused:
        news(letter, kind, cast, **more)
    assert refused.value.code == "news_not_possible"


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("posted", {"tracking_number": "1"}, "tracking_number"),
        ("posted", {"tracking_number": TRACKING, "at": ISSUED}, "at"),
        ("posted", {"tracking_number": TRACKING, "at": LATER + 5 * HOUR}, "at"),
    ],
)
def test_news_of_a_letter_is_checked(cast, kind, more, field):
    with pytest.raises(InvalidFields) as refused:
        news(letter_of(cast), kind, cast, **more)
    assert [error.field for error in refused.value.errors] == [field]


def test_a_tracking_number_names_one_letter_and_news_stays(cast):
    posted(cast)
    with pytest.raises(InvalidFields):
        posted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostalNews.objects.update(kind="back")


def test_there_is_one_letter_at_a_time_and_only_by_post(cast):
    letter = letter_of(cast)
    with pytest.raises(Conflict):
        actions.prepare_letter(letter.dossier, by=cast.counter, now=LATER)
    with pytest.raises(Refusal) as refused:
        actions.prepare_letter(issued(cast), by=cast.counter, now=LATER)
    assert refused.value.code == "not_by_post"
    with pytest.raises(IntegrityError), transaction.atomic():
        Shipment.objects.create(
            dossier=letter.dossier, name="x", address="y", prepared_at=LATER, prepared_by=cast.counter
        )


def test_the_electronic_result_is_announced_and_its_download_is_the_return(cast, keys):
    dossier = issued(cast, way="electronic")
    assert OutgoingMessage.objects.get(purpose="result_available").to == ALICE.phone
    sent = actions.send_result_code(
        dossier, identity_number=ALICE.identity_number, by=Resident(dossier.token), now=LATER
    )
    assert sent.said in OutgoingMessage.objects.get(purpose="result_code").text
    assert sent.said not in (sent.digest, str(Event.objects.get(kind="result.code_sent").data))
    taken = actions.download_result(dossier, code=sent.said, by=Resident(dossier.token), now=LATER + HOUR / 6)
    dossier.refresh_from_db()
    handover = Return.objects.get(dossier=dossier)
    assert dossier.state == State.RETURNED
    assert (handover.way, handover.by, handover.proof) == ("electronic", None, "one_time_code")
    assert taken.sha256 == dossier.result.file.sha256
    actions.download_result(dossier, code=sent.said, by=Resident(dossier.token), now=LATER + HOUR / 5)
    assert Download.objects.count() == 2
    with pytest.raises(Conflict) as refused:
        actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=LATER + HOUR)
    assert "tải kết quả" in refused.value.words.vi
    with pytest.raises(IntegrityError), transaction.atomic():
        Download.objects.all().delete()


@pytest.mark.parametrize(("way", "kind", "purpose"), ANNOUNCED)
def test_what_waits_at_the_center_is_announced_once_and_names_nobody(cast, way, kind, purpose):
    asked = replace(filing(applicant=replace(ALICE, email="a@example.vn")), delivery=Delivery(way))
    dossier = actions.receive(asked, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    for act, login in TURNS.items():
        more = {"kind": kind, "reason": "Thiếu căn cứ"} if act == "sign" else {}
        perform(act, dossier, getattr(cast, login), cast, **more)
        if kind == "refused" and act == "sign":
            break
    told = OutgoingMessage.objects.order_by("kind")
    expected = [("email", "a@example.vn", purpose), ("sms", ALICE.phone, purpose)] if purpose else []
    assert [(one.kind, one.to, one.purpose) for one in told] == expected
    for one in told:
        said = one.subject + one.text
        assert dossier.code in said
        assert not any(own in said for own in (ALICE.name, ALICE.identity_number, ALICE.address, "căn cứ"))


def test_who_left_no_address_reads_it_on_the_page(cast):
    issued(cast, person=replace(ALICE, phone=""))
    assert not OutgoingMessage.objects.exists()


def test_nobody_opens_it_with_another_number_a_wrong_or_an_old_code(cast, keys):
    dossier = issued(cast, way="electronic")
    with pytest.raises(Invalid) as refused:
        actions.send_result_code(dossier, identity_number="040285000099", by=Resident(), now=LATER)
    assert refused.value.code == "identity_number_wrong"
    sent = actions.send_result_code(dossier, identity_number=ALICE.identity_number, by=Resident(), now=LATER)
    wrong = f"{(int(sent.said) + 1) % 10**6:06}"
    for code, now in ((wrong, LATER), (sent.said, LATER + HOUR), ("", LATER)):
        with pytest.raises(Invalid) as refused:
            actions.download_result(dossier, code=code, by=Resident(), now=now)
        assert refused.value.code == "code_wrong"
    assert not Return.objects.exists()


def test_without_a_signed_file_nothing_is_downloaded_and_the_counter_hands_it_over(cast):
    dossier = issued(cast, way="electronic")
    with pytest.raises(Refusal) as refused:
        actions.send_result_code(dossier, identity_number=ALICE.identity_number, by=Resident(), now=LATER)
    assert refused.value.code == "no_electronic_result"
    assert actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=LATER).way == "counter"


def test_originals_are_ticked_off_one_by_one_and_the_rest_stays_open(cast):
    dossier = issued(cast)
    first, second, *rest = originals.of(dossier)
    actions.hand_over(
        dossier, collection=HERSELF, settling={first.pk: "given_back"}, by=cast.counter, now=LATER
    )
    left = set(originals.open_in(Dossier.objects.filter(pk=dossier.pk)))
    assert left == {second, *rest}
    actions.settle_originals(
        dossier, settling={second.pk: "stays"}, receiver="", by=cast.counter, now=LATER + HOUR
    )
    assert second not in originals.open_in(Dossier.objects.all())
    for settling, receiver in (
        ({first.pk: "given_back"}, "An"),
        ({0: "stays"}, ""),
        ({}, ""),
        ({paper.pk: "given_back" for paper in rest}, " "),
    ):
        with pytest.raises(Invalid):
            actions.settle_originals(
                dossier, settling=settling, receiver=receiver, by=cast.counter, now=LATER + HOUR
            )


def test_originals_are_needed_while_the_dossier_is_open(cast):
    dossier = received(cast)
    paper = originals.of(dossier)[0]
    with pytest.raises(Refusal) as refused:
        actions.settle_originals(dossier, settling={paper.pk: "stays"}, receiver="", by=cast.counter, now=NOW)
    assert refused.value.code == "originals_in_use"
