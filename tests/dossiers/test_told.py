"""The applicant is told of what waits for them and of each date that moves; once, and nothing personal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.base.models import Delivery, Event, OutgoingMessage
from motcua.base.work import work_off
from motcua.domain.day_words import moment_words
from motcua.dossiers import actions, recounted
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.actions.corrections import correct_clock
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.allowance import Allowance
from motcua.dossiers.models import Applicant, Dossier
from tests.cast import ALICE, FRIDAY_1000, MONDAY_0900, Cast, filing, received
from tests.catalogue.keepers import Keepers
from tests.dossiers.test_calendar_change import at, long_one, storm
from tests.dossiers.test_payment_platform import NOTICE
from tests.dossiers.test_revision_effects import LAND, change, publish
from tests.dossiers.test_supplements import REQUEST, asked, in_appraisal
from tests.dossiers.till import appraised, specialist_of

NOW = at(24, 9, 11)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def told(dossier: Dossier, purpose: str) -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(about=dossier.journal_subject, purpose=purpose))


def worked_off() -> None:
    while work_off(NOW + timedelta(minutes=1)):
        pass


def with_mailbox(dossier: Dossier) -> Dossier:
    Applicant.objects.filter(dossier=dossier).update(email="alice@example.vn")
    return Dossier.objects.get(pk=dossier.pk)


def test_who_must_bring_papers_is_told_where_to_read_which(cast: Cast) -> None:
    dossier = asked(cast)
    (message,) = told(dossier, "supplement_requested")
    assert (message.to, message.kind) == (ALICE.phone, "sms")
    assert f"/d/{dossier.token}" in message.text
    for secret in (*(lack.wanted for lack in REQUEST.lacks), REQUEST.reason, ALICE.name):
        assert secret not in message.text


def test_who_has_a_mailbox_is_told_there_too(cast: Cast) -> None:
    dossier = with_mailbox(in_appraisal(cast))
    actions.request_supplement(dossier, request=REQUEST, by=cast.office, now=MONDAY_0900)
    assert {message.kind for message in told(dossier, "supplement_requested")} == {"sms", "email"}


def test_at_intake_as_well(cast: Cast) -> None:
    supplement = actions.ask_at_intake(
        filing(), request=REQUEST, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    )
    assert len(told(supplement.dossier, "supplement_requested")) == 1


def test_a_corrected_time_that_moves_the_date_is_told(cast: Cast) -> None:
    dossier = long_one(cast)
    right = MONDAY_0900 - timedelta(days=3)
    correct_clock(dossier, position=1, right=right, reason="Nhập nhầm ngày", by=cast.center, now=NOW)
    moved = Dossier.objects.get(pk=dossier.pk)
    (message,) = told(dossier, "appointment_moved")
    assert moved.due_at != dossier.due_at
    assert moment_words(dossier.due_at).vi in message.text
    assert moment_words(moved.due_at).vi in message.text
    assert "Nhập nhầm" not in message.text


def test_a_changed_calendar_is_told_after_the_deed_to_each_once(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr("motcua.dossiers.actions.announcing.AT_ONCE", 2)
    dossiers = [long_one(cast) for _ in range(3)]
    stays = long_one(cast, at(24, 8, 11))
    actions.withdraw(stays, by=cast.counter, now=at(24, 8, 11))
    change_calendar(storm(), by=cast.admin, now=NOW)
    assert not OutgoingMessage.objects.filter(purpose="appointment_moved").exists()  # not in the request
    worked_off()
    for dossier in dossiers:
        (message,) = told(dossier, "appointment_moved")
        moved = Dossier.objects.get(pk=dossier.pk)
        assert moment_words(dossier.due_at).vi in message.text
        assert moment_words(moved.due_at).vi in message.text
    assert not told(stays, "appointment_moved")
    parts = Event.objects.filter(kind="calendar.told").order_by("number")
    assert [event.data["told"] for event in parts] == [2, 1]
    assert not Delivery.objects.filter(subscriber="dossiers.recounted").exclude(state="done").exists()


def test_a_date_that_stays_or_moved_again_is_not_told(cast: Cast) -> None:
    dossier, other = long_one(cast), long_one(cast)
    change_calendar(storm(), by=cast.admin, now=NOW)
    Dossier.objects.filter(pk=other.pk).update(due_at=at(31, 17))
    change_calendar(storm(date(2027, 6, 1)), by=cast.admin, now=NOW + timedelta(seconds=1))
    worked_off()
    assert len(told(dossier, "appointment_moved")) == 1
    assert not told(other, "appointment_moved")


def test_the_search_for_whom_to_tell_asks_the_same_of_many(cast: Cast) -> None:
    for _ in range(3):
        long_one(cast)
    number = change_calendar(storm(), by=cast.admin, now=NOW).number
    counts = []
    for many in (3, 1, 3):  # the first time reads the calendars, which never change
        with CaptureQueriesContext(connection) as captured:
            for dossier in recounted.counted_by(cast.kim_bang, number)[:many]:
                recounted.appointments(dossier, number)
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_a_pause_says_what_to_pay_and_by_which_notice(cast: Cast) -> None:
    land = appraised(cast)
    actions.pause_for_payment(land, notice=NOTICE, by=specialist_of(land), now=MONDAY_0900)
    (message,) = told(land, "payment_awaited")
    for said in (land.code, "12.500.000 đồng", NOTICE.number, NOTICE.agency, f"/d/{land.token}"):
        assert said in message.text
    assert ALICE.name not in message.text


def test_a_revision_that_moves_the_date_tells_both(cast: Cast) -> None:
    keepers = Keepers(cast)
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    publish(keepers, change(keepers))
    (message,) = told(dossier, "appointment_moved")
    for when in (dossier.due_at, Dossier.objects.get(pk=dossier.pk).due_at):
        assert moment_words(when).vi in message.text


def test_the_head_hears_of_what_is_asked_for_in_their_name(cast: Cast) -> None:
    head = cast.head
    head.email = "head@example.vn"
    head.save(update_fields=["email"])
    dossier = asked(cast)
    actions.take_supplement(dossier, papers=(), by=cast.counter, now=MONDAY_0900)
    again = Request(REQUEST.lacks, "", Allowance(cast.head, "Đo đạc lại"))
    actions.request_supplement(dossier, request=again, by=cast.office, now=MONDAY_0900 + timedelta(hours=1))
    (message,) = told(dossier, "late_request_allowed")
    assert message.to == head.email
    assert cast.office.name_vi in message.text
    assert "Đo đạc" not in message.text
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    client.force_login(cast.head)
    page = client.get(f"/office/dossiers/{dossier.code}").content.decode()
    for shown in (cast.head.name_vi, cast.office.name_vi, "Đo đạc lại", "bị tính là chậm"):
        assert shown in page
