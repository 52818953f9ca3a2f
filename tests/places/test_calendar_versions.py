"""The working calendar: versions that never change, one of them in force."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.domain.words import Words
from motcua.domain.workdays import Calendar, DayKind, SpecialDay
from motcua.places import calendar_text
from motcua.places.actions_calendar import adopt
from motcua.places.actions_loading import load_province
from motcua.places.calendar_file import national_calendar
from motcua.places.calendars import document_code
from motcua.places.hours import calendar, calendar_of, hours_of, version_in_force
from motcua.places.models import CalendarDay, CalendarVersion, Unit
from tests.cast import MONDAY_0900, Cast

STORM = SpecialDay(
    date(2026, 12, 1), DayKind.OFF, Words(vi="Nghỉ tránh bão", en="Storm day"), source="Thông báo 1/TB"
)
SYSTEM = System("test")
pytestmark = pytest.mark.django_db


def province() -> Unit:
    return Unit.objects.get(kind=Unit.Kind.PROVINCE)


def adopt_with(*days: SpecialDay) -> CalendarVersion:
    return adopt(
        province(),
        calendar=calendar().with_days(days),
        decision="3857/QĐ-UBND",
        source="Thông báo 1/TB",
        by=SYSTEM,
        now=MONDAY_0900,
    )


def test_loading_the_province_makes_the_first_version(cast: Cast) -> None:
    version = version_in_force()
    assert version is not None
    assert version.number == 1
    assert calendar_of(version) == national_calendar()
    assert CalendarDay.objects.count() == len(national_calendar().days)


def test_loading_again_leaves_the_calendar_alone(cast: Cast) -> None:
    adopt_with(STORM)
    load_province([], agencies=[], parts=[], calendar=national_calendar(), by=SYSTEM, now=MONDAY_0900)
    assert calendar().special(STORM.day) == STORM


def test_a_new_version_is_in_force_and_the_former_one_stays(cast: Cast) -> None:
    before = version_in_force()
    version = adopt_with(STORM)
    assert version.number == 2
    assert [row.number for row in CalendarVersion.objects.filter(in_force=True)] == [2]
    assert not hours_of(cast.kim_bang).is_working(STORM.day)
    assert hours_of(cast.kim_bang, before).is_working(STORM.day)
    assert CalendarDay.objects.get(day=STORM.day).name_vi == "Nghỉ tránh bão"
    event = Event.objects.filter(kind="calendar.adopted").order_by("number").last()
    assert event is not None
    assert event.data["decision"] == "3857/QD-UBND"
    assert event.data["digest"] == version.digest


def test_only_one_version_is_in_force(cast: Cast) -> None:
    adopt_with(STORM)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarVersion.objects.filter(number=1).update(in_force=True)


def test_the_same_version_is_read_once(cast: Cast) -> None:
    hours_of(cast.kim_bang)
    center = cast.kim_bang
    with CaptureQueriesContext(connection) as captured:
        hours_of(center)
        hours_of(center, version_in_force())
    assert len(captured) == 2


def test_a_calendar_is_written_one_way_and_read_back() -> None:
    calendar = national_calendar()
    content = calendar_text.written(calendar)
    assert calendar_text.read(content) == calendar
    shuffled = Calendar.of(reversed(calendar.days))
    assert calendar_text.digest(calendar_text.written(shuffled)) == calendar_text.digest(content)


def test_a_documents_number_as_the_journal_may_carry_it() -> None:
    assert document_code("3857/QĐ-UBND (minh họa)") == "3857/QD-UBNDminhhoa"
