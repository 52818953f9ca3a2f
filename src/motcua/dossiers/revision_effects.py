"""What a new revision of a procedure would do to the dossiers that are open under an older one.

A dossier stays on the revision of its day, unless the new text's own law moves it. So who publishes sees
first, dossier by dossier, the date and the documents before and after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Prefetch, QuerySet

from motcua.base.keyset import page
from motcua.catalogue.models import Document, ProcedureStep, ProcedureTerm, Revision
from motcua.catalogue.queries import Bundle, bundle
from motcua.domain.ledger import ClockKind, ClockRefusal
from motcua.domain.words import Words
from motcua.dossiers.models import ClockEntry, Dossier, Step
from motcua.dossiers.timing import Reckoning, event_of, reckon
from motcua.places.hours import hours_of, version_in_force
from motcua.places.models import CalendarVersion

SHOWN = 50
COUNTED = 1000
"""How many are reckoned to count the appointments that would be over: the earliest, so the likeliest."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The same document (by its code) under another name."""

    before: Document
    after: Document


@dataclass(frozen=True, slots=True)
class Papers:
    """What another revision asks: documents it always asks and the old one did not, those it asks no more,
    those that only become conditional or obligatory, and those that only bear another name."""

    asked: tuple[Document, ...]
    dropped: tuple[Document, ...]
    changed: tuple[Document, ...]
    renamed: tuple[Renamed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.asked or self.dropped or self.changed or self.renamed)


@dataclass(frozen=True, slots=True)
class Effect:
    """One open dossier. ``due_then`` is None, and ``obstacle`` says why, where it cannot be moved."""

    dossier: Dossier
    due_now: datetime
    due_then: datetime | None
    papers: Papers
    now: datetime
    obstacle: Words | None = None

    @property
    def moves_date(self) -> bool:
        return self.due_then is not None and self.due_then != self.due_now

    @property
    def is_made_late(self) -> bool:
        """The appointment is to come, and by the new revision it would be over already."""
        return self.due_then is not None and self.due_then < self.now <= self.due_now


@dataclass(frozen=True, slots=True)
class Survey:
    """The first of the open dossiers of older revisions, in order of their dates; how many there are, and
    how many of the earliest ``COUNTED`` would be late at once."""

    effects: list[Effect]
    total: int
    made_late: int
    next: str


def touched(revision: Revision) -> "QuerySet[Dossier]":
    """The open dossiers of the procedure that stand on an older revision than this one."""
    return Dossier.objects.open().filter(
        revision__procedure_id=revision.procedure_id, revision__number__lt=revision.number
    )


def survey(revision: Revision, *, now: datetime, after: str = "", limit: int = SHOWN) -> Survey:
    """What an approved or published revision would do; a constant number of statements."""
    rows = touched(revision)
    found = page(with_clock(rows), by="due_at", after=after, limit=limit)
    shown = earliest = effects(found.rows, revision, now)
    if after or found.next:
        earliest = effects(with_clock(rows).order_by("due_at", "pk")[:COUNTED], revision, now)
    made_late = sum(effect.is_made_late for effect in earliest)
    return Survey(shown, rows.count(), made_late, found.next)


def with_clock(rows: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """The dossiers with all that ``effects`` reads; a calendar's content is read once in a process."""
    entries = ClockEntry.objects.select_related("calendar").defer("calendar__content")
    steps = Prefetch("steps", queryset=Step.objects.open(), to_attr="open_steps")
    return rows.select_related("center__commune", "center__unit", "revision__procedure").prefetch_related(
        Prefetch("clock_entries", queryset=entries), steps
    )


def effects(dossiers: Iterable[Dossier], revision: Revision, now: datetime) -> list[Effect]:
    new, calendar = bundle(revision), version_in_force()
    return [_effect(dossier, new, calendar, now) for dossier in dossiers]


def _effect(dossier: Dossier, new: Bundle, calendar: CalendarVersion | None, now: datetime) -> Effect:
    old = bundle(dossier.revision)
    effect = partial(Effect, dossier, dossier.due_at, papers=papers_between(old, new), now=now)
    term, obstacle = new.terms.get(dossier.channel), in_the_way(dossier, old, new)
    if obstacle is not None or term is None:
        return effect(due_then=None, obstacle=obstacle or NO_TERM)
    try:
        due = _reckoned(dossier, term, calendar, now).promised.due_at
    except ClockRefusal as refusal:
        return effect(due_then=None, obstacle=refusal.words)
    return effect(due_then=due)


def papers_between(old: Bundle, new: Bundle) -> Papers:
    """Documents are the same where their codes are: a draft made from a revision keeps them."""
    before = {document.code: document for document in old.documents}
    after = {document.code: document for document in new.documents}
    return Papers(
        asked=tuple(each for code, each in after.items() if code not in before),
        dropped=tuple(each for code, each in before.items() if code not in after),
        changed=tuple(
            each
            for code, each in after.items()
            if code in before and _condition(before[code]) != _condition(each)
        ),
        renamed=tuple(
            Renamed(before[code], each)
            for code, each in after.items()
            if code in before and _names(before[code]) != _names(each)
        ),
    )


def _condition(document: Document) -> tuple[bool, str]:
    return document.is_always, document.when_vi


def _names(document: Document) -> tuple[str, str]:
    return document.name_in("vi"), document.name_in("en")


NO_TERM = Words(
    vi="Bản mới không nhận hồ sơ theo cách đã nộp.",
    en="The new revision does not take dossiers by the channel this one came by.",
)
NOT_RECEIVED = Words(vi="Hồ sơ chưa được tiếp nhận.", en="The dossier has not been accepted yet.")


def in_the_way(dossier: Dossier, old: Bundle, new: Bundle) -> Words | None:
    """Why a dossier cannot go over in the middle of its way, or None.

    The steps up to the one whose turn it is must be the same acts: no step is done twice or left out.
    """
    if not dossier.clock_entries.all():
        return NOT_RECEIVED
    if dossier.channel not in new.terms:
        return NO_TERM
    at = max((step.position for step in _open_steps(dossier)), default=None)
    if at is None or _acts(old.steps, at) == _acts(new.steps, at):
        return None
    return Words(
        vi=f"Hồ sơ đang ở bước {at}; quy trình mới đi khác cho đến bước này.",
        en=f"The dossier is at step {at}; up to there the new process goes another way.",
    )


def _open_steps(dossier: Dossier) -> Sequence[Step]:
    read = getattr(dossier, "open_steps", None)
    return read if read is not None else list(dossier.steps.open())


def _acts(steps: Iterable[ProcedureStep], until: int) -> list[tuple[int, str]]:
    return [(step.position, step.act) for step in steps if step.position <= until]


def _reckoned(
    dossier: Dossier, term: ProcedureTerm, calendar: CalendarVersion | None, now: datetime
) -> Reckoning:
    """The dossier's own ledger, read by the new term, with the row that the move would add."""
    entries = list(dossier.clock_entries.all())
    moved = ClockEntry(
        kind=ClockKind.TERM_CHANGED,
        at=now,
        former_value=dossier.term_value,
        former_unit=dossier.term_unit,
        former_promise=dossier.promised_value,
    )
    hours = hours_of(dossier.center, entries[0].calendar or calendar)
    events = [event_of(entry) for entry in (*entries, moved)]
    return reckon(events, term.value, term.promised_value, term.unit, hours)
