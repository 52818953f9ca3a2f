"""A calendar as canonical text: what a version stores, what its digest covers, and back again."""

import hashlib
import json
from datetime import date

from motcua.domain.words import Words
from motcua.domain.workdays import Calendar, DayKind, DayStatus, SpecialDay


def written(calendar: Calendar) -> str:
    """Its special days in order, one JSON text for one calendar, letter for letter."""
    days = [
        {
            "day": special.day.isoformat(),
            "kind": special.kind.value,
            "name_vi": special.name.vi,
            "name_en": special.name.en,
            "status": special.status.value,
            "source": special.source,
            "source_en": special.source_en,
        }
        for special in calendar.days
    ]
    return json.dumps(days, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(content: str) -> Calendar:
    return Calendar.of(
        SpecialDay(
            date.fromisoformat(row["day"]),
            DayKind(row["kind"]),
            Words(vi=row["name_vi"], en=row["name_en"]),
            DayStatus(row["status"]),
            row["source"],
            row.get("source_en") or "",
        )
        for row in json.loads(content)
    )


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
