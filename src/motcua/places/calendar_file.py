"""Reads the working calendar from its file of facts, ``data/calendar.csv``. Not: its rules.

One row a day that differs from its weekday: day, kind (off, working), its name in both languages,
how sure it is (law, notice, computed, unverified) and the source, where it has words in both. A year
with a computed or unverified day is not announced yet; the known years end before the first such year.
"""

import csv
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import Calendar, DayKind, DayStatus, SpecialDay

CALENDAR_CSV = Path(__file__).parent.parent / "data" / "calendar.csv"


@lru_cache(maxsize=4)
def national_calendar(path: Path = CALENDAR_CSV) -> Calendar:
    """The calendar shipped with the program. Refuses a file with a wrong row, naming its line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return read_calendar(lines)


def read_calendar(lines: Iterable[str]) -> Calendar:
    """A calendar from the lines of a CSV with a heading."""
    rows = csv.DictReader(lines)
    days: dict[date, SpecialDay] = {}
    for row in rows:
        special = _special(row, rows.line_num)
        if special.day in days:
            raise _wrong(rows.line_num)
        days[special.day] = special
    if not days:
        raise _wrong(rows.line_num)
    return Calendar.of(days.values())


def _special(row: dict[str, str], line: int) -> SpecialDay:
    try:
        special = SpecialDay(
            date.fromisoformat(row["day"]),
            DayKind(row["kind"]),
            Words(vi=row["name_vi"], en=row["name_en"]),
            DayStatus(row["status"]),
            row["source"],
            row.get("source_en") or "",
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(line) from error
    if not (special.name.vi and special.name.en and special.source):
        raise _wrong(line)
    return special


def _wrong(line: int) -> Invalid:
    return Invalid(
        "calendar.bad_row",
        Words(
            vi=f"Dòng {line} của lịch làm việc sai: mỗi ngày một dòng, gồm ngày, loại, tên hai thứ tiếng,"
            " mức chắc chắn và nguồn.",
            en=f"Line {line} of the calendar is wrong: one line a day, with the day, its kind, its name in"
            " both languages, its status and its source.",
        ),
    )
