"""Entering the fields of work."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import Field
from motcua.catalogue.reading import FieldRow
from motcua.places.models import Unit


@action
def load_fields(rows: list[FieldRow], *, owner: Unit, by: Actor, now: datetime) -> None:
    """Enter the fields of work; one that exists takes the table's words."""
    for row in rows:
        Field.objects.update_or_create(
            code=row.code,
            defaults={
                "series": row.series,
                "position": row.order,
                "icon": row.icon,
                "unit_kind": row.unit,
                "name_vi": row.name.vi,
                "name_en": row.name.en,
                "hint_vi": row.hint.vi,
                "hint_en": row.hint.en,
            },
        )
    record("fields.loaded", owner, by=by, at=now, count=len(rows))
