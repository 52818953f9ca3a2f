"""The lines of "why this date": in order of time, and for residents only what moved it."""

from datetime import date, datetime, timedelta

import pytest

from motcua.domain.clock import ClockEvent, ClockKind, Term, Unit, replay
from motcua.domain.workdays import ZONE, Calendar
from motcua.web.reasons import reasons, reasons_in_brief

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
RECEIVED = datetime(2026, 11, 3, 9, tzinfo=ZONE)


@pytest.fixture
def changed():
    """Three days from 3 November; the calendar was changed on the 20th, and no date moved."""
    events = [
        ClockEvent(ClockKind.RECEIVED, RECEIVED),
        ClockEvent(ClockKind.CALENDAR_CHANGED, RECEIVED + timedelta(days=17), calendar=Calendar((), *YEAR)),
    ]
    return replay(events, Term(3, Unit.WORKING_DAY), Calendar((), *YEAR))


def test_a_change_that_moved_nothing_is_told_to_officers_only(changed):
    assert any("Lịch làm việc thay đổi" in line.text for line in reasons(changed))
    assert not any("Lịch làm việc thay đổi" in line.text for line in reasons_in_brief(changed))
    assert reasons_in_brief(changed)[-1].text == reasons(changed)[-1].text


def test_the_answer_bears_no_date_that_would_stand_out_of_order(changed):
    assert reasons(changed)[-1].at == ""
    assert "06/11/2026" in reasons(changed)[-1].text
    assert reasons_in_brief(changed)[-1].at == "09:00 06/11"
