"""Whoever must act is warned before a date is missed: once, in order, and again for a new date."""

from datetime import datetime, timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event, OutgoingMessage
from motcua.domain.ledger import ClockKind
from motcua.domain.states import State
from motcua.domain.warnings import Level
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions, watching
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier, Extension, Warned, Warning
from motcua.dossiers.moving import locked
from motcua.people.models import Officer
from tests.cast import ALICE, BIRTH, MONDAY_0900, received

LONG = "1.012753"


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d %b %H:%M %Y").replace(tzinfo=ZONE)


@pytest.fixture
def dossier(cast):
    """Of twenty working days, with the specialist."""
    dossier = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    actions.assign(dossier, to=cast.office, by=cast.head, now=at("05 Oct 08:00"))
    dossier.refresh_from_db()
    return dossier


def levels():
    return list(Warning.objects.order_by("given_at").values_list("level", flat=True))


def pass_time(until: datetime, *, since: datetime, every: timedelta = timedelta(hours=1)) -> None:
    now = since
    while now <= until:
        watching.watch(now)
        now += every


def test_a_received_dossier_says_when_to_look_at_it(dossier):
    assert dossier.due_at == at("30 Oct 17:00")
    assert dossier.next_warning_at == at("23 Oct 17:00")  # 120 of 160 hours


def test_nobody_is_warned_before_the_time_comes(dossier):
    assert watching.watch(at("23 Oct 16:59")) == 0
    assert levels() == []


def test_who_must_act_and_the_head_are_warned_at_both_levels_and_the_miss_is_noted(cast, dossier):
    pass_time(at("30 Oct 18:00"), since=at("23 Oct 17:00"))
    assert levels() == [Level.FIRST, Level.LAST, Level.OVERDUE]
    for warning in Warning.objects.all():
        reached = set(warning.warned.values_list("officer__login", "as_head"))
        assert reached == {("office.kimbang", False), ("head.kimbang", True)}
        assert warning.owed_at <= warning.given_at < warning.owed_at + timedelta(hours=1)
    assert Warning.objects.get(level=Level.OVERDUE).before == 2
    dossier.refresh_from_db()
    assert dossier.next_warning_at is None


def test_the_journal_has_codes_only(dossier):
    pass_time(at("30 Oct 21:00"), since=at("23 Oct 17:00"), every=timedelta(hours=4))
    kinds = list(Event.objects.filter(subject=f"dossier/{dossier.code}").values_list("kind", flat=True))
    assert kinds.count("dossier.warned") == 2
    assert kinds.count("dossier.became_overdue") == 1
    assert kinds.count("dossier.apology_prepared") == 1


def test_looking_twice_has_one_effect(dossier):
    now = at("26 Oct 07:30")
    for _ in range(3):
        watching.watch(now)
        actions.look(dossier, by=System(), now=now)
    assert levels() == [Level.FIRST]


def test_an_open_post_warns_everybody_who_holds_it(cast):
    received(cast, procedure=LONG, now=at("05 Oct 07:30"))  # nobody was assigned: the head's own turn
    watching.watch(at("26 Oct 07:30"))
    assert set(Warned.objects.values_list("officer__login", "as_head")) == {("head.kimbang", False)}


def test_a_new_date_is_warned_of_anew(cast, dossier):
    watching.watch(at("26 Oct 07:30"))
    moved = locked(dossier)
    enter(
        moved,
        ClockKind.EXTENDED_TO,
        at=at("27 Oct 09:00"),
        by=System(),
        now=at("27 Oct 09:00"),
        until=at("09 Nov 17:00"),
    )
    watching.watch(at("27 Oct 15:00"))
    assert levels() == [Level.FIRST]
    watching.watch(at("06 Nov 07:30"))
    assert [(row.level, row.due_at) for row in Warning.objects.order_by("given_at")] == [
        (Level.FIRST, at("30 Oct 17:00")),
        (Level.LAST, at("09 Nov 17:00")),
    ]


