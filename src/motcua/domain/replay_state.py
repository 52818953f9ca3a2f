"""A hall put together from its journal: who waits and which counters are open, event by event.

Pure; ``domain.replay`` asks it at every call. An event about a number changes what the rule reads of it
where it names it (``field``, ``lane``, ``priority``, ``arrived``, ``point``, ``needs``, ``appointment``,
``drawn``, ``returns``), and its state by the kind of event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from motcua.domain.codes import parse_ticket_number, ticket_number
from motcua.domain.number_days import is_alive
from motcua.domain.queueing import Desk, Lane, Priority, Rules, Waiting, run_after

TICKET = "ticket/"
UNDONE = "press.undone"
AT_COUNTER = ("called", "serving")
STATES = {
    "ticket.serving": "serving",
    "ticket.held": "held",
    "ticket.resumed": "waiting",
    "ticket.completed": "over",
    "ticket.voided": "over",
}
MOVES = frozenset(
    {*STATES, "ticket.issued", "ticket.called", "ticket.recalled", "ticket.missed"}
    | {"ticket.transferred", "ticket.continued", UNDONE}
)
"""The kinds of event that change where a number stands."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the journal, as far as the replay reads it."""

    number: int
    kind: str
    subject: str
    at: datetime
    data: Mapping[str, Any]
    previous: str = ""  # hash of the event before: the seed of a draw


@dataclass(frozen=True, slots=True)
class Person:
    """One number: what the rule reads of it, and where it stands."""

    turn: Waiting
    day: date
    issued: datetime
    state: str = "waiting"
    present: bool = True
    counter: int = 0  # while waiting: the only counter that may call it; 0: any


@dataclass(frozen=True, slots=True)
class Post:
    """An open counter."""

    desk: Desk
    away: bool = False


@dataclass
class Hall:
    """The hall after the events given to ``happen``, in the journal's order."""

    rules: Rules = field(default_factory=Rules)
    misses: int = 3
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    before: dict[int, tuple[Person, int, int]] = field(default_factory=dict)  # by event: person, counter, run

    def waiting(self, counter: int, now: datetime) -> list[Waiting]:
        """Everybody whom this counter might call at that moment."""
        return [
            person.turn
            for person in self.people.values()
            if person.state == "waiting"
            and person.present
            and person.counter in (0, counter)
            and is_alive(person.day, person.issued, now)
        ]

    def happen(self, event: Happened) -> None:
        if event.kind == "hall.rules_set":
            self._set_rules(event.data)
        elif event.kind == "hall.drawn":
            self._draw(event.data)
        elif event.kind.startswith(("counter.", "break.")):
            self._at_counter(event)
        elif event.kind == UNDONE:
            self._undo(event)
        elif event.kind == "ticket.issued":
            self.people[event.subject] = issued(event)
        elif event.subject in self.people:
            self._move(event)

    def _move(self, event: Happened) -> None:
        person = self.people[event.subject]
        counter = int(event.data.get("counter") or 0)
        run = self.posts[counter].desk.favoured_run if counter in self.posts else 0
        if event.kind in MOVES:
            self.before[event.number] = (person, counter, run)
        turn = read(person.turn, event.data)
        person = replace(person, turn=turn, present=event.kind == "ticket.arrived" or person.present)
        if event.kind == "ticket.called":
            self._count(event, turn, counter)
        self.people[event.subject] = moved(person, event)

    def _count(self, event: Happened, turn: Waiting, counter: int) -> None:
        """A call in turn counts at its counter; one out of turn leaves the row of favoured as it was."""
        post = self.posts.get(counter)
        if post is not None and event.data.get("reason") == "next":
            run = run_after(post.desk.favoured_run, turn, event.at, self.rules)
            self.posts[counter] = replace(post, desk=replace(post.desk, favoured_run=run))

    def _undo(self, event: Happened) -> None:
        """Everything as it was before the press that was taken back; the count of calls goes on."""
        found = self.before.pop(int(event.data.get("undone") or 0), None)
        if found is None:
            return
        person, counter, run = found
        self.people[event.subject] = person
        if counter in self.posts:
            post = self.posts[counter]
            self.posts[counter] = replace(post, desk=replace(post.desk, favoured_run=run))

    def _at_counter(self, event: Happened) -> None:
        number = _counter(event)
        post = self.posts.get(number)
        if event.kind == "counter.closed":
            self.posts.pop(number, None)
            for key, person in self.people.items():
                if person.state == "waiting" and person.counter == number:
                    self.people[key] = replace(person, counter=0)
        elif event.kind in ("counter.opened", "counter.changed"):
            run = post.desk.favoured_run if post is not None and event.kind == "counter.changed" else 0
            desk = Desk(
                fields=_set(event.data.get("fields")),
                skills=_set(event.data.get("skills")),
                point=str(event.data.get("point") or ""),
                favoured_run=run,
            )
            away = post is not None and post.away and event.kind == "counter.changed"
            self.posts[number] = Post(desk, away)
        elif post is not None:
            self.posts[number] = replace(post, away=event.kind == "break.begun")

    def _draw(self, data: Mapping[str, Any]) -> None:
        """The crowd before opening: all of them came when the doors opened, in the order of the lot."""
        opens, places = datetime.fromisoformat(data["opens"]), {n: i for i, n in enumerate(drawn(data), 1)}
        for key, person in self.people.items():
            place = places.get(ticket_number(person.turn.series, person.turn.number))
            if place is not None and person.day.isoformat() == data["day"]:
                self.people[key] = replace(person, turn=replace(person.turn, arrived=opens, drawn=place))

    def _set_rules(self, data: Mapping[str, Any]) -> None:
        self.misses = int(data.get("misses", self.misses))
        self.rules = Rules(
            in_a_row=int(data.get("in_a_row", self.rules.in_a_row)),
            head_start=_minutes(data, "head_start_minutes", self.rules.head_start),
            no_show_calls=int(data.get("no_show_calls", self.rules.no_show_calls)),
            early=_minutes(data, "early_minutes", self.rules.early),
            late=_minutes(data, "late_minutes", self.rules.late),
        )


