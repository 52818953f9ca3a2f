"""Form 06: processing control slip (Phiếu kiểm soát quá trình giải quyết hồ sơ).

Annex I of Circular 03/2025/TT-VPCP: one line for each hand-over, its result entered by the receiving side;
the system makes the trace by itself and shows it on the electronic slip.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.domain.time_limits import Label
from motcua.dossiers.forms.official import Official, Values, in_words, printed
from motcua.dossiers.forms.wording import clock_and_day

TEMPLATE = "form06"
OUTCOMES = {Label.EARLY: "Trước hạn", Label.ON_TIME: "Đúng hạn", Label.OVERDUE: "Quá hạn"}


@dataclass(frozen=True, slots=True)
class Side:
    """Who gives or receives: the unit, and the person where one is named."""

    unit: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """One hand-over. ``receiver`` is None where the work ended; ``taken_at``: when they said it had come."""

    giver: Side
    receiver: Side | None
    at: datetime
    taken_at: datetime | None = None
    outcome: Label | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form06(Official):
    """``handled_by`` leads; ``with_units`` give opinions or steps of their own."""

    handled_by: str
    with_units: tuple[str, ...] = ()
    request: str
    received_at: datetime
    due_at: datetime
    passings: tuple[Passing, ...]


def values(form: Form06) -> Values:
    lines = [
        {
            "at": clock_and_day(line.at),
            "taken_at": clock_and_day(line.taken_at) if line.taken_at else "",
            "outcome": OUTCOMES[line.outcome] if line.outcome else "",
        }
        for line in form.passings
    ]
    said = in_words(form, "control")
    said["passings"] = [whole | own for whole, own in zip(said["passings"], lines, strict=True)]
    return said


def render(form: Form06) -> bytes:
    """The PDF on A4, as many pages as the hand-overs need."""
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
