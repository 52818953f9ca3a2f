"""A changed calendar dates every open dossier anew, and no other."""

import random
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.models import Event
from motcua.domain.calendar_change import Act, CalendarChange, applied
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict, Forbidden, InvalidFields
from motcua.domain.states import Move
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier
from motcua.dossiers.moving import locked, move
from motcua.dossiers.redating import Moved, Recount, centers_touched
from motcua.dossiers.timing import reckoning
from motcua.places.hours import calendar, hours_of, version_in_force
from tests.cast import MONDAY_0900, Cast, received

LAND = "1.012753"  # many working days
MONDAY = MONDAY_0900


def storm(first: date = date(2026, 12, 1), last: date | None = None) -> CalendarChange:
    return CalendarChange(
        Act.OFF,
        first,
        last or first,
        Words(vi="Nghỉ tránh bão", en="Storm day"),
        source="Công điện 1/CĐ-UBND",
        decision="4000/QĐ-UBND",
    )


def long_one(cast: Cast, now: datetime = MONDAY) -> Dossier:
    return received(cast, procedure=LAND, now=now)


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def planned(cast: Cast, change: CalendarChange, now: datetime = MONDAY) -> dict[str, Moved]:
    old = calendar()
    recount = Recount(cast.kim_bang, before=old, after=applied(change, old), now=now)
    return {moved.code: moved for batch in recount.moved() for moved in batch}


def test_an_open_dossier_moves_by_the_day_off_and_says_why(cast: Cast) -> None:
    dossier = long_one(cast)
    before, step_before = dossier.due_at, dossier.steps.open().get().due_at
    version = change_calendar(storm(), by=cast.admin, now=at(24, 9, 11))
    dossier.refresh_from_db()
    assert version.number == 2
    assert dossier.due_at == hours_of(cast.kim_bang).walk(before, timedelta(hours=8))
    assert dossier.steps.open().get().due_at >= step_before
    entry = dossier.clock_entries.last()
    assert (entry.kind, entry.calendar_id, entry.basis) == ("calendar_changed", 2, "4000/QĐ-UBND")
    deadline = reckoning(dossier).promised
    assert deadline.due_at == dossier.due_at
    assert any("nghỉ thứ Ba 01/12/2026, Nghỉ tránh bão" in line.words.vi for line in deadline.why)


def test_what_moves_is_shown_before_it_is_done(cast: Cast) -> None:
    dossier = long_one(cast)
    plan = planned(cast, storm())
    assert list(plan) == [dossier.code]
    change_calendar(storm(), by=cast.province, now=at(24, 9, 11))
    after = Dossier.objects.get(pk=dossier.pk)
    assert (plan[dossier.code].before, plan[dossier.code].after) == (dossier.due_at, after.due_at)


def test_an_ended_dossier_keeps_its_dates(cast: Cast) -> None:
    ended, open_one = received(cast), long_one(cast)
    step = ended.steps.open().get()
    ended_before = Dossier.objects.filter(pk=ended.pk)
    move(locked(ended), Move.WITHDRAW, by=cast.counter, now=MONDAY)
    before = ended_before.values().get()
    change_calendar(storm(date(2026, 11, 25)), by=cast.admin, now=at(24, 9, 11))
    assert ended_before.values().get() == before
    assert ended.clock_entries.count() == 1
    assert open_one.clock_entries.count() == 2
    assert ended.steps.get(pk=step.pk).due_at == step.due_at


def test_who_does_not_move_still_counts_by_the_new_calendar(cast: Cast) -> None:
    dossier = received(cast)
    change_calendar(storm(date(2027, 1, 12)), by=cast.admin, now=MONDAY)
    assert Dossier.objects.get(pk=dossier.pk).due_at == dossier.due_at
    assert dossier.clock_entries.last().calendar_id == 2


def test_what_came_in_while_it_was_begun_is_counted_too(cast: Cast) -> None:
    dossier = long_one(cast, at(24, 9, 11))
    change_calendar(storm(), by=cast.admin, now=at(24, 8, 11))
    entry = dossier.clock_entries.last()
    assert (entry.at, entry.recorded_at) == (dossier.received_at, at(24, 8, 11))
    assert Dossier.objects.get(pk=dossier.pk).due_at > dossier.due_at


def test_a_dossier_received_later_counts_by_the_new_version(cast: Cast) -> None:
    change_calendar(storm(), by=cast.admin, now=MONDAY)
    dossier = long_one(cast, at(24, 9, 11))
    assert dossier.clock_entries.get().calendar_id == 2
    assert planned(cast, storm(date(2026, 12, 2))).keys() == {dossier.code}


def test_one_event_for_the_province_and_one_for_each_center(cast: Cast) -> None:
    long_one(cast)
    received(cast)
    version = change_calendar(storm(), by=cast.admin, now=at(24, 9, 11))
    changed = Event.objects.get(kind="calendar.changed")
    assert changed.data == {
        "number": 2,
        "decision": "4000/QD-UBND",
        "digest": version.digest,
        "centers": 1,
        "entered": 2,
        "moved": 1,
    }
    center = Event.objects.get(kind="calendar.recounted")
    assert (center.stream, center.data["entered"], center.data["moved"]) == (cast.kim_bang.identifier, 2, 1)


