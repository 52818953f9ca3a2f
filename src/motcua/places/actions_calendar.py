"""Adopting a version of the working calendar. Which dossiers it moves is for ``dossiers`` to say."""

import unicodedata
from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.workdays import Calendar
from motcua.places import calendar_text
from motcua.places.models import CalendarDay, CalendarVersion, Unit


@action
def adopt(
    province: Unit, *, calendar: Calendar, decision: str, source: str, by: Actor, now: datetime
) -> CalendarVersion:
    """Put this calendar in force; the one before stays, for the dates that were counted by it."""
    before = CalendarVersion.objects.select_for_update().filter(in_force=True).first()
    CalendarVersion.objects.filter(in_force=True).update(in_force=False)
    content = calendar_text.written(calendar)
    version = CalendarVersion.objects.create(
        number=before.number + 1 if before else 1,
        adopted_at=now,
        actor=f"{by.actor_kind}:{by.actor_id}",
        decision=decision,
        source=source,
        content=content,
        digest=calendar_text.digest(content),
    )
    CalendarDay.objects.all().delete()
    CalendarDay.objects.bulk_create(_days(calendar))
    record(
        "calendar.adopted",
        province,
        by=by,
        at=now,
        number=version.number,
        decision=document_code(decision),
        digest=version.digest,
        days=len(calendar.days),
    )
    return version


def document_code(number: str) -> str:
    """The number of a document in the letters a code may have: 3857/QĐ-UBND becomes 3857/QD-UBND."""
    plain = unicodedata.normalize("NFD", number).replace("Đ", "D").replace("đ", "d")
    return "".join(
        letter for letter in plain if letter.isascii() and (letter.isalnum() or letter in "._:/+-")
    )


def _days(calendar: Calendar) -> list[CalendarDay]:
    return [
        CalendarDay(
            day=special.day,
            kind=special.kind,
            name_vi=special.name.vi,
            name_en=special.name.en,
            status=special.status,
            source=special.source,
        )
        for special in calendar.days
    ]
