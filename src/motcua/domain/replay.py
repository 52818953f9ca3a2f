"""A day replayed from the journal alone: was every call the one that the rule makes?

At each call in turn the rule chooses again among those who waited then, by what the events say; it must
choose the very number that was called. A call out of turn needs a reason. The first difference ends the
replay and is named by its event.

>>> from motcua.domain.replay_state import Happened
>>> nine = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
>>> def happened(place, kind, subject, **data):
...     return Happened(place, kind, subject, nine, {"day": "2026-11-23"} | data)
>>> day = [
...     happened(1, "ticket.issued", "ticket/x", number="A001", field="land"),
...     happened(2, "ticket.issued", "ticket/y", number="A002", field="land"),
...     happened(3, "counter.opened", "counter/17791/1", fields=""),
...     happened(4, "ticket.called", "ticket/y", number="A002", counter=1, call=1, reason="next"),
... ]
>>> replay(day, nine.date()).difference.words.en
'counter 1 called A002; by the rule it is the turn of A001'
>>> replay(day[:1] + day[2:3], nine.date())
Verdict(calls=0, out_of_turn=[], difference=None)
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.domain.codes import ticket_number
from motcua.domain.drawing import order
from motcua.domain.queueing import Rules, Waiting, next_ticket, return_after
from motcua.domain.replay_state import Hall, Happened, drawn
from motcua.domain.words import Words

NEXT = "next"
"""The reason of a call in turn."""


@dataclass(frozen=True, slots=True)
class OutOfTurn:
    """A call that somebody chose to make, with the code of the reason."""

    event: int
    at: datetime
    number: str
    counter: int
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first event that is not what the rule says."""

    event: int
    at: datetime
    words: Words


@dataclass(slots=True)
class Verdict:
    """``calls`` of the day in all, those ``out_of_turn``, and where the day differs from the rule.
    ``favoured``: the events of calls in turn of people whom the rule puts before others."""

    calls: int = 0
    out_of_turn: list[OutOfTurn] = field(default_factory=list)
    difference: Difference | None = None
    favoured: set[int] = field(default_factory=set, repr=False)


def replay(events: Iterable[Happened], day: date, *, rules: Rules | None = None, misses: int = 3) -> Verdict:
    """Walk the events (from the day before on, so that who came before midnight is known) and judge the
    calls of ``day``. ``rules``: what held at the first event."""
    hall = Hall(rules or Rules(), misses)
    verdict = Verdict()
    made: dict[str, int] = {}
    for event in events:
        wrong = None
        if event.kind == "ticket.called" and "day" in event.data:
            of_day = str(event.data["day"])
            if of_day == day.isoformat():
                wrong = _judge(event, hall, made.get(of_day, 0), verdict)
            made[of_day] = int(event.data["call"])
        elif event.kind == "ticket.missed" and event.data.get("day") == day.isoformat():
            wrong = _missed(event, hall, made.get(day.isoformat(), 0))
        elif event.kind == "hall.drawn" and event.data.get("day") == day.isoformat():
            wrong = _drawn(event)
        if wrong is not None:
            verdict.difference = Difference(event.number, event.at, wrong)
            return verdict
        hall.happen(event)
    return verdict


def _judge(event: Happened, hall: Hall, made: int, verdict: Verdict) -> Words | None:
    """What is wrong with this call; it is counted in the verdict."""
    number, counter = str(event.data["number"]), int(event.data["counter"])
    reason = str(event.data.get("reason") or "")
    verdict.calls += 1
    if int(event.data["call"]) != made + 1:
        call = event.data["call"]
        return Words(
            f"lượt gọi thứ {call} đến sau lượt thứ {made}", f"call no. {call} came after call no. {made}"
        )
    if reason != NEXT:
        verdict.out_of_turn.append(OutOfTurn(event.number, event.at, number, counter, reason))
        return None if reason else _without_reason(counter, number)
    post = hall.posts.get(counter)
    if post is None or post.away:
        return Words(
            f"quầy {counter} gọi số {number} khi chưa mở hoặc đang nghỉ",
            f"counter {counter} called {number} while it was closed or on a break",
        )
    waiting = hall.waiting(counter, event.at)
    turn = next_ticket(waiting, post.desk, now=event.at, calls_made=made, rules=hall.rules)
    if turn is not None and f"ticket/{turn.id}" == event.subject:
        if turn.favoured_at(event.at, hall.rules):
            verdict.favoured.add(event.number)
        return None
    return _another(counter, number, turn)


def _missed(event: Happened, hall: Hall, made: int) -> Words | None:
    """Whoever was not there comes back when the rule says, not earlier and not later."""
    over = int(event.data["missed"]) >= hall.misses
    expected = 0 if over else return_after(made, hall.rules)
    returns = int(event.data.get("returns") or 0)
    if returns == expected:
        return None
    number = event.data["number"]
    return Words(
        f"số {number} vắng mặt được gọi lại sau lượt {returns}; theo quy tắc là {expected}",
        f"{number}, who was not there, returns after call {returns}; by the rule it is {expected}",
    )


def _drawn(event: Happened) -> Words | None:
    """The order of a fair start is that of the lot, and the lot nobody could know."""
    numbers, seed = drawn(event.data), str(event.data["seed"])
    if numbers == order(seed, numbers) and event.previous in ("", seed):
        return None
    return Words(
        "thứ tự bốc thăm đầu buổi không đúng với kết quả bốc thăm",
        "the order drawn at the start is not the order of the lot",
    )


def _another(counter: int, number: str, turn: Waiting | None) -> Words:
    if turn is None:
        return Words(
            f"quầy {counter} gọi số {number}; theo quy tắc không có ai đến lượt",
            f"counter {counter} called {number}; by the rule it is nobody's turn",
        )
    right = ticket_number(turn.series, turn.number)
    return Words(
        f"quầy {counter} gọi số {number}; theo quy tắc là lượt của số {right}",
        f"counter {counter} called {number}; by the rule it is the turn of {right}",
    )


def _without_reason(counter: int, number: str) -> Words:
    return Words(
        f"quầy {counter} gọi số {number} ngoài thứ tự mà không ghi lý do",
        f"counter {counter} called {number} out of turn without a reason",
    )