def test_a_paused_and_an_extended_dossier_are_replayed(cast: Cast) -> None:
    paused, extended = long_one(cast), long_one(cast)
    enter(paused, ClockKind.PAUSED, at=at(25, 9, 11), by=cast.office, now=at(25, 9, 11))
    enter(paused, ClockKind.RESUMED, at=at(4, 9), by=cast.office, now=at(4, 9))
    until = at(31, 17)
    enter(extended, ClockKind.EXTENDED_TO, at=at(3, 9), until=until, by=cast.office, now=at(3, 9))
    change_calendar(storm(date(2026, 12, 2)), by=cast.admin, now=at(7, 9))
    for dossier in (paused, extended):
        row = Dossier.objects.get(pk=dossier.pk)
        assert {name: getattr(row, name) for name in reckoning(row).columns()} == reckoning(row).columns()
    assert Dossier.objects.get(pk=extended.pk).due_at == until


def test_a_day_taken_out_again_brings_the_dates_back(cast: Cast) -> None:
    dossier = long_one(cast)
    change_calendar(storm(), by=cast.admin, now=at(24, 9, 11))
    back = CalendarChange(
        Act.ORDINARY, date(2026, 12, 1), date(2026, 12, 1), Words("", ""), "Công điện 2", "4001/QĐ-UBND"
    )
    change_calendar(back, by=cast.admin, now=at(24, 10, 11))
    assert Dossier.objects.get(pk=dossier.pk).due_at == dossier.due_at
    assert dossier.clock_entries.count() == 3


def test_only_the_province_may(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        change_calendar(storm(), by=cast.center, now=MONDAY)


def test_a_calendar_changed_meanwhile_is_looked_at_again(cast: Cast) -> None:
    seen = version_in_force()
    change_calendar(storm(), by=cast.admin, now=MONDAY)
    with pytest.raises(Conflict):
        change_calendar(storm(date(2026, 12, 2)), seen=seen.number, by=cast.province, now=MONDAY)


def test_an_impossible_change_names_all_that_is_wrong(cast: Cast) -> None:
    change = CalendarChange(Act.OFF, date(2026, 12, 5), date(2026, 12, 6), Words("", ""), "", "")
    with pytest.raises(InvalidFields) as refused:
        change_calendar(change, by=cast.admin, now=MONDAY)
    fields = {error.field for error in refused.value.errors}
    assert fields == {"first", "name_vi", "source", "decision"}


def test_statements_do_not_grow_with_the_dossiers(cast: Cast) -> None:
    counts = []
    for day in (1, 2):
        long_one(cast)
        with CaptureQueriesContext(connection) as captured:
            change_calendar(storm(date(2026, 12, day)), by=cast.admin, now=at(24, 9, 11))
        counts.append(len(captured))
    assert counts[1] <= counts[0]


@pytest.mark.parametrize("seed", range(4))
def test_the_dates_are_those_of_a_replay_of_every_ledger(cast: Cast, seed: int) -> None:
    """The database's choice of who may move misses nobody."""
    rng = random.Random(seed)
    dossiers = [_random_life(cast, rng) for _ in range(6)]
    change = storm(date(2026, 11, 23) + timedelta(days=rng.randrange(40)))
    while change.first.weekday() > 4:
        change = storm(change.first + timedelta(days=1))
    now = at(31, 16)
    plan = planned(cast, change)
    before = {dossier.code: Dossier.objects.get(pk=dossier.pk).due_at for dossier in dossiers}
    change_calendar(change, by=cast.admin, now=now)
    for dossier in dossiers:
        row = Dossier.objects.get(pk=dossier.pk)
        columns = reckoning(row).columns()
        assert {name: getattr(row, name) for name in columns} == columns
        assert row.due_at == (plan[row.code].after if row.code in plan else before[row.code])


def _random_life(cast: Cast, rng: random.Random) -> Dossier:
    now = MONDAY + timedelta(hours=rng.choice((0, 1, 4, 23, 25, 30)))
    dossier = received(cast, procedure=rng.choice((LAND, "1.001193", "1.004884")), now=now)
    for kind in (ClockKind.PAUSED, ClockKind.RESUMED) * rng.choice((0, 0, 1, 2)):
        now += timedelta(hours=rng.randrange(1, 200))
        enter(dossier, kind, at=now, by=cast.office, now=now)
    return dossier


def test_the_centers_that_are_touched(cast: Cast) -> None:
    old = calendar()
    assert centers_touched(old, old) == []
    long_one(cast)
    assert centers_touched(old, applied(storm(), old)) == [cast.kim_bang]
    assert centers_touched(old, applied(storm(date(2027, 6, 1)), old)) == []
