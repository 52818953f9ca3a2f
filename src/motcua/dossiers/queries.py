"""Whose turn it is, how the work stands, and one dossier with all that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from motcua.domain import codes
from motcua.domain.refusal import NotFound
from motcua.domain.time_limits import Standing, due_soon_until
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import access, finding
from motcua.dossiers.models import Dossier, Step, StepQuerySet
from motcua.people.models import Officer, Post, Role
from motcua.places.hours import business_date
from motcua.places.models import Unit

RECENT = timedelta(days=30)
Steps = StepQuerySet


@dataclass(frozen=True, slots=True)
class Ruler:
    """What open work is measured with: now, and until when work counts as due soon."""

    now: datetime
    soon: datetime

    def standing(self, step: Step) -> Standing:
        if step.due_at < self.now:
            return Standing.OVERDUE
        return Standing.DUE_SOON if step.due_at < self.soon else Standing.IN_TIME

    def only(self, steps: Steps, standing: Standing) -> Steps:
        """Those of the open steps that stand so."""
        return steps.filter(self._condition(standing))

    def counts(self, steps: Steps) -> dict[str, int]:
        """How many open steps there are (``all``) and how many stand how; one statement."""
        parts = {standing.value: Count("pk", filter=self._condition(standing)) for standing in Standing}
        return steps.aggregate(all=Count("pk"), **parts)

    def _condition(self, standing: Standing) -> Q:
        return {
            Standing.OVERDUE: Q(due_at__lt=self.now),
            Standing.DUE_SOON: Q(due_at__gte=self.now, due_at__lt=self.soon),
            Standing.IN_TIME: Q(due_at__gte=self.soon),
        }[standing]


def ruler(now: datetime, hours: WorkingHours) -> Ruler:
    return Ruler(now, due_soon_until(now, hours))


def turns(officer: Officer, day: date) -> Steps:
    """The open steps whose turn it is for this officer."""
    return _listed(Step.objects.for_officer(officer, day), day)


def of_units(officer: Officer, day: date) -> Steps:
    """The open step of each open dossier that has come through one of the officer's units."""
    units = [post.unit_id for post in officer.posts_on(day)]
    through = Step.objects.filter(dossier=OuterRef("dossier"), unit__in=units)
    return _listed(Step.objects.open().filter(Exists(through), dossier__in=Dossier.objects.open()), day)


def done_by(officer: Officer, now: datetime) -> Steps:
    """What the officer completed in the last 30 days."""
    done = Step.objects.filter(done_by=officer, done_at__gte=now - RECENT, outcome=Step.Outcome.DONE)
    return _listed(done, business_date(now))


def found(text: str, officer: Officer, day: date) -> Steps:
    """The latest step of each dossier that the officer may see and the text may mean (``finding``)."""
    after = Q(round__gt=OuterRef("round")) | Q(round=OuterRef("round"), position__gt=OuterRef("position"))
    later = Step.objects.filter(after, dossier=OuterRef("dossier"))
    dossiers = finding.found(Dossier.objects.visible_to(officer, day), text)
    return _listed(Step.objects.filter(~Exists(later), dossier__in=dossiers), day)


def present_way(dossier: Dossier) -> list[Step]:
    """The steps as they count now, in their order: what was done again, sent back, taken back or cut short
    by the end of the dossier is left out. From rows already read."""
    counting = {
        step.position: step for step in dossier.steps.all() if step.outcome in ("", Step.Outcome.DONE)
    }
    last = max(counting.values(), key=lambda step: (step.round, step.position), default=None)
    return [step for place, step in sorted(counting.items()) if last is None or place <= last.position]


def _listed(steps: Steps, day: date) -> Steps:
    return steps.with_sole_holder(day).select_related(
        "unit", "officer", "done_by", "dossier__applicant", "dossier__revision__procedure"
    )


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
    dossier = _whole(Dossier.objects.all()).filter(token=token).first()
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
        steps = steps.with_sole_holder(day)
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
