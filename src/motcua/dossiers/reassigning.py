"""Who could take over which open steps: what a head sees before pressing, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers.models import Step, StepQuerySet
from motcua.people.absences import absent_among, substituted_by
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Unit

ACTS = ("appraise", "review", "sign", "number")
"""Steps that one officer has; reception, assignment and return belong to whoever is at the post."""
AT_ONCE = 200
HEADING = (Role.HEAD_OF_UNIT, Role.LEADER)
"""Who gives work to others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A step and who gets it."""

    step: Step
    to: Officer


@dataclass(frozen=True, slots=True)
class Left:
    """A step that stays where it is, and why."""

    step: Step
    why: Words


@dataclass(frozen=True, slots=True)
class Plan:
    """What would move, what could not; ``more``: there are further steps for a second round."""

    pairs: tuple[Pair, ...]
    left: tuple[Left, ...]
    more: bool = False


def check_may_reassign(officer: Officer, unit: Unit, day: date) -> None:
    """The head of the unit, a leader of the commune, or who stands in for one of them that day."""
    for person in (officer, *substituted_by(officer, day)):
        for post in person.posts_on(day):
            heads = post.role == Role.HEAD_OF_UNIT and post.unit_id == unit.pk
            leads = post.role == Role.LEADER and post.unit.commune_id == unit.commune_id
            if heads or leads:
                return
    raise Forbidden(
        "not_head_of_unit",
        Words(
            vi=f"Chỉ trưởng đơn vị {unit.name_vi} hoặc lãnh đạo xã được giao lại việc.",
            en=f"Only the head of {unit.name_in('en')} or a leader of the commune may give work to others.",
        ),
        basis="Nghị định 118/2025/NĐ-CP",
    )


def may_reassign(officer: Officer, unit: Unit, day: date) -> bool:
    try:
        check_may_reassign(officer, unit, day)
    except Forbidden:
        return False
    return True


def headed_units(officer: Officer, day: date) -> list[Unit]:
    """Whose work the officer may give to others, by name."""
    people = (officer, *substituted_by(officer, day))
    posts = [post for person in people for post in person.posts_on(day)]
    headed = Q(pk__in=[post.unit_id for post in posts if post.role == Role.HEAD_OF_UNIT])
    led = [post.unit.commune_id for post in posts if post.role == Role.LEADER]
    return list(Unit.objects.filter(headed | Q(commune__in=led, parent__isnull=False)).order_by("name_vi"))


def waiting_at(units: Iterable[Unit]) -> dict[UUID, int]:
    """How many open steps that one officer can have lie at each of these units, by id; one statement."""
    steps = Step.objects.open().filter(unit__in=list(units), act__in=ACTS)
    return dict(steps.order_by().values_list("unit").annotate(count=Count("pk")))


def staff_of(unit: Unit, day: date) -> list[Officer]:
    """The unit's active officers who may have a step, by name; ``open``: how many they have now."""
    posts = Post.objects.held_on(day).filter(unit=unit, role__in=HOLDING)
    waiting = Q(steps__done_at__isnull=True, steps__unit=unit, steps__isnull=False)
    officers = Officer.objects.filter(is_active=True, pk__in=posts.values("officer"))
    return list(officers.annotate(open=Count("steps", filter=waiting)).order_by("name_vi"))


HOLDING = (Role.SPECIALIST, Role.HEAD_OF_UNIT, Role.LEADER, Role.CLERK)


def open_steps(unit: Unit, *, of: Officer | None = None) -> StepQuerySet:
    """The unit's open steps that one officer can have: all, or those of one; the most urgent first."""
    steps = Step.objects.open().filter(unit=unit, act__in=ACTS)
    named = steps.filter(officer=of) if of else steps
    related = ("dossier__revision__procedure", "dossier__applicant", "unit", "officer")
    return named.select_related(*related).order_by("due_at", "pk")


def plan(steps: StepQuerySet, to: Sequence[Officer], day: date) -> Plan:
    """Spread the steps over these officers, each to whom it may go and who then has least."""
    found = list(steps[: AT_ONCE + 1])
    rows, load = found[:AT_ONCE], {person.pk: getattr(person, "open", 0) for person in to}
    judge = Judge(rows, to, day)
    pairs, left = [], []
    for step in rows:
        able = [person for person in to if judge.obstacle(step, person) is None]
        if able:
            chosen = min(able, key=lambda person: (load[person.pk], person.name_vi))
            load[chosen.pk] += 1
            pairs.append(Pair(step, chosen))
        elif to:
            why = judge.obstacle(step, to[0])
            assert why is not None
            left.append(Left(step, why))
    return Plan(tuple(pairs), tuple(left), more=len(found) > AT_ONCE)


class Judge:
    """Says why a step cannot go to an officer; what it needs is read once for all of them."""

    def __init__(self, steps: Iterable[Step], to: Iterable[Officer], day: date) -> None:
        steps, ids = list(steps), [person.pk for person in to]
        self.absent = absent_among(ids, day)
        posts = Post.objects.held_on(day).filter(officer__in=ids)
        self.posts = set(posts.values_list("officer", "role", "unit"))
        appraised = Step.objects.filter(
            dossier__in=[step.dossier_id for step in steps], act="appraise", outcome=Step.Outcome.DONE
        )
        # The last of each dossier stands: they come in their order.
        self.appraised_by = dict(appraised.values_list("dossier", "done_by"))

    def obstacle(self, step: Step, to: Officer) -> Words | None:
        """Why the step cannot go to the officer, or None."""
        if step.act not in ACTS:
            return Words(
                "Bước này không giao riêng cho một người.", "This step belongs to no single officer."
            )
        if step.officer_id == to.pk:
            return Words(f"{to.name_vi} đang giữ hồ sơ này.", f"{to.name_vi} has this dossier already.")
        try:
            check(State(step.dossier.state), Move.ASSIGN)
        except Refusal as refusal:
            return refusal.words
        if not to.is_active or (to.pk, step.role, step.unit_id) not in self.posts:
            return Words(
                f"{to.name_vi} không giữ chức danh làm bước này ở {step.unit.name_vi}.",
                f"{to.name_vi} does not hold the post for this step in {step.unit.name_in('en')}.",
            )
        if step.act in ("review", "sign") and self.appraised_by.get(step.dossier_id) == to.pk:
            return Words(
                f"{to.name_vi} đã thẩm định hồ sơ này nên không được xem xét hay ký.",
                f"{to.name_vi} appraised this dossier and may not review or sign it.",
            )
        away = self.absent.get(to.pk)
        if away is not None:
            until = f"{away.ends_on:%d/%m/%Y}"
            return Words(f"{to.name_vi} vắng mặt đến hết {until}.", f"{to.name_vi} is away until {until}.")
        return None
