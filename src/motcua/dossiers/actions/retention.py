"""How long dossiers are kept: the province's rules, and what is held back beyond its time."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import Field, Procedure
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.retention import CountsFrom, Kind, checked_years
from motcua.domain.words import Words
from motcua.dossiers import destruction, retention_access
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.models import Dossier, RetentionHold, RetentionRule
from motcua.dossiers.moving import locked
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit

NAME_LENGTH = BASIS_LENGTH = 200
REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many years (None: permanently), counted from what, and of which dossiers.

    A procedure, or a field, or neither; ``kind`` empty: however they ended.
    """

    years: int | None
    counts_from: str = CountsFrom.CLOSING_YEAR
    procedure: Procedure | None = None
    field: Field | None = None
    kind: str = ""


@action
def set_retention_rule(
    keeping: Keeping, *, owner: Unit, rule: Rule, by: Actor, now: datetime
) -> RetentionRule:
    """A rule with its document, from a day on. A more specific one goes before a wider one."""
    retention_access.check_may_rule(by, business_date(now))
    made = RetentionRule.objects.create(**_columns(keeping, rule), owner=owner)
    record(
        "retention.rule_set",
        made,
        by=by,
        at=now,
        years=made.years,
        valid_from=made.valid_from,
        procedure=made.procedure_id,
        field=made.field_id,
    )
    return made


@action
def end_retention_rule(rule: RetentionRule, *, last_day: date, by: Actor, now: datetime) -> RetentionRule:
    """The rule holds until this day; where no other takes its place, dossiers are kept."""
    retention_access.check_may_rule(by, business_date(now))
    if last_day < rule.valid_from or (rule.valid_to is not None and rule.valid_to < last_day):
        raise _wrong("last_day", "Ngày cuối phải nằm trong thời gian hiệu lực.", "It must be in force then.")
    RetentionRule.objects.filter(pk=rule.pk).update(valid_to=last_day)
    rule.valid_to = last_day
    record("retention.rule_ended", rule, by=by, at=now, last_day=last_day)
    return rule


@action
def hold_dossier(dossier: Dossier, *, kind: str, reason: str, by: Officer, now: datetime) -> RetentionHold:
    """Keep a dossier from being destroyed, for a complaint, a lawsuit, an inspection or another reason."""
    dossier = locked(dossier)
    retention_access.check_may_hold(by, dossier, business_date(now))
    destruction.check_kept(dossier)
    if kind not in RetentionHold.Kind.values:
        raise _wrong("kind", "Chọn lý do tạm giữ.", "Choose why it is held.")
    reason = written(reason, field="reason", most=REASON_LENGTH)
    if not reason:
        raise _wrong("reason", "Ghi rõ vụ việc cần giữ hồ sơ.", "Write what the dossier is needed for.")
    hold = RetentionHold.objects.create(
        dossier=dossier, kind=kind, reason=reason, placed_at=now, placed_by=by
    )
    record("dossier.held_back", dossier, by=by, at=now, hold=str(hold.pk), why=kind)
    return hold


@action
def lift_hold(hold: RetentionHold, *, by: Officer, now: datetime) -> RetentionHold:
    """What held the dossier back is over; its time counts as it always did."""
    dossier = locked(hold.dossier)
    retention_access.check_may_hold(by, dossier, business_date(now))
    lifted = RetentionHold.objects.standing().filter(pk=hold.pk).update(lifted_at=now, lifted_by=by)
    if not lifted:
        raise Conflict(
            "hold_lifted", Words(vi="Việc tạm giữ này đã kết thúc.", en="This hold was lifted already.")
        )
    record("dossier.hold_lifted", dossier, by=by, at=now, hold=str(hold.pk))
    hold.refresh_from_db()
    return hold


def _columns(keeping: Keeping, rule: Rule) -> dict[str, object]:
    name = written(rule.name.vi, field="name_vi", most=NAME_LENGTH)
    basis = written(rule.basis, field="basis", most=BASIS_LENGTH)
    if not name:
        raise _wrong("name_vi", "Nhập tên quy định.", "Enter what the rule is called.")
    if not basis:
        raise _wrong("basis", "Nhập văn bản làm căn cứ.", "Enter the document it rests on.")
    if keeping.procedure is not None and keeping.field is not None:
        raise _wrong("field", "Chọn một thủ tục hoặc một lĩnh vực.", "Choose a procedure or a field.")
    if keeping.kind and keeping.kind not in list(Kind):
        raise _wrong("kind", "Chọn loại kết thúc của hồ sơ.", "Choose how the dossiers ended.")
    if keeping.counts_from not in list(CountsFrom):
        raise _wrong("counts_from", "Chọn mốc bắt đầu tính.", "Choose what the years count from.")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise _wrong("valid_to", "Ngày cuối phải sau ngày đầu.", "The last day must come after the first.")
    return {
        "name_vi": name,
        "name_en": written(rule.name.en, field="name_en", most=NAME_LENGTH),
        "basis": basis,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "procedure": keeping.procedure,
        "field": keeping.field,
        "kind": keeping.kind,
        "years": checked_years(keeping.years),
        "counts_from": keeping.counts_from,
    }


def _wrong(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
