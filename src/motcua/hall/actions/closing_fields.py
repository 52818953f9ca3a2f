"""A field closed for now, and opened again: no new numbers; those already given are still called."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.fields_now import CLOSED_REASONS
from motcua.hall.heading import check_heads
from motcua.hall.locking import lock_hall
from motcua.hall.models import FieldRules
from motcua.people.models import Officer
from motcua.places.models import Center


@action
def close_field(center: Center, *, field: Field, reason: str, by: Officer, now: datetime) -> FieldRules:
    """For one of ``CLOSED_REASONS``, which the kiosk says to whoever comes for it."""
    check_heads(center, by, now)
    moves.check_reason(reason, CLOSED_REASONS)
    lock_hall(center, now)
    rules = _rules(center, field)
    if rules.closed_at is not None:
        words = Words(f"{field.name_vi} đã tạm ngừng.", f"{field.name_in('en')} is closed already.")
        raise Conflict("field_closed_already", words)
    rules.closed_at, rules.closed_reason = now, reason
    rules.save()
    record("field.closed", rules, by=by, at=now, field=field.code, reason=reason)
    return rules


@action
def open_field(center: Center, *, field: Field, by: Officer, now: datetime) -> FieldRules:
    """Numbers are given for it again."""
    check_heads(center, by, now)
    lock_hall(center, now)
    rules = _rules(center, field)
    if rules.closed_at is None:
        words = Words(f"{field.name_vi} đang tiếp nhận.", f"{field.name_in('en')} is open.")
        raise Conflict("field_open_already", words)
    rules.closed_at, rules.closed_reason = None, ""
    rules.save()
    record("field.opened", rules, by=by, at=now, field=field.code)
    return rules


def _rules(center: Center, field: Field) -> FieldRules:
    rules = FieldRules.objects.select_for_update().filter(center=center, field=field).first()
    return rules or FieldRules(id=new_id(), center=center, field=field)
