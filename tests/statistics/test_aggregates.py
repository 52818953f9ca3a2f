"""The invented figures of the other 128 communes: the same each time, and of the published size."""

from datetime import date, datetime, timedelta

import pytest

from motcua.domain.workdays import ZONE
from motcua.places.calendar_file import national_calendar
from motcua.places.hours import business_date
from motcua.places.models import Commune
from motcua.sandbox import aggregates
from motcua.statistics.models import DailyFact
from tests.cast import MONDAY_0900, received

CALENDAR = national_calendar()
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZONE)
TUESDAY, SUNDAY, TET = date(2026, 11, 24), date(2026, 11, 22), date(2026, 2, 17)


@pytest.fixture
def communes(cast):
    return list(Commune.objects.all())


def facts(communes, day, now=NOON):
    return {fact.commune_id: fact for fact in aggregates.facts(communes, day, CALENDAR, now=now)}


def test_the_same_day_is_the_same_each_time(communes):
    def plain(rows):
        return [(row.commune_id, row.received, row.overdue, row.in_process) for row in rows.values()]

    assert plain(facts(communes, TUESDAY)) == plain(facts(communes, TUESDAY))
    assert plain(facts(communes, TUESDAY)) != plain(facts(communes, TUESDAY - timedelta(days=1)))


@pytest.mark.parametrize(("code", "published"), [("16681", 118.2), ("17254", 35.0), ("17248", 11.1)])
def test_volumes_are_those_that_were_published(communes, code, published):
    days = [TUESDAY - timedelta(days=ago) for ago in range(70)]
    commune = [one for one in communes if one.code == code]
    received = [
        facts(commune, day)[code].received for day in days if CALENDAR.is_working(day) and day.weekday()
    ]
    assert sum(received) / len(received) == pytest.approx(published, rel=0.12)


@pytest.mark.parametrize("day", [SUNDAY, TET])
def test_nothing_comes_on_a_day_off_but_work_still_lies(communes, day):
    rows = facts(communes, day).values()
    assert {(row.received, row.returned, row.waiting, row.tickets) for row in rows} == {(0, 0, 0, 0)}
    assert all(row.in_process for row in rows)


def test_figures_agree_with_each_other(communes):
    for fact in facts(communes, NOON.date()).values():
        assert fact.overdue + fact.due_soon <= fact.in_process
        assert fact.waiting <= fact.tickets
        assert not fact.is_counted
        assert fact.as_of <= NOON


def test_a_handful_is_in_trouble_and_the_highlands_are_slower(communes):
    rows = facts(communes, TUESDAY).values()
    in_trouble = aggregates.in_trouble(commune.code for commune in communes)
    assert len(in_trouble) == aggregates.IN_TROUBLE
    assert min(row.overdue_share for row in rows if row.commune_id in in_trouble) > 0.05

    def share(highland):
        some = [
            row
            for row in rows
            if row.commune_id not in in_trouble
            and (row.commune.population / float(row.commune.area_km2) < aggregates.HIGHLAND) is highland
        ]
        return sum(row.overdue for row in some) / sum(row.in_process for row in some)

    assert share(True) > 2 * share(False)


def test_loading_fills_the_days_and_may_be_repeated(cast):
    received(cast, now=MONDAY_0900 - timedelta(days=3))
    aggregates.load(MONDAY_0900)
    today = business_date(MONDAY_0900)
    assert DailyFact.objects.filter(day=today).count() == 130
    assert DailyFact.objects.filter(day=today, is_counted=True).count() == 2
    assert DailyFact.objects.filter(commune_id="16681").count() == aggregates.DAYS + 1
    friday = DailyFact.objects.get(commune_id="17791", day=today - timedelta(days=3))
    assert (friday.is_counted, friday.received, friday.in_process) == (True, 1, 1)
    before = DailyFact.objects.count()
    aggregates.load(MONDAY_0900)
    assert DailyFact.objects.count() == before
