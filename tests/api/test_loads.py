"""How full the halls are, through the API: for anybody, constant statements, the figures of the page."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.hall import actions, loads
from motcua.hall.actions.closing_fields import close_field
from motcua.hall.models import Ticket
from motcua.places.models import Counter
from tests.api.conftest import Caller
from tests.cast import MONDAY_0900

EARLIER = MONDAY_0900 - timedelta(minutes=30)


@pytest.fixture(autouse=True)
def nothing_kept(db):
    """What other tests have read is kept half a minute, and their journals may look like ours."""
    cache.clear()


@pytest.fixture
def anybody(db) -> Caller:
    return Caller()


def crowd(cast, count, code="land"):
    field = Field.objects.get(code=code)
    for _ in range(count):
        actions.issue(cast.kim_bang, field=field, by=System("kiosk"), now=EARLIER)


def opened(center, officer):
    counter = Counter.objects.filter(center=center).first()
    actions.open_counter(counter, by=officer, now=EARLIER)
    return counter


def test_anybody_reads_what_the_page_shows_and_nobody_is_named(anybody, cast, client):
    opened(cast.kim_bang, cast.counter)
    opened(cast.son_lam, cast.of_son_lam("counter"))
    crowd(cast, 12)
    close_field(
        cast.kim_bang,
        field=Field.objects.get(code="social"),
        reason="system",
        by=cast.center,
        now=EARLIER,
    )
    answer = anybody.get("/centers/17791/load")
    load = answer.json()
    page = client.get("/hall/17791").context
    assert (load["waiting"], load["counters_open"], load["is_open"]) == (12, 1, True)
    assert load["wait"] == {"least": page["here"].wait.least, "most": page["here"].wait.most}
    shown = {row.field.code: (row.waiting, row.wait) for row, _ in page["fields"]}
    for line in load["fields"]:
        waiting, wait = shown[line["field"]]
        assert line["waiting"] == waiting
        assert line["wait"] == (wait and {"least": wait.least, "most": wait.most})
    closed = {line["field"]: line["closed_en"] for line in load["fields"] if line["closed_en"]}
    assert list(closed) == ["social"]
    assert "system is down" in closed["social"]
    assert [row["center"] for row in load["less_busy"]] == ["17759"]
    assert load["less_busy"][0]["kilometres"] > 0
    assert cast.counter.name_vi not in answer.content.decode()


def test_the_best_hour_of_the_last_weeks(anybody, cast):
    counter = opened(cast.kim_bang, cast.counter)
    for late in (0, 30):
        for n in range(6):
            came = MONDAY_0900 - timedelta(days=3, minutes=-late - n)
            actions.issue(cast.kim_bang, field=Field.objects.get(code="land"), by=System("kiosk"), now=came)
    for ticket in Ticket.objects.all():
        Ticket.objects.filter(pk=ticket.pk).update(
            state="done", counter=counter, called_at=ticket.queued_at + timedelta(minutes=7)
        )
    load = anybody.get("/centers/17791/load").json()
    assert [(row["begins"], row["minutes"]) for row in load["half_hours"]] == [("09:00", 7), ("09:30", 7)]
    assert load["best_hour"] == {"begins": "09:00", "ends": "10:00"}


def test_of_a_center_without_counters_nothing_is_said(anybody, cast):
    other = next(load.center for load in loads.loads(MONDAY_0900) if not load.is_known)
    load = anybody.get(f"/centers/{other.code}/load").json()
    assert (load["waiting"], load["counters_open"], load["wait"]) == (None, None, None)
    assert (load["fields"], load["best_hour"], load["promises_kept_percent"]) == ([], None, None)
    for unknown in ("00000", "x", "%00", "1779"):
        assert anybody.get(f"/centers/{unknown}/load").status_code == 404


def test_every_center_once_page_by_page_by_name_or_nearest_first(anybody, cast):
    codes, after = [], ""
    while after is not None:
        page = anybody.get("/loads", limit=50, after=after).json()
        codes += [row["center"] for row in page["items"]]
        after = page["next"]
    assert len(codes) == len(set(codes)) == 130
    near = anybody.get("/loads", **{"from": "17791", "limit": 200}).json()
    assert near["next"] is None
    assert near["items"][0]["center"] == "17791"
    far = [row["kilometres"] for row in near["items"]]
    assert far == sorted(far)
    assert anybody.get("/loads").json()["items"][0]["kilometres"] is None


@pytest.mark.parametrize(("name", "value"), [("from", "00000"), ("from", "x"), ("after", "WyJ4Il0")])
def test_what_is_not_known_is_said_in_a_sentence(anybody, cast, name, value):
    answer = anybody.get("/loads", **{name: value})
    assert answer.status_code == 422
    assert name in answer.json()["errors"]


def test_the_same_statements_however_many_people(anybody, cast):
    opened(cast.kim_bang, cast.counter)

    def statements(path):
        with CaptureQueriesContext(connection) as seen:
            assert json.loads(anybody.get(path).content)
        return len(seen)

    paths = ("/centers/17791/load", "/loads?from=17791")
    crowd(cast, 4)
    few = [statements(path) for path in paths]
    crowd(cast, 10)
    assert [statements(path) for path in paths] == few
    assert few[0] <= 40
    assert few[1] <= 12
    assert statements(paths[0]) < few[0]  # nothing has happened since: not read again
