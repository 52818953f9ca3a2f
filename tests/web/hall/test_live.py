"""How full halls are: counted for everybody, constant statements, and a less busy center nearby."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.quiet_hours import by_half_hour, quietest
from motcua.domain.workdays import ZONE
from motcua.hall import loads
from motcua.hall.actions import call_next, complete, issue, open_counter, start_serving
from motcua.hall.actions.closing_fields import close_field
from motcua.hall.loads import Away, Load
from motcua.places.models import Counter

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
KIOSK = System("kiosk")


@pytest.fixture(autouse=True)
def nothing_kept(db):
    """What other tests have read is kept half a minute, and their journals may look like ours."""
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: MONDAY))


def crowd(center, count):
    field = Field.objects.get(code="land")
    for _ in range(count):
        issue(center, field=field, by=KIOSK, now=MONDAY - timedelta(minutes=30))


def opened(center, officer):
    counter = Counter.objects.filter(center=center).first()
    open_counter(counter, by=officer, now=MONDAY - timedelta(minutes=40))
    return counter


def test_the_page_counts_people_and_names_nobody(cast, client, clock):
    crowd(cast.kim_bang, 12)
    opened(cast.kim_bang, cast.counter)
    opened(cast.son_lam, cast.of_son_lam("counter"))
    answer = client.get("/hall/17791")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<dd>12</dd>" in page
    assert "/hall/17759" in page  # Sơn Lâm next door: nobody waits there
    assert "Nghị định 118/2025/NĐ-CP, Điều 14" in page
    assert cast.counter.name_vi not in page


def test_nothing_is_known_of_a_center_without_counters(cast, client, clock):
    other = next(load.center for load in loads.loads(MONDAY) if not load.is_known)
    assert "chưa gửi số liệu" in client.get(f"/hall/{other.code}").content.decode()
    assert client.get("/hall/00000").status_code == 404
    assert client.get("/hall/x").status_code == 404


def test_the_same_statements_however_many_people(cast, client, clock):
    opened(cast.kim_bang, cast.counter)

    def statements(address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    crowd(cast.kim_bang, 4)
    few = [statements(address) for address in ("/hall/17791", "/hall/?from=17791")]
    crowd(cast.kim_bang, 10)
    assert [statements(address) for address in ("/hall/17791", "/hall/?from=17791")] == few
    assert few[0] <= 45
    assert few[1] <= 12
    assert statements("/hall/17791") < few[0]  # nothing has happened since: not read again


def test_the_list_is_sorted_by_distance_and_what_is_newly_taken_is_seen(cast, client, clock):
    rows = client.get("/hall/", {"from": "17791"}).context["rows"]
    assert len(rows) == 130
    assert rows[0].load.center.code == "17791"
    assert [row.kilometres for row in rows] == sorted(row.kilometres for row in rows)
    crowd(cast.kim_bang, 1)
    rows = client.get("/hall/", {"from": "17791", "show": "live"}).context["rows"]
    assert [row.load.is_known for row in rows] == [True] * len(rows)
    assert rows[0].load.waiting == 1
    assert client.get("/hall/", {"from": "<x>"}).status_code == 200


def test_a_center_is_less_busy_only_when_clearly_so(cast):
    def load(center, waiting, *, is_open=True, counters=1):
        return Load(center, is_open, True, waiting, counters)

    here = load(cast.kim_bang, 5)
    for there, found in (
        (load(cast.son_lam, 1), 1),
        (load(cast.son_lam, 5), 0),
        (load(cast.son_lam, 1, is_open=False), 0),
        (load(cast.son_lam, 0, counters=0), 0),
    ):
        assert len(loads.less_busy([Away(here, 0, False), Away(there, 14, True)], here)) == found


def test_a_centers_own_visits_say_how_long_the_wait_is(cast):
    counter = opened(cast.kim_bang, cast.counter)
    crowd(cast.kim_bang, loads.FEWEST + 3)
    at = MONDAY - timedelta(minutes=30)
    for _ in range(loads.FEWEST):
        ticket = call_next(counter, by=cast.counter, now=at)
        start_serving(ticket, by=cast.counter, now=at)
        at += timedelta(minutes=2)
        complete(ticket, by=cast.counter, now=at)
    here = next(load for load in loads.loads(MONDAY) if load.center == cast.kim_bang)
    assert (here.waiting, here.counters, here.service, here.minutes) == (3, 1, 2, 6)


def test_the_best_hour_is_two_half_hours_in_a_row():
    seen = [
        (minute, wait)
        for minute, wait in ((450, 20), (480, 9), (840, 4), (870, 6), (960, 1))
        for _ in "12345"
    ]
    rows = by_half_hour(seen)
    assert [row.text for row in quietest(rows)] == ["14:00", "14:30"]
    assert quietest(rows[:1]) == []
    assert by_half_hour([(450, 3.0)]) == []


@pytest.mark.parametrize("staffed", [True, False])
def test_a_field_that_is_closed_says_so_and_why(cast, client, clock, staffed):
    land = Field.objects.get(code="land")
    close_field(cast.kim_bang, field=land, reason="no_officer", by=cast.center, now=MONDAY)
    if staffed:
        opened(cast.kim_bang, cast.counter)
    page = client.get("/hall/17791?lang=vi").content.decode()
    assert page.count("hôm nay không có cán bộ tiếp nhận") == 1
    assert page.count("Hiện không phát số:") == 1
