"""Decisions that wait for one officer's signature, like by like, and what stands in the way of each.

Several may be signed in one act where each was opened first: alike are those on one revision of a procedure
at one step, and what is signed is that they are granted. Whatever needs a word of its own (a refusal, an
opinion that is set aside) is decided on the dossier's page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch

from motcua.domain.refusal import Conflict, Forbidden, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import extending, four_eyes
from motcua.dossiers.draft import digest_of, drafts
from motcua.dossiers.models import Dossier, Opening, Step, StepQuerySet
from motcua.people.authority import competent_grant
from motcua.people.models import Grant, Officer
from motcua.places.hours import business_date

AT_ONCE = 100
"""Decisions one act signs at most; more come in the next round."""
BASIS = "Nghị định 118/2025/NĐ-CP"


class Kind(NamedTuple):
    """What makes decisions alike: the revision, the step's place in it, the unit that signs."""

    revision: UUID
    position: int
    unit: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier that waits for the signature; ``obstacle`` is why it cannot be signed with others now.

    ``stage``: ready, unopened, changed (since it was opened) or barred.
    """

    step: Step
    stage: str
    obstacle: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Like decisions, the most urgent first; ``grant`` is the instrument they would be signed under."""

    kind: Kind
    lines: tuple[Line, ...]
    grant: Grant | None

    @property
    def ready(self) -> int:
        return sum(line.stage == "ready" for line in self.lines)

    @property
    def first(self) -> Step:
        return self.lines[0].step


def kind_of(step: Step) -> Kind:
    return Kind(step.dossier.revision_id, step.position, step.unit_id)


def to_sign(officer: Officer, day: date) -> StepQuerySet:
    """The open steps whose signature is this officer's turn."""
    return Step.objects.for_officer(officer, day).filter(act="sign")


def readable(steps: StepQuerySet) -> StepQuerySet:
    """The steps with all that ``Judge`` reads of their dossiers; a constant number of statements."""
    whole = Prefetch("dossier", queryset=drafts(Dossier.objects.all()))
    return steps.select_related("unit", "officer").prefetch_related(whole).order_by("due_at", "pk")


def groups(officer: Officer, now: datetime) -> tuple[list[Group], bool]:
    """What waits, like by like, the group with the most urgent first; whether there is more than shown."""
    found = list(readable(to_sign(officer, business_date(now)))[: AT_ONCE + 1])
    rows = found[:AT_ONCE]
    judge = Judge(rows, by=officer, now=now)
    gathered: dict[Kind, list[Line]] = {}
    for step in rows:
        gathered.setdefault(kind_of(step), []).append(judge.line(step))
    listed = [
        Group(kind, tuple(lines), judge.grant(lines[0].step.dossier)) for kind, lines in gathered.items()
    ]
    return listed, len(found) > AT_ONCE


class Judge:
    """Says what stands in the way of signing a step with others; what it needs is read once for all."""

    def __init__(self, steps: Iterable[Step], *, by: Officer, now: datetime) -> None:
        self.by, self.now, self.day = by, now, business_date(now)
        dossiers = [step.dossier_id for step in steps]
        opened = Opening.objects.filter(officer=by, dossier__in=dossiers)
        self.opened = set(opened.values_list("step", "digest"))
        self.seen = {step for step, _ in self.opened}
        letters = extending.waiting(now).filter(dossier__in=dossiers)
        self.letters = set(letters.values_list("dossier", flat=True))
        self.held = list(Grant.objects.of(by, self.day).select_related("source", "issuer"))
        self._grants: dict[tuple[str, str], Grant | Forbidden] = {}

    def line(self, step: Step) -> Line:
        obstacle = self.obstacle(step)
        stage = "barred" if obstacle else "ready"
        if obstacle and obstacle.code in ("not_opened", "changed_since_opened"):
            stage = "unopened" if obstacle.code == "not_opened" else "changed"
        return Line(step, stage, obstacle)

    def obstacle(self, step: Step) -> Refusal | None:
        """The first thing in the way, the gravest first; None where it may be signed with others."""
        dossier = step.dossier
        try:
            check(State(dossier.state), Move.DECIDE)
        except Refusal as refusal:
            return refusal
        competent = self._grant(dossier)
        if isinstance(competent, Forbidden):
            return competent
        try:
            four_eyes.check(self.by, step, steps=dossier.steps.all())
        except Forbidden as refusal:
            return refusal
        if any(opinion.is_open for opinion in dossier.opinions.all()):
            return _conflict("opinions_open", *OPINIONS_OPEN)
        if dossier.pk in self.letters:
            return _conflict("letter_waits", *LETTER_WAITS)
        if (step.pk, digest_of(dossier)) in self.opened:
            return None
        if step.pk in self.seen:
            return _conflict("changed_since_opened", *CHANGED)
        return _conflict("not_opened", *NOT_OPENED)

    def grant(self, dossier: Dossier) -> Grant | None:
        """The instrument under which this officer may decide today, if any."""
        found = self._grant(dossier)
        return found if isinstance(found, Grant) else None

    def _grant(self, dossier: Dossier) -> Grant | Forbidden:
        procedure = dossier.revision.procedure
        key = (procedure.code, procedure.field_id)
        if key not in self._grants:
            try:
                self._grants[key] = competent_grant(
                    self.by, procedure=key[0], field=key[1], at=self.now, held=self.held
                )
            except Forbidden as refusal:
                self._grants[key] = refusal
        return self._grants[key]


def _conflict(code: str, vi: str, en: str) -> Conflict:
    return Conflict(code, Words(vi=vi, en=en), basis=BASIS)


NOT_OPENED = (
    "Bạn chưa mở hồ sơ này. Hãy mở để xem trước khi ký.",
    "You have not opened this dossier. Open and read it before you sign.",
)
CHANGED = (
    "Hồ sơ đã thay đổi sau khi bạn mở. Hãy mở lại để xem.",
    "The dossier has changed since you opened it. Open it again.",
)
OPINIONS_OPEN = (
    "Còn chờ ý kiến của đơn vị khác. Muốn ký trước, hãy ký riêng và ghi lý do.",
    "An opinion is still awaited. To sign without it, decide on the dossier's page and say why.",
)
LETTER_WAITS = (
    "Phiếu xin lỗi và gia hạn đang chờ ký. Hãy ký phiếu đó, hoặc quyết định riêng hồ sơ này.",
    "Its letter of apology waits for a signature. Sign that first, or decide this dossier on its page.",
)