def test_what_waits_for_the_applicant_is_nobodys_delay(cast, dossier):
    moved = locked(dossier)
    enter(moved, ClockKind.PAUSED, at=at("06 Oct 09:00"), by=System(), now=at("06 Oct 09:00"))
    moved.refresh_from_db()
    assert moved.next_warning_at is None
    enter(moved, ClockKind.RESUMED, at=at("13 Oct 09:00"), by=System(), now=at("13 Oct 09:00"))
    moved.refresh_from_db()
    assert moved.next_warning_at == at("30 Oct 17:00")  # five working days later than without the pause


def test_a_processed_dossier_is_left_alone(cast):
    dossier = received(cast, now=MONDAY_0900)
    for act in (
        lambda: actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900),
        lambda: actions.complete_step(dossier, by=cast.office, now=MONDAY_0900),
        lambda: actions.complete_step(dossier, by=cast.head, now=MONDAY_0900),
        lambda: actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900),
        lambda: actions.issue(dossier, symbol="GKS", by=cast.clerk, now=MONDAY_0900),
    ):
        act()
    assert watching.watch(at("30 Nov 09:00")) == 1
    dossier.refresh_from_db()
    assert (levels(), dossier.state, dossier.next_warning_at) == ([], State.PROCESSED, None)


def test_a_same_day_dossier_is_warned_of_within_the_day_and_has_no_letter(cast):
    dossier = received(cast, now=MONDAY_0900)
    assert dossier.due_at == at("23 Nov 17:00")
    pass_time(at("23 Nov 18:00"), since=MONDAY_0900, every=timedelta(minutes=10))
    assert levels() == [75, 90, 100]
    assert not Extension.objects.exists()


def test_a_work_process_that_was_down_gives_the_highest_level_only_and_that_is_noted(dossier):
    watching.watch(at("30 Oct 10:00"))
    watching.watch(at("02 Nov 10:00"))
    assert levels() == [Level.LAST, Level.OVERDUE]
    assert Warning.objects.get(level=Level.OVERDUE).before == 1


def test_one_dossier_that_cannot_be_looked_at_does_not_keep_the_others_waiting(
    cast, dossier, monkeypatch, caplog
):
    other = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    from motcua.dossiers.actions import warnings

    real = warnings.deadline

    def broken(asked):
        if asked.pk == dossier.pk:
            raise ArithmeticError
        return real(asked)

    monkeypatch.setattr(warnings, "deadline", broken)
    assert watching.watch(at("26 Oct 07:30")) == 1
    assert Warning.objects.get().dossier_id == other.pk
    assert "could not be looked at" in caplog.text


def test_officers_with_an_address_get_a_message_without_anybodys_name(cast, dossier):
    Officer.objects.filter(login="head.kimbang").update(email="truong.phong@mau.vn")
    watching.watch(at("26 Oct 07:30"))
    message = OutgoingMessage.objects.get()
    assert (message.to, message.kind, message.purpose) == ("truong.phong@mau.vn", "email", "warned_75")
    said = message.subject + message.text
    assert dossier.code in said
    assert "75%" in said
    for personal in (ALICE.name, ALICE.identity_number, ALICE.phone, ALICE.address):
        assert personal not in said


def test_the_job_finds_its_dossiers_by_their_index(dossier):
    from django.db import connection

    due = Dossier.objects.filter(next_warning_at__lte=at("26 Oct 07:30")).order_by("next_warning_at")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "dossier_to_look_at" in due.explain()


@pytest.mark.parametrize("procedure", [BIRTH, LONG])
def test_statements_of_a_look_do_not_grow(cast, procedure, django_assert_max_num_queries):
    received(cast, procedure=procedure, now=at("05 Oct 07:30"))
    with django_assert_max_num_queries(40):
        watching.watch(at("26 Oct 07:30"))
