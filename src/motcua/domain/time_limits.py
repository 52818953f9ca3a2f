"""The other time limits of a dossier: intake, transfer, supplement, apology, and how it stands.

``domain.md`` 1.2, 1.4, 1.5: Decree 297/2025 Art 6 (intake within 2 and 8 working hours), Decree
61/2018 Art 18 (transfer the same day, after 15:00 at the next opening) and Art 19(4), (9).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.domain.term import (
    DEFAULT_CONVENTION,
    Channel,
    Convention,
    Term,
    Unit,
    due,
    received_by_cutoff,
    start,
)
from motcua.domain.workdays import local
from motcua.domain.working_hours import WorkingHours

INTAKE_ALERT = timedelta(hours=2)
INTAKE_DECISION = timedelta(hours=8)
SUPPLEMENT_WINDOW = Term(3, Unit.WORKING_DAY)
SUPPLEMENT_WAIT_DAYS = 15
DUE_SOON = timedelta(hours=8)


def transfer_deadline(
    received: datetime, hours: WorkingHours, convention: Convention = DEFAULT_CONVENTION
) -> datetime:
    """The dossier leaves the counter the same day; received after 15:00, when the next one opens."""
    day = local(received).date()
    if received_by_cutoff(received, hours, convention):
        return hours.closes(day)
    return hours.opens(hours.next_working_day(day))


def intake_alert(
    submitted: datetime, hours: WorkingHours, convention: Convention = DEFAULT_CONVENTION
) -> datetime:
    """When the receiving officer is alerted to an online dossier: 2 working hours."""
    return hours.walk(_intake_start(submitted, hours, convention), INTAKE_ALERT)


def intake_decision(
    submitted: datetime, hours: WorkingHours, convention: Convention = DEFAULT_CONVENTION
) -> datetime:
    """By when the applicant hears "accepted" or "supplement": 8 working hours."""
    return hours.walk(_intake_start(submitted, hours, convention), INTAKE_DECISION)


def _intake_start(submitted: datetime, hours: WorkingHours, convention: Convention) -> datetime:
    return start(submitted, Channel.ONLINE, hours, convention, last_hour=False)[0]


def apology_deadline(due_at: datetime, hours: WorkingHours) -> datetime:
    """The latest moment for the apology letter: the closing of the working day before."""
    return hours.closes(hours.previous_working_day(local(due_at).date()))


def supplement_request_deadline(
    received: datetime,
    channel: Channel,
    hours: WorkingHours,
    convention: Convention = DEFAULT_CONVENTION,
    window: Term = SUPPLEMENT_WINDOW,
) -> datetime:
    """Until when a supplement may be asked after appraisal: 3 working days from receipt."""
    return due(received, window, channel, hours, convention)


@dataclass(frozen=True, slots=True)
class SupplementWait:
    """How long a requested supplement is waited for; closing is proposed, never silent."""

    ends_at: datetime
    last_day: date
    closing_day: date


def supplement_wait(
    requested: datetime, hours: WorkingHours, days: int = SUPPLEMENT_WAIT_DAYS
) -> SupplementWait:
    """The last of ``days`` working days after the request, and the day closing may be proposed."""
    last_day = hours.next_working_day(local(requested).date(), days)
    return SupplementWait(hours.closes(last_day), last_day, hours.next_working_day(last_day))


class Label(StrEnum):
    """trước hạn, đúng hạn, quá hạn: as Forms 06 and 07 enter it, by the day."""

    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"


def label(processed_at: datetime, due_at: datetime) -> Label:
    """Which of the three a result (or a hand-over) was."""
    processed_day, due_day = local(processed_at).date(), local(due_at).date()
    if processed_day == due_day:
        return Label.ON_TIME
    return Label.EARLY if processed_day < due_day else Label.OVERDUE


def is_on_time(processed_at: datetime, due_original: datetime) -> bool:
    """The score's question (Decision 766, 2.1), by the instant and the date without extension."""
    return processed_at <= due_original


class Standing(StrEnum):
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


def due_soon_until(now: datetime, hours: WorkingHours, soon: timedelta = DUE_SOON) -> datetime:
    """Open work due before this instant is due soon; a work list asks the database with it."""
    return hours.walk(now, soon)


def standing(due_at: datetime, now: datetime, hours: WorkingHours, soon: timedelta = DUE_SOON) -> Standing:
    """How open work stands: overdue past its instant, due soon with less than ``soon`` working time."""
    if now > due_at:
        return Standing.OVERDUE
    return Standing.DUE_SOON if hours.working_time_between(now, due_at) < soon else Standing.IN_TIME


def share(
    counted_from: datetime,
    due_at: datetime,
    hours_done: int | Decimal,
    hours_total: int | Decimal,
    hours: WorkingHours,
) -> datetime:
    """When a step is due inside its term.

    ``hours_done`` of ``hours_total`` counted hours of the internal process end with the step; it
    gets that share of the working time between the first counted instant and the due date, so that
    the last step is due with the dossier whatever the unit of the term or the length of the day.
    """
    whole = hours.working_time_between(counted_from, due_at)
    if hours_done >= hours_total or whole <= timedelta():
        return local(due_at)
    minutes = int(whole // timedelta(minutes=1) * Fraction(hours_done) / Fraction(hours_total))
    return hours.walk(counted_from, timedelta(minutes=minutes))
