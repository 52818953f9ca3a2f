"""A commune's figures of the day: what is counted, how cheaply, and when it is counted again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.models import Delivery, Event
from motcua.base.subscriptions import handler
from motcua.base.work import work_off
from motcua.catalogue.models import Field
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.hall.actions import issue, void
from motcua.places.hours import business_date
from motcua.statistics import counting
from motcua.statistics.models import DailyFact
from motcua.statistics.queries import commune_on, history, province_on, total
from tests.cast import FRIDAY_1000, MONDAY_0900, received
from tests.dossiers.test_steps import HERSELF, TURNS, perform

FIGURES = ("waiting", "tickets", "received", "returned", "in_process", "due_soon", "overdue")


def figures(center, now=MONDAY_0900):
    fact = DailyFact.objects.get(commune_id=center.code, day=business_date(now))
    return {name: value for name in FIGURES if (value := getattr(fact, name))}


def number(cast, now=MONDAY_0900):
    return issue(cast.kim_bang, field=Field.objects.first(), by=cast.counter, now=now)


def due(dossier, at):
    Dossier.objects.filter(pk=dossier.pk).update(due_at=at)


def test_everything_of_the_day_is_counted(cast):
    number(cast)
    void(number(cast), reason="left", by=cast.center, now=MONDAY_0900)
    late, soon, today = received(cast, now=FRIDAY_1000), received(cast), received(cast)
    due(late, MONDAY_0900 - timedelta(minutes=1))
    due(soon, MONDAY_0900 + timedelta(hours=3))
    due(today, MONDAY_0900 + timedelta(days=9))
    counting.recount([cast.kim_bang, cast.son_lam], now=MONDAY_0900)
    assert figures(cast.kim_bang) == {
        "waiting": 1,
        "tickets": 2,
        "received": 2,
        "in_process": 3,
        "due_soon": 1,
        "overdue": 1,
    }
    assert figures(cast.son_lam) == {}


def test_what_was_returned_today_is_no_longer_in_process(cast):
    dossier = received(cast, now=FRIDAY_1000)
    for act, login in TURNS.items():
        perform(act, dossier, getattr(cast, login), cast, now=MONDAY_0900)
    actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=MONDAY_0900)
    counting.recount([cast.kim_bang], now=MONDAY_0900)
    assert figures(cast.kim_bang) == {"returned": 1}


def test_counting_again_changes_the_same_row(cast):
    counting.recount([cast.kim_bang], now=MONDAY_0900)
    received(cast)
    counting.recount([cast.kim_bang], now=MONDAY_0900 + timedelta(minutes=1))
    assert figures(cast.kim_bang)["received"] == 1


@pytest.mark.parametrize("dossiers", [1, 4])
def test_a_count_is_the_same_few_statements_for_any_number_of_centers(cast, dossiers):
    for _ in range(dossiers):
        received(cast)
    centers = [cast.kim_bang, cast.son_lam]
    with CaptureQueriesContext(connection) as one:
        counting.recount(centers[:1], now=MONDAY_0900)
    with CaptureQueriesContext(connection) as two:
        counting.recount(centers, now=MONDAY_0900)
    assert len(one) == len(two) <= 8  # six, and a savepoint around the write


def test_a_delivered_event_counts_its_commune(cast):
    number(cast)
    assert Delivery.objects.filter(subscriber="statistics.daily_facts").count() == 1
    work_off(MONDAY_0900)
    fact = DailyFact.objects.get(commune_id=cast.kim_bang.code)
    assert fact.is_counted
    assert not Delivery.objects.exclude(state="done").exists()


def test_an_event_that_a_later_count_has_seen_costs_one_look(cast, monkeypatch):
    number(cast)
    event = Event.objects.get(kind="ticket.issued")
    after = MONDAY_0900 + counting.SETTLED
    monkeypatch.setattr(counting.timezone, "now", lambda: after)
    counting.recount([cast.kim_bang], now=after)
    number(cast)  # not counted until an event says so
    with CaptureQueriesContext(connection) as looked:
        handler("statistics.daily_facts")(event)
    assert len(looked) == 2
    assert figures(cast.kim_bang)["tickets"] == 1


def test_an_event_of_no_center_is_nobodys_figure(cast):
    counting.recount_after(Event(stream="H41", at=MONDAY_0900))
    assert not DailyFact.objects.exists()


def test_time_alone_makes_work_overdue(cast):
    due(received(cast), MONDAY_0900 + timedelta(hours=1))
    assert counting.recount_all(now=MONDAY_0900) == 2
    assert "overdue" not in figures(cast.kim_bang)
    counting.recount_all(now=MONDAY_0900 + timedelta(hours=2))
    assert figures(cast.kim_bang)["overdue"] == 1


def test_the_province_is_all_communes_with_their_latest_report(cast):
    today = business_date(MONDAY_0900)
    counting.recount([cast.kim_bang], now=FRIDAY_1000)
    received(cast)
    counting.recount([cast.son_lam], now=MONDAY_0900)
    with CaptureQueriesContext(connection) as asked:
        rows = {row.commune.code: row.figures for row in province_on(today)}
    assert len(rows) == 130
    assert len(asked) == 2
    old, new, none = rows["17791"], rows["17759"], rows["16681"]
    assert (old.received, old.in_process) == (None, 0)  # Friday's flow is not today's, its stock still is
    assert (new.received, new.in_process) == (0, 0)
    assert (none.received, none.in_process, none.share) == (None, None, None)


def test_sums_leave_out_what_was_not_reported(cast):
    received(cast)
    counting.recount_all(now=MONDAY_0900)
    together = total(province_on(business_date(MONDAY_0900)))
    assert (together.received, together.in_process, together.overdue) == (1, 1, 0)
    assert total([]).received is None


def test_a_commune_looks_back(cast):
    counting.recount([cast.kim_bang], now=FRIDAY_1000)
    counting.recount([cast.kim_bang], now=MONDAY_0900)
    commune = cast.kim_bang.commune
    days = [fact.day for fact in history(commune, business_date(MONDAY_0900))]
    assert days == [business_date(FRIDAY_1000), business_date(MONDAY_0900)]
    long_after = business_date(MONDAY_0900) + timedelta(days=60)
    assert commune_on(commune, long_after).fact is None
