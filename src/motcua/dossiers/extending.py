"""Who signs an apology letter, which letters wait, and what a letter would say."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.domain.clock import Deadline
from motcua.domain.extension import BASIS, check_in_time, extended_before, latest_date
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.time_limits import apology_deadline
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.forecasting import forecast
from motcua.dossiers.models import Dossier, Extension, Step
from motcua.dossiers.spans import span_of
from motcua.dossiers.timing import reckoning
from motcua.people.models import Officer, Post, Role


def check_may_extend(officer: Officer, dossier: Dossier, day: date) -> Post:
    """The post under which this officer signs: head of a unit the dossier came through, or leader."""
    units = {step.unit_id for step in dossier.steps.all()}
    for post in officer.posts_on(day):
        if post.role == Role.HEAD_OF_UNIT and post.unit_id in units:
            return post
        if post.role == Role.LEADER and post.unit.commune_id == dossier.center.commune_id:
            return post
    raise Forbidden(
        "not_the_head",
        Words(
            vi="Phiếu xin lỗi do người đứng đầu cơ quan, đơn vị giải quyết hồ sơ ký.",
            en="The apology letter is signed by the head of the agency or unit that handles the dossier.",
        ),
        basis=BASIS,
    )


def may_extend(officer: Officer, dossier: Dossier, day: date) -> bool:
    try:
        check_may_extend(officer, dossier, day)
    except Refusal:
        return False
    return True


def check_can_extend(dossier: Dossier, reckoned: Deadline, now: datetime) -> None:
    """Refuses a second time, a state from which the law has no extension, and the last day of the term."""
    if Extension.objects.filter(dossier=dossier, signed_at__isnull=False).exists():
        raise extended_before()
    check(State(dossier.state), Move.EXTEND)
    check_in_time(reckoned.due_at, now, reckoned.hours)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a letter would promise, the last date it may promise, and until when it must be signed."""

    new_due_at: datetime
    latest: datetime
    sign_by: datetime


def proposal(dossier: Dossier, reckoned: Deadline, now: datetime) -> Proposal:
    """Refuses a dossier at which nothing is left to do."""
    step = dossier.steps.open().first()
    if step is None:
        raise access.another_step(dossier, None)
    new, hours = forecast(dossier, step, reckoned, now).new_due_at, reckoned.hours
    length = span_of(reckoning(dossier).legal).length(hours)
    latest = latest_date(reckoned.due_at, length=length, proposed=new, hours=hours)
    return Proposal(new, latest, apology_deadline(reckoned.due_at, hours))


def apology_of(dossier: Dossier) -> Extension | None:
    """The letter that was signed, if any."""
    return Extension.objects.filter(dossier=dossier, signed_at__isnull=False).select_related("form").first()


def waiting(now: datetime) -> QuerySet[Extension]:
    """The letters that can still be signed, the most urgent first."""
    return Extension.objects.filter(
        signed_at__isnull=True,
        sign_by__gte=now,
        dossier__state__in=(State.ACCEPTED, State.IN_PROCESS),
        due_at=F("dossier__due_at"),
    ).order_by("sign_by", "pk")


def to_sign(officer: Officer, day: date, now: datetime) -> QuerySet[Extension]:
    """Those that wait for this officer."""
    mine = Q(pk__in=[])
    for post in officer.posts_on(day):
        if post.role == Role.LEADER:
            mine |= Q(center__commune=post.unit.commune_id)
        if post.role == Role.HEAD_OF_UNIT:
            mine |= Q(Exists(Step.objects.filter(dossier=OuterRef("pk"), unit=post.unit_id)))
    return waiting(now).filter(mine)
