"""What is in a queue: a page of it, and how much there is."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch

from motcua.base import capped
from motcua.base.keyset import Page, keys
from motcua.dossiers.desks import Desk
from motcua.dossiers.models import Dossier, DossierQuerySet, Step, StepQuerySet
from motcua.dossiers.queries import Work, as_work
from motcua.dossiers.queues import Queue
from motcua.dossiers.selecting import EVERYTHING, Selection, narrowed

MOST = 1000
"""A count beyond is shown as "1000+"."""


def listed(
    queue: Queue, desk: Desk, *, chosen: Selection = EVERYTHING, after: str = "", limit: int
) -> Page[Work]:
    """One page, in the queue's order; as many statements as the queue has parts, and two.

    Raises ``Invalid`` for a cursor that is not one of ours.
    """
    lists = [narrowed(rows, chosen, desk) for rows in queue.lists(desk)]
    found = keys(lists, by=queue.by, after=after, limit=limit, newest_first=queue.newest_first)
    of_steps = bool(lists) and lists[0].model is Step
    rows = _of_steps(found.ids, desk) if of_steps else _of_dossiers(found.ids, desk)
    return Page([rows[key] for key in found.ids if key in rows], found.next)


def counts(queues: Iterable[Queue], desk: Desk) -> dict[str, int]:
    """How much is in each, at most ``MOST + 1``; one statement."""
    parts = [(queue.code, rows) for queue in queues for rows in queue.lists(desk)]
    numbers = capped.counts([rows for _, rows in parts], most=MOST + 1)
    sums: dict[str, int] = {}
    for (code, _), number in zip(parts, numbers, strict=True):
        sums[code] = min(sums.get(code, 0) + number, MOST + 1)
    return sums


def _of_steps(ids: list[UUID], desk: Desk) -> dict[UUID, Work]:
    # A join of everything would take longer to plan than to run.
    dossiers = Prefetch("dossier", queryset=_readable(Dossier.objects.all()))
    steps = _shown(Step.objects.filter(pk__in=ids), desk).prefetch_related(dossiers)
    return {step.pk: Work(step.dossier, step) for step in steps}


def _of_dossiers(ids: list[UUID], desk: Desk) -> dict[UUID, Work]:
    open_steps = Prefetch("steps", queryset=_shown(Step.objects.open(), desk), to_attr="latest")
    dossiers = _readable(Dossier.objects.filter(pk__in=ids)).prefetch_related(open_steps)
    return {dossier.pk: as_work(dossier) for dossier in dossiers}


def _readable(dossiers: DossierQuerySet) -> DossierQuerySet:
    return dossiers.select_related("applicant", "revision__procedure", "center", "competent_unit")


def _shown(steps: StepQuerySet, desk: Desk) -> StepQuerySet:
    return steps.with_people(desk.day).select_related("unit", "officer", "done_by")
