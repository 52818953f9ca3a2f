"""The page of the head of the center: every figure is right, and opens to the codes behind it."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain.workdays import ZONE
from motcua.dossiers import actions, center_day, watching
from motcua.dossiers.center_day import Heap
from motcua.hall import actions as hall
from tests.cast import received
from tests.web.center.conftest import NINE

LONG = "1.012753"  # twenty working days
THREE = "1.001612"  # three working days


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d %b %H:%M %Y").replace(tzinfo=ZONE)


def shown(client):
    """The figures on the page, by the last word of their address."""
    text = client.get("/center/").content.decode()
    return {which: int(count) for which, count in re.findall(r'href="/center/([\w-]+)">(\d+)<', text)}


@pytest.fixture
def warned(cast):
    """Due tomorrow, warned of twice, its letter waits for the head."""
    dossier = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    actions.assign(dossier, to=cast.office, by=cast.head, now=at("05 Oct 08:00"))
    watching.watch(at("26 Oct 09:00"))
    watching.watch(at("28 Oct 17:00"))
    watching.watch(at("29 Oct 07:30"))
    return dossier


@pytest.fixture
def forgotten(cast):
    """Overdue since yesterday; the work process was down and nobody was warned."""
    dossier = received(cast, procedure=THREE, now=at("23 Oct 09:00"))
    watching.watch(at("29 Oct 07:30"))
    return dossier


def test_an_empty_day_is_all_noughts(cast, desk):
    assert shown(desk(cast.center)) == {which.value: 0 for which in Heap}


def test_the_figures_of_a_day_and_the_codes_behind_them(cast, desk, warned, forgotten):
    today = received(cast, procedure=THREE, now=at("29 Oct 08:00"))
    client = desk(cast.center)
    expected = {
        "received": [today],
        "returned": [],
        "overdue": [forgotten],
        "due-soon": [],
        "forecast-late": [warned],
        "to-apologise": [warned],
        "unwarned": [forgotten],
        "warned": [],
    }
    figures = shown(client)
    assert {which: figures[which] for which in expected} == {
        which: len(dossiers) for which, dossiers in expected.items()
    }
    for which, dossiers in expected.items():
        text = client.get(f"/center/{which}").content.decode()
        for dossier in (warned, forgotten, today):
            assert (dossier.code in text) == (dossier in dossiers), which


def test_what_was_warned_of_today_is_counted_today(cast, desk, clock, warned):
    clock.append(at("28 Oct 17:30"))
    assert shown(desk(cast.center))["warned"] == 1


def test_a_signed_apology_is_no_more_a_forecast(cast, desk, warned):
    actions.extend(warned, reason_code="workload", by=cast.head, now=NINE)
    figures = shown(desk(cast.center))
    assert (figures["forecast-late"], figures["to-apologise"]) == (0, 0)


def test_two_warnings_and_a_miss_is_no_failure_of_the_warnings(cast, desk, clock, warned):
    watching.watch(at("30 Oct 17:30"))
    clock.append(at("30 Oct 17:30"))
    figures = shown(desk(cast.center))
    assert (figures["overdue"], figures["unwarned"], figures["to-apologise"]) == (1, 0, 0)


def test_the_hall_shows_who_is_open_and_who_waits(cast, desk):
    counter = cast.kim_bang.counters.get(number=1)
    hall.open_counter(counter, fields=[], by=cast.counter, now=NINE)
    text = desk(cast.center).get("/center/").content.decode()
    assert cast.counter.name_vi in text
    assert re.search(r'href="#counters-title">1<', text)
    assert re.search(r'href="#lines-title">0<', text)


def test_only_the_head_of_a_center_opens_it_and_sees_no_other_centers(cast, desk, warned):
    for officer in (cast.head, cast.counter, cast.leader, cast.province, cast.admin):
        assert desk(officer).get("/center/").status_code == 403
    assert set(shown(desk(cast.of_son_lam("center"))).values()) == {0}
    assert desk(cast.center).get("/center/nothing").status_code == 404


def test_the_head_of_the_center_begins_here(cast, desk):
    assert desk(cast.center).get("/desk/").headers["Location"] == "/center/"


def test_the_statements_do_not_grow_with_the_dossiers(cast, desk):
    client = desk(cast.center)

    def statements(address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    for minutes in range(3):
        received(cast, procedure=THREE, now=NINE - timedelta(minutes=minutes))
    few = [statements("/center/"), statements("/center/received")]
    for minutes in range(30):
        received(cast, procedure=THREE, now=NINE - timedelta(minutes=minutes))
    assert [statements("/center/"), statements("/center/received")] == few
    assert few[0] <= 22


@pytest.mark.parametrize("which", list(Heap))
def test_every_list_can_be_read_on_both_databases(cast, which):
    assert list(center_day.heap(which, cast.kim_bang, NINE)) == []
