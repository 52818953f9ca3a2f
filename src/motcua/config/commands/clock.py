"""``motcua clock``: replay a deadline and say why. Needs no database and no Django."""

import argparse
import csv
import json
import re
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from motcua.domain.clock import (
    Channel,
    ClockEvent,
    ClockKind,
    Convention,
    DayCount,
    Deadline,
    Term,
    Unit,
    replay,
)
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import DEFAULT_SESSIONS, ZONE
from motcua.places.calendar_file import national_calendar

HELP = "replay a deadline from its events and say why it is that date (JSON)"
NEEDS_DJANGO = False
COMMUNES_CSV = Path(__file__).parents[2] / "data" / "communes.csv"

_KINDS = {
    "paused": ClockKind.PAUSED,
    "resumed": ClockKind.RESUMED,
    "supplement_requested": ClockKind.SUPPLEMENT_REQUESTED,
    "supplemented": ClockKind.SUPPLEMENTED,
    "extended_to": ClockKind.EXTENDED_TO,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Every value is checked in ``run``, so that each mistake gets its own sentence."""
    parser.add_argument("--received", metavar="ISO", help="when the full dossier was received")
    parser.add_argument("--term", metavar="N", help="how long (same_day needs none)")
    parser.add_argument("--unit", metavar="UNIT", help=", ".join(Unit))
    parser.add_argument("--channel", metavar="CHANNEL", default="direct", help=", ".join(Channel))
    parser.add_argument(
        "--event",
        metavar="KIND@ISO",
        action="extend",
        nargs="+",
        default=[],
        help=f"{', '.join(_KINDS)}:ISO, in order of time; extended_to:ISO@ISO",
    )
    parser.add_argument("--center", metavar="CODE", help="the commune's five-digit code")
    parser.add_argument(
        "--convention", metavar="NAME", default="hour_walk", help=f"{', '.join(DayCount)} (default hour_walk)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the deadline as JSON. Refuses a bad argument, which the command line turns into exit 2."""
    json.dump(_answer(_deadline(args)), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return 0


def _deadline(args: argparse.Namespace) -> Deadline:
    unit = _choice("--unit", args.unit, Unit)
    term = _term(args.term, unit)
    convention = Convention(_choice("--convention", args.convention, DayCount))
    _check_center(args.center)
    channel = _choice("--channel", args.channel, Channel)
    received = ClockEvent(ClockKind.RECEIVED, _moment("--received", args.received), channel=channel)
    events = [received, *(_event(text) for text in args.event)]
    return replay(events, term, national_calendar(), DEFAULT_SESSIONS, convention)


def _answer(deadline: Deadline) -> dict[str, object]:
    lines = [
        {"at": line.at.isoformat(), "text_vi": line.words.vi, "text_en": line.words.en}
        for line in deadline.why
    ]
    return {"due_at": deadline.due_at.isoformat(), "why": lines}


Name = TypeVar("Name", bound=StrEnum)


def _choice(option: str, text: str | None, names: type[Name]) -> Name:
    try:
        return names(text or "")
    except ValueError:
        raise _wrong(
            option, f"must be one of {', '.join(names)}", f"phải là một trong {', '.join(names)}"
        ) from None


def _term(text: str | None, unit: Unit) -> Term:
    if text is None and unit is Unit.SAME_DAY:
        return Term(0, unit)
    if not re.fullmatch(r"[0-9]{1,6}", text or "", re.ASCII):
        raise _wrong("--term", "must be a whole number from 0 to 999999", "phải là số nguyên từ 0 đến 999999")
    return Term(int(text or ""), unit)


def _event(text: str) -> ClockEvent:
    """``KIND@ISO``, or ``extended_to:ISO@ISO``, split at the last @."""
    head, _, at = text.rpartition("@")
    name, _, to = head.partition(":")
    kind = _KINDS.get(name)
    if kind is None or bool(to) != (kind is ClockKind.EXTENDED_TO):
        raise _wrong(
            "--event",
            f"must be KIND@ISO with KIND one of {', '.join(_KINDS)}:ISO",
            f"phải có dạng KIND@ISO, KIND là một trong {', '.join(_KINDS)}:ISO",
        )
    return ClockEvent(kind, _moment("--event", at), to=_moment("--event", to) if to else None)


def _moment(option: str, text: str | None) -> datetime:
    """An ISO time; without an offset it is Vietnam's."""
    try:
        if not text or not re.match(r"\d{4}-\d\d-\d\d[T ]\d", text, re.ASCII):
            raise ValueError
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(
            option,
            "needs a day and a time such as 2026-11-20T10:00",
            "cần ngày và giờ, ví dụ 2026-11-20T10:00",
        ) from None
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment


def _check_center(code: str | None) -> None:
    if code is None:
        return
    known = re.fullmatch(r"[0-9]{5}", code, re.ASCII) is not None
    if known and COMMUNES_CSV.exists():
        with COMMUNES_CSV.open(encoding="utf-8", newline="") as lines:
            known = any(row["code"] == code for row in csv.DictReader(lines))
    if not known:
        raise _wrong(
            "--center",
            "must be the five-digit code of a commune of the province, such as 17791",
            "phải là mã năm chữ số của một xã trong tỉnh, ví dụ 17791",
        )


def _wrong(option: str, en: str, vi: str) -> Invalid:
    return Invalid("clock.bad_argument", Words(vi=f"{option} {vi}.", en=f"{option} {en}."), field=option)
