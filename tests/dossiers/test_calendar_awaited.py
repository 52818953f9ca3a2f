"""A changed calendar also moves what is not accepted yet: the answer's day and the wait for papers."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.base.models import Event
from motcua.domain.calendar_change import Act, CalendarChange, applied
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.models import Dossier
from motcua.dossiers.redating import Recount, centers_touched
from motcua.places.hours import calendar
from tests.cast import MONDAY_0900, filing

LAND = "1.012753"
THURSDAY = date(2026, 11, 26)


def storm(day=THURSDAY):
    name = Words(vi="Nghỉ tránh bão", en="Storm day")
    return CalendarChange(Act.OFF, day, day, name, source="Công điện 1", decision="4000/QĐ-UBND")


@pytest.fixture
def submitted(cast):
    """By post on Wednesday 25 November at 14:00: to be answered within 8 working hours, on Thursday."""
    arrived = datetime(2026, 11, 25, 14, 0, tzinfo=ZONE)
    given = replace(filing(LAND), channel="post")
    return actions.submit(given, center=cast.kim_bang, by=cast.counter, now=arrived)


def test_the_answer_moves_by_the_day_off_and_is_shown_first(cast, submitted):
    assert submitted.due_at.astimezone(ZONE).date() == THURSDAY
    old = calendar()
    new = applied(storm(), old)
    assert [center.code for center in centers_touched(old, new)] == [cast.kim_bang.code]
    (shown,) = Recount(cast.kim_bang, before=old, after=new, now=MONDAY_0900).awaited()
    change_calendar(storm(), by=cast.province, now=datetime(2026, 11, 25, 15, 0, tzinfo=ZONE))
    after = Dossier.objects.get(pk=submitted.pk)
    assert (shown.code, shown.before, shown.after) == (submitted.code, submitted.due_at, after.due_at)
    assert after.due_at.astimezone(ZONE).date() == date(2026, 11, 27)
    assert after.due_original == after.legal_due_at == after.due_at


def test_the_journal_counts_it(cast, submitted):
    change_calendar(storm(), by=cast.province, now=datetime(2026, 11, 25, 15, 0, tzinfo=ZONE))
    assert Event.objects.get(kind="calendar.changed").data["moved"] == 1


def test_who_was_asked_for_papers_gets_the_day_too(cast, submitted):
    supplement = actions.ask_at_intake(
        submitted, request=Request((Lack("Ký tờ khai"),)), by=cast.counter, now=submitted.received_at
    )
    before = Dossier.objects.get(pk=submitted.pk).due_at
    change_calendar(storm(), by=cast.province, now=datetime(2026, 11, 25, 15, 0, tzinfo=ZONE))
    supplement.refresh_from_db()
    after = Dossier.objects.get(pk=submitted.pk)
    assert after.due_at == supplement.wait_ends_at > before


def test_what_was_answered_or_is_not_touched_stays(cast, submitted):
    actions.refuse_at_intake(
        submitted, reason="Không thuộc thẩm quyền", by=cast.counter, now=submitted.received_at
    )
    before = Dossier.objects.get(pk=submitted.pk).due_at
    change_calendar(storm(), by=cast.province, now=datetime(2026, 11, 25, 15, 0, tzinfo=ZONE))
    assert Dossier.objects.get(pk=submitted.pk).due_at == before


def test_the_page_lists_it(cast, submitted, client):
    client.force_login(cast.province)
    sent = {
        "act": "off",
        "first": "2026-11-26",
        "name_vi": "Nghỉ tránh bão",
        "name_en": "Storm day",
        "decision": "4000/QĐ-UBND",
        "source": "Công điện 1",
        "go": "look",
    }
    html = client.post("/setup/calendar/change", sent).content.decode()
    assert submitted.code in html
