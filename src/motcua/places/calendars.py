"""Versions of the working calendar as rows: entered first, put in force at the end of the same action."""

import unicodedata
from datetime import datetime

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.domain.workdays import Calendar
from motcua.places import calendar_text
from motcua.places.models import CalendarDay, CalendarVersion


@part_of_action
def entered(calendar: Calendar, *, decision: str, source: str, by: Actor, now: datetime) -> CalendarVersion:
    """The next version, not in force yet. Whoever enters another one meanwhile waits, or is refused."""
    last = CalendarVersion.objects.order_by("-number").first()
    content = calendar_text.written(calendar)
    return CalendarVersion.objects.create(
        number=last.number + 1 if last else 1,
        in_force=False,
        adopted_at=now,
        actor=f"{by.actor_kind}:{by.actor_id}",
        decision=decision,
        source=source,
        content=content,
        digest=calendar_text.digest(content),
    )


@part_of_action
def put_in_force(version: CalendarVersion) -> None:
    """From here on new clocks count by it. Waits for receptions under way, and lets others wait."""
    CalendarVersion.objects.filter(in_force=True).update(in_force=False)
    CalendarVersion.objects.filter(pk=version.pk).update(in_force=True)
    version.in_force = True
    CalendarDay.objects.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=special.day,
            kind=special.kind,
            name_vi=special.name.vi,
            name_en=special.name.en,
            status=special.status,
            source=special.source,
        )
        for special in calendar_text.read(version.content).days
    )


def document_code(number: str) -> str:
    """The number of a document in the letters a code may have: 3857/QĐ-UBND becomes 3857/QD-UBND."""
    plain = unicodedata.normalize("NFD", number).replace("Đ", "D").replace("đ", "d")
    return "".join(
        letter for letter in plain if letter.isascii() and (letter.isalnum() or letter in "._:/+-")
    )