def issued(event: Happened) -> Person:
    """A new number; one given without the server was issued when its holder came."""
    data = event.data
    series, number = parse_ticket_number(data["number"])
    turn = Waiting(event.subject.removeprefix(TICKET), event.at, series, number, data["field"])
    turn = read(turn, data)
    return Person(
        turn,
        date.fromisoformat(data["day"]),
        turn.arrived if data.get("source") == "offline" else event.at,
        present=not data.get("away"),
    )


def moved(person: Person, event: Happened) -> Person:
    """Where the number stands after this event, of whatever kind."""
    kind, data = event.kind, event.data
    if kind == "ticket.called":
        return replace(
            person, turn=replace(person.turn, returns_at=0), state="called", present=True, counter=0
        )
    if kind == "ticket.missed":
        return replace(person, state="waiting" if person.turn.returns_at else "over")
    if kind == "ticket.continued":
        return replace(person, state="serving" if data.get("here") else "waiting")
    if kind == "ticket.transferred" and person.state in AT_COUNTER:
        turn = replace(person.turn, returns_at=0)
        return replace(person, turn=turn, state="waiting", counter=int(data.get("only") or 0))
    if kind == "ticket.resumed":
        turn = replace(person.turn, returns_at=0, lane=Lane.COME_BACK)
        return replace(person, turn=turn, state="waiting", counter=0)
    return replace(person, state=STATES.get(kind, person.state))


_READ: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "field": ("field", str),
    "priority": ("priority", lambda code: Priority(code) if code else None),
    "lane": ("lane", Lane),
    "arrived": ("arrived", datetime.fromisoformat),
    "point": ("point", str),
    "needs": ("needs", lambda text: _set(text)),
    "appointment": ("appointment", lambda text: datetime.fromisoformat(text) if text else None),
    "drawn": ("drawn", int),
    "returns": ("returns_at", int),
}


def read(turn: Waiting, data: Mapping[str, Any]) -> Waiting:
    """The person as the rule reads them after an event that says this."""
    said = {name: of(data[key]) for key, (name, of) in _READ.items() if key in data}
    return replace(turn, **said) if said else turn


def drawn(data: Mapping[str, Any]) -> list[str]:
    """The numbers of a draw in their order; the event has them in pieces, ``order_1`` and so on."""
    pieces = sorted((int(name.removeprefix("order_")), name) for name in data if name.startswith("order_"))
    return [number for _, name in pieces for number in str(data[name]).split("+")]


def _counter(event: Happened) -> int:
    """The number on the wall, from ``counter/17791/3``."""
    return int(event.subject.rpartition("/")[2])


def _set(text: Any) -> frozenset[str]:
    return frozenset(filter(None, str(text or "").split("+")))


def _minutes(data: Mapping[str, Any], name: str, known: timedelta) -> timedelta:
    return timedelta(minutes=int(data[name])) if name in data else known
