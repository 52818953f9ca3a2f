"""What the province sets about results: what each procedure's result is and how long it holds."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import Procedure
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers import fee_access
from motcua.dossiers.actions.fee_rules import Rule, columns_of
from motcua.dossiers.models import ResultKind
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit

MOST_MONTHS = 1200


@action
def set_result_kind(
    procedure: Procedure, *, owner: Unit, rule: Rule, months: int | None, by: Actor, now: datetime
) -> ResultKind:
    """From a day on, results of the procedure hold so many months; None: without limit.

    What is issued before that day keeps its own. The line that held until then ends the day before.
    """
    if isinstance(by, Officer):
        fee_access.check_may_set_fees(by, business_date(now))
    columns = columns_of(rule, owner)
    before = ends_before(procedure, months=months, day=rule.valid_from)
    last_day = rule.valid_from - timedelta(days=1)
    ResultKind.objects.filter(pk__in=[row.pk for row in before]).update(valid_to=last_day)
    kind = ResultKind.objects.create(procedure=procedure, validity_months=months, **columns)
    record("result.kind_set", kind, by=by, at=now, procedure=procedure.code, months=months)
    return kind


@action
def end_result_kind(kind: ResultKind, *, last_day: date, by: Actor, now: datetime) -> ResultKind:
    """The line holds until this day; results issued later hold without limit until another is set."""
    if isinstance(by, Officer):
        fee_access.check_may_set_fees(by, business_date(now))
    if last_day < kind.valid_from or (kind.valid_to is not None and kind.valid_to < last_day):
        raise Invalid(
            "last_day_wrong",
            Words(vi="Ngày cuối phải nằm trong thời gian hiệu lực.", en="It must be in force then."),
            field="last_day",
        )
    ResultKind.objects.filter(pk=kind.pk).update(valid_to=last_day)
    kind.valid_to = last_day
    record("result.kind_ended", kind, by=by, at=now, last_day=last_day)
    return kind


def ends_before(procedure: Procedure, *, months: int | None, day: date) -> list[ResultKind]:
    """The lines that a new one from ``day`` on ends the day before.

    ``Invalid`` for months out of bounds, and where a line begins on that day or later.
    """
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise Invalid(
            "validity_months_wrong",
            Words(vi="Ghi số tháng từ 1 đến 1200.", en="Enter 1 to 1200 months."),
            field="validity_months",
        )
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    before = list(ResultKind.objects.filter(still, procedure=procedure).order_by("valid_from"))
    if any(row.valid_from >= day for row in before):
        raise Invalid(
            "valid_from_wrong",
            Words(
                vi="Đã có quy định áp dụng từ ngày này hoặc muộn hơn.",
                en="There is a line that holds from this day or a later one.",
            ),
            field="valid_from",
        )
    return before
