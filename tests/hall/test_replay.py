"""A day replays from the journal to exactly the same calls; one call forced to somebody else is found."""

from datetime import timedelta

import pytest

from motcua.base.models import Event
from motcua.domain import queueing
from motcua.hall import actions, line, queries
from motcua.hall.actions import calling
from motcua.hall.models import Duty
from motcua.hall.replay import replay
from tests.cast import MONDAY_0900
from tests.hall.days import Day

MONDAY = MONDAY_0900.date()


def seeds(first, *others):
    """The first day in ``make test``, the others in ``make prove``: each takes three seconds."""
    return [first, *(pytest.param(seed, marks=pytest.mark.slow) for seed in others)]


@pytest.mark.parametrize("seed", seeds(1, 2, 3))
def test_a_random_day_replays_to_the_same_calls(cast, seed):
    day = Day(cast, seed)
    day.live(350)
    found = replay(day.center, MONDAY)
    assert found.difference is None
    made = Event.objects.filter(kind="ticket.called")
    assert found.calls == made.count() > 50
    assert len(found.out_of_turn) == made.exclude(data__reason="next").count() > 0
    assert {"undo", "arrives", "arranges"} <= set(day.pressed)


@pytest.mark.parametrize("seed", seeds(8, 9))
def test_a_day_whose_head_changes_the_rules_replays_too(cast, seed):
    """Each call is judged by the rules and by the counters as they were at that moment."""
    day = Day(cast, seed)
    day.live(300, managed=3)
    found = replay(day.center, MONDAY)
    assert found.difference is None
    assert found.calls == Event.objects.filter(kind="ticket.called").count() > 25
    assert {"rules", "change_counter"} <= set(day.pressed)
    assert {"move_clerk", "place"} & set(day.pressed)


@pytest.mark.parametrize("seed", seeds(4, 5))
def test_the_candidates_are_enough_for_the_rule(cast, seed, monkeypatch):
    """The rule chooses the same among the few that are loaded as among everybody who waits."""
    compared = []

    def both(duty, made, now, rules=queueing.RULES):
        few = line.candidates(duty, made, now, rules)
        everybody = [queries.as_waiting(ticket) for ticket in queries.in_line(duty.counter.center, now)]
        desk = queries.as_desk(duty)
        chosen, right = (
            queueing.next_ticket(people, desk, now=now, calls_made=made, rules=rules)
            for people in (few, everybody)
        )
        assert chosen == right
        compared.append(chosen)
        return few

    monkeypatch.setattr(calling.queries, "candidates", both)
    Day(cast, seed).live(300)
    assert len(compared) > 30


def test_a_call_forced_to_somebody_else_is_found(cast, monkeypatch):
    day = Day(cast, 6)
    day.live(120)
    first = Event.objects.filter(kind="ticket.called").count()
    honest = queueing.next_ticket

    def friend(waiting, desk, **more):
        others = [person for person in waiting if person != honest(waiting, desk, **more)]
        return next((person for person in others if queueing.serves(desk, person)), None)

    monkeypatch.setattr(calling.queueing, "next_ticket", friend)
    day.live(60)
    monkeypatch.undo()
    found = replay(day.center, MONDAY)
    assert found.difference is not None
    forced = Event.objects.get(number=found.difference.event, stream=day.center.journal_stream)
    assert forced.kind == "ticket.called"
    assert forced.data["reason"] == "next"
    assert found.calls > first
    assert str(forced.data["number"]) in found.difference.words.vi


def test_the_day_before_is_another_day(cast):
    day = Day(cast, 7)
    day.live(60)
    assert replay(day.center, MONDAY - timedelta(days=1)).calls == 0
    day.now += timedelta(days=1)
    duty = Duty.objects.filter(closed_at=None).select_related("officer", "counter__center__commune").first()
    actions.open_counter(duty.counter, by=duty.officer, now=day.now)
    day.live(80)
    for date in (MONDAY, MONDAY + timedelta(days=1)):
        found = replay(day.center, date)
        assert found.difference is None
        assert found.calls > 5
