"""The apology letter: prepared in time, signed by the head, once; the resident is told. domain.md 1.5."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.models import Event, OutgoingMessage
from motcua.domain.extension import BASIS
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict, Forbidden, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions, extending, watching
from motcua.dossiers.models import Applicant, Extension, Movement
from motcua.dossiers.timing import deadline
from motcua.places.hours import business_date
from tests.cast import ALICE, received

LONG = "1.012753"  # twenty working days: due on Friday 30 October 17:00


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d %b %H:%M %Y").replace(tzinfo=ZONE)


THE_DAY_BEFORE = at("29 Oct 07:30")


@pytest.fixture
def dossier(cast):
    dossier = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    actions.assign(dossier, to=cast.office, by=cast.head, now=at("05 Oct 08:00"))
    dossier.refresh_from_db()
    return dossier


def extended(dossier, by, now=THE_DAY_BEFORE, **given):
    given = {"reason_code": "verification", "reason": "Chờ biên bản thực địa.", **given}
    return actions.extend(dossier, by=by, now=now, **given)


def test_the_letter_is_prepared_as_the_last_possible_day_opens(cast, dossier):
    watching.watch(at("28 Oct 17:00"))
    assert not Extension.objects.exists()
    watching.watch(THE_DAY_BEFORE)
    letter = Extension.objects.get()
    assert (letter.due_at, letter.sign_by) == (at("30 Oct 17:00"), at("29 Oct 17:00"))
    # 45.5 hours of review, signature and number are left: until Thursday 5 November at the earliest
    assert letter.new_due_at == at("05 Nov 17:00")
    assert letter.signed_at is None
    for officer, waiting in (
        (cast.head, 1),
        (cast.leader, 1),
        (cast.office, 0),
        (cast.of_son_lam("head"), 0),
    ):
        day = business_date(THE_DAY_BEFORE)
        assert extending.to_sign(officer, day, THE_DAY_BEFORE).count() == waiting


def test_work_that_is_at_the_signing_in_time_gets_no_letter(cast, dossier):
    actions.complete_step(dossier, by=cast.office, now=at("27 Oct 09:00"))
    actions.complete_step(dossier, by=cast.head, now=at("28 Oct 09:00"))
    for hour in range(7, 18):
        watching.watch(at(f"29 Oct {hour:02}:30"))
    assert not Extension.objects.exists()


def test_signing_moves_the_date_once_issues_form_04_and_tells_the_resident(cast, dossier):
    watching.watch(THE_DAY_BEFORE)
    letter = extended(dossier, cast.head, until=at("06 Nov 17:00"))
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.due_original) == (at("06 Nov 17:00"), at("30 Oct 17:00"))
    assert dossier.state == State.IN_PROCESS
    assert (letter.signed_by, letter.reason_code, letter.new_due_at) == (
        cast.head,
        "verification",
        dossier.due_at,
    )
    assert letter.form.form == "apology"
    assert Movement.objects.filter(dossier=dossier, move="extend").count() == 1
    entry = dossier.clock_entries.get(kind=ClockKind.EXTENDED_TO)
    assert (entry.basis, entry.reason_vi) == (BASIS, "cần thêm thời gian xác minh")
    assert "cần thêm thời gian xác minh" in " ".join(line.words.vi for line in deadline(dossier).why)
    assert dossier.next_warning_at > THE_DAY_BEFORE
    (message,) = OutgoingMessage.objects.all()
    assert (message.kind, message.purpose, message.to) == ("sms", "extended", ALICE.phone)
    event = Event.objects.get(kind="dossier.extended")
    assert datetime.fromisoformat(event.data["until"]) == dossier.due_at


def test_a_second_extension_is_refused_whoever_asks(cast, dossier):
    extended(dossier, cast.head)
    for by in (cast.head, cast.leader):
        with pytest.raises(Conflict) as refusal:
            extended(dossier, by, now=at("03 Nov 09:00"))
        assert refusal.value.code == "extended_before"
    assert dossier.clock_entries.filter(kind=ClockKind.EXTENDED_TO).count() == 1


def test_without_a_prepared_letter_the_head_may_still_sign_one(cast, dossier):
    letter = extended(dossier, cast.leader, now=at("20 Oct 09:00"), until=at("10 Nov 17:00"))
    assert letter.prepared_at == letter.signed_at == at("20 Oct 09:00")


@pytest.mark.parametrize("who", ["office", "clerk", "counter", "center"])
def test_only_the_head_or_a_leader_signs(cast, dossier, who):
    with pytest.raises(Forbidden) as refusal:
        extended(dossier, getattr(cast, who))
    assert refusal.value.basis == BASIS


def test_another_communes_head_does_not(cast, dossier):
    for name in ("head", "leader"):
        with pytest.raises(Forbidden):
            extended(dossier, cast.of_son_lam(name))


def test_on_the_last_day_it_is_too_late(cast, dossier):
    extended_until = at("29 Oct 17:00")
    with pytest.raises(Conflict) as refusal:
        extended(dossier, cast.head, now=extended_until + timedelta(minutes=1))
    assert refusal.value.code == "extension_too_late"
    assert extended(dossier, cast.head, now=extended_until)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"reason_code": "because"}, ["reason_code"]),
        ({"reason_code": "other", "reason": " "}, ["reason"]),
        ({"reason_code": "", "reason": "x" * 301}, ["reason_code", "reason"]),
    ],
)
def test_a_letter_gives_its_reason(cast, dossier, given, fields):
    with pytest.raises(InvalidFields) as refusal:
        extended(dossier, cast.head, **given)
    assert [error.field for error in refusal.value.errors] == fields
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("until", ["30 Oct 16:00", "31 Oct 10:00", "31 Dec 10:00"])
def test_the_new_date_is_a_later_working_day_within_the_term_once_more(cast, dossier, until):
    with pytest.raises(Refusal) as refusal:
        extended(dossier, cast.head, until=at(until))
    assert refusal.value.field == "until"


def test_an_accepted_dossier_is_assigned_before_it_is_extended(cast):
    waiting = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    with pytest.raises(Refusal) as refusal:
        extended(waiting, cast.head)
    assert refusal.value.code == "move_not_allowed"


def test_a_letter_for_an_earlier_date_is_prepared_anew(cast, dossier):
    from motcua.base.actors import System
    from motcua.dossiers.ledger_entries import enter
    from motcua.dossiers.moving import locked

    watching.watch(THE_DAY_BEFORE)
    moved, then = locked(dossier), at("29 Oct 08:00")
    enter(moved, ClockKind.PAUSED, at=then, by=System(), now=then)
    later = at("05 Nov 08:00")
    enter(locked(dossier), ClockKind.RESUMED, at=later, by=System(), now=later)
    day = business_date(later)
    assert extending.to_sign(cast.head, day, later).count() == 0
    watching.watch(later)
    assert Extension.objects.get().due_at == at("06 Nov 17:00")
    assert extending.to_sign(cast.head, day, later).count() == 1


def test_a_resident_who_left_an_email_gets_both_and_one_without_any_address_none(cast, dossier):
    Applicant.objects.filter(dossier=dossier).update(email="vi.du@mau.vn", kind="foreigner")
    extended(dossier, cast.head)
    messages = OutgoingMessage.objects.order_by("kind")
    assert [(row.kind, row.language) for row in messages] == [("email", "en"), ("sms", "en")]
    other = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    actions.assign(other, to=cast.office, by=cast.head, now=at("05 Oct 08:00"))
    Applicant.objects.filter(dossier=other).update(phone="02383844123", email="")
    extended(other, cast.head)
    assert OutgoingMessage.objects.count() == 2


def test_no_message_carries_personal_data(cast, dossier):
    Applicant.objects.filter(dossier=dossier).update(email="vi.du@mau.vn")
    extended(dossier, cast.head)
    for message in OutgoingMessage.objects.all():
        said = message.subject + message.text
        assert dossier.code in said
        for personal in (ALICE.name, ALICE.identity_number, ALICE.address, "Chờ biên bản", dossier.token):
            assert personal not in said


def test_the_database_refuses_a_letter_signed_too_late_or_without_a_reason(cast, dossier):
    extended(dossier, cast.head)
    rows = Extension.objects.filter(dossier=dossier)
    for wrong in (
        {"reason_code": ""},
        {"signed_at": at("29 Oct 17:01")},
        {"form": None},
        {"new_due_at": at("30 Oct 17:00")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
