"""What the province sets about results: what each procedure's result is and how long it holds."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import Procedure
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers import fee_access
from motcua.dossiers.actions.fee_rules import Rule
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
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise Invalid(
            "validity_months_wrong",
            Words(vi="Ghi số tháng từ 1 đến 1200.", en="Enter 1 to 1200 months."),
            field="validity_months",
        )
    basis = written(rule.basis, field="basis", most=200)
    if not basis:
        raise Invalid(
            "basis_missing", Words(vi="Ghi căn cứ pháp luật.", en="Name the legal basis."), field="basis"
        )
    if ResultKind.objects.filter(procedure=procedure, valid_from__gte=rule.valid_from).exists():
        raise Invalid(
            "valid_from_wrong",
            Words(
                vi="Đã có quy định áp dụng từ ngày này hoặc muộn hơn.",
                en="There is a line that holds from this day or a later one.",
            ),
            field="valid_from",
        )
    ResultKind.objects.filter(procedure=procedure).in_force(rule.valid_from).update(
        valid_to=rule.valid_from - timedelta(days=1)
    )
    kind = ResultKind.objects.create(
        procedure=procedure,
        owner=owner,
        name_vi=rule.name.vi,
        name_en=rule.name.en,
        basis=basis,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        validity_months=months,
    )
    record("result.kind_set", kind, by=by, at=now, procedure=procedure.code, months=months)
    return kind
