"""How the work stands, who has how much of it, and one dossier with all that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from motcua.domain import codes
from motcua.domain.refusal import NotFound
from motcua.domain.time_limits import Standing, due_soon_until
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import access
from motcua.dossiers.models import Dossier, Step
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Unit


@dataclass(frozen=True, slots=True)
class Ruler:
    """What open work is measured with: now, and until when work counts as due soon."""

    now: datetime
    soon: datetime

    def standing(self, work: Step | Dossier) -> Standing:
        if work.due_at < self.now:
            return Standing.OVERDUE
        return Standing.DUE_SOON if work.due_at < self.soon else Standing.IN_TIME

    def condition(self, standing: Standing) -> Q:
        """Of rows that are due (``due_at``)."""
        return {
            Standing.OVERDUE: Q(due_at__lt=self.now),
            Standing.DUE_SOON: Q(due_at__gte=self.now, due_at__lt=self.soon),
            Standing.IN_TIME: Q(due_at__gte=self.soon),
        }[standing]


def ruler(now: datetime, hours: WorkingHours) -> Ruler:
    return Ruler(now, due_soon_until(now, hours))


def present_way(dossier: Dossier) -> list[Step]:
    """The steps as they count now, in their order: what was done again, sent back, taken back or cut short
    by the end of the dossier is left out. From rows already read."""
    counting = {
        step.position: step for step in dossier.steps.all() if step.outcome in ("", Step.Outcome.DONE)
    }
    last = max(counting.values(), key=lambda step: (step.round, step.position), default=None)
    return [step for place, step in sorted(counting.items()) if last is None or place <= last.position]


@dataclass(frozen=True, slots=True)
class Work:
    """A row of a list: the dossier, and the step it lies at; none before it is accepted."""

    dossier: Dossier
    step: Step | None


def as_work(dossier: Dossier) -> Work:
    """From rows already read: a dossier whose ``latest`` are the prefetched steps to show, one or none."""
    step: Step | None = next(iter(getattr(dossier, "latest", ())), None)
    if step is not None:
        step.dossier = dossier
    return Work(dossier, step)


@dataclass(frozen=True, slots=True)
class Load:
    """A specialist and how much waits for them now."""

    officer: Officer
    open: int
    overdue: int


def loads(unit: Unit, day: date, now: datetime) -> list[Load]:
    """The unit's specialists of the day, who has least to do first; one statement."""
    waiting = Q(officer__steps__done_at__isnull=True, officer__steps__isnull=False)
    posts = (
        Post.objects.held_on(day)
        .filter(unit=unit, role=Role.SPECIALIST, officer__is_active=True)
        .select_related("officer")
        .annotate(
            open=Count("officer__steps", filter=waiting, distinct=True),
            overdue=Count(
                "officer__steps", filter=waiting & Q(officer__steps__due_at__lt=now), distinct=True
            ),
        )
    )
    rows = {post.officer_id: Load(post.officer, post.open, post.overdue) for post in posts}
    return sorted(rows.values(), key=lambda load: (load.open, load.officer.name_vi))


def file_of(code: str, officer: Officer, day: date) -> Dossier:
    """One dossier with all that belongs to it; ``NotFound`` where the officer may not know of it."""
    if codes.DOSSIER.fullmatch(code.upper()):
        visible = _whole(Dossier.objects.visible_to(officer, day), day).prefetch_related("papers__document")
        dossier = visible.filter(code=code.upper()).first()
        if dossier is not None:
            return dossier
    raise access.not_found()


def by_token(text: str) -> Dossier:
    """The dossier behind a token as typed or scanned; ``NotFound`` for any other."""
    token = codes.read_token(text[:100])
    whole = _whole(Dossier.objects.all()).select_related("result__revocation")
    dossier = whole.prefetch_related("result__reissues").filter(token=token).first()
    if dossier is None:
        raise NotFound(
            "token_unknown",
            Words(
                vi="Không có hồ sơ nào ứng với mã này.",
                en="No dossier is known under this code.",
            ),
        )
    return dossier


def _whole(dossiers: QuerySet[Dossier], day: date | None = None) -> QuerySet[Dossier]:
    steps = Step.objects.select_related("unit", "officer", "done_by", "done_for").order_by(
        "round", "position"
    )
    if day is not None:
        steps = steps.with_people(day)
    return dossiers.select_related(
        "center__commune",
        "competent_unit",
        "revision__procedure__field",
        "applicant",
        "decision__grant__issuer",
        "decision__signed_by",
        "result",
        "handover",
    ).prefetch_related(Prefetch("steps", queryset=steps), "clock_entries", "supplements__defects")
