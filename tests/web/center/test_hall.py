"""The head's live hall and its history: what is shown, what is changed, and in how many statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import Resident
from motcua.catalogue.models import Field
from motcua.feedback.actions import rate_visit
from motcua.hall import actions, loads, service_times
from motcua.hall.actions.foreseeing import foresee
from motcua.hall.forecasts import Passing
from motcua.hall.models import Duty, FieldRules, Notice, Ticket
from motcua.places.models import Counter
from motcua.statistics.hall_history import history, period
from tests.web.center.conftest import NINE

MINUTE = timedelta(minutes=1)


def issue(cast, at, field="civil-status", **more):
    return actions.issue(cast.kim_bang, field=Field.objects.get(code=field), by=cast.support, now=at, **more)


def visited(cast, count=1, begin=NINE - 60 * MINUTE, minutes=4):
    """So many people came, one after the other, and were served for so long."""
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    if not Duty.objects.filter(counter=counter, closed_at__isnull=True).exists():
        actions.open_counter(counter, by=cast.counter, now=begin)
    tickets = [issue(cast, begin) for _ in range(count)]
    for place, ticket in enumerate(tickets):
        at = begin + place * (minutes + 1) * MINUTE
        actions.call_next(counter, by=cast.counter, now=at)
        actions.start_serving(ticket, by=cast.counter, now=at)
        actions.complete(ticket, by=cast.counter, now=at + minutes * MINUTE)
    return tickets


def statements(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_live_hall_shows_counters_and_lines(cast, desk):
    visited(cast)
    issue(cast, NINE - 40 * MINUTE, "land")
    page = desk(cast.center).get("/center/hall").content.decode()
    assert "Chờ người tiếp theo" in page
    assert cast.counter.name_vi in page
    assert "quá 30 phút" in page


def test_the_live_hall_tells_by_field_what_who_comes_now_waits(cast, desk):
    visited(cast, 4)
    service_times.learn(cast.kim_bang, NINE)
    issue(cast, NINE - 10 * MINUTE, "land")
    told = next(row.wait for row in loads.by_field(cast.kim_bang, NINE) if row.field.code == "land")
    assert told.words.vi in desk(cast.center).get("/center/hall").content.decode()


@pytest.mark.parametrize(
    ("ago", "said"), [(40, "có thêm người chờ quá 30 phút"), (10, "sẽ có người chờ quá 30")]
)
def test_a_warning_does_not_foresee_what_has_happened(cast, desk, ago, said):
    issue(cast, NINE - ago * MINUTE, "land")
    foresee(
        cast.kim_bang,
        passing=Passing("land", 1, NINE + 9 * MINUTE, 45),
        limit_minutes=30,
        by=cast.center,
        now=NINE,
    )
    assert said in desk(cast.center).get("/center/hall").content.decode()
    assert said in desk(cast.support).get("/support/").content.decode()


def test_the_head_arranges_a_counter(cast, desk):
    visited(cast)
    client = desk(cast.center)
    place = "/center/hall/counters/1"
    assert client.get(place).status_code == 200
    assert client.post(f"{place}/services", {}).status_code == 422
    client.post(f"{place}/services", {"fields": ["land"], "skills": ["sign"]})
    duty = Duty.objects.get(closed_at__isnull=True)
    assert (duty.fields, duty.skills) == (["land"], ["sign"])
    assert client.post(f"{place}/breaks", {"reason": "tired"}).status_code == 422
    client.post(f"{place}/breaks", {"reason": "rest", "minutes": "15"})
    assert "Nghỉ giải lao" in client.get("/center/hall").content.decode()
    client.post(f"{place}/break-endings")
    assert client.post(f"{place}/moves", {"to": "1"}).status_code == 422
    client.post(f"{place}/moves", {"to": "3"})
    assert Duty.objects.get(closed_at__isnull=True).counter.number == 3
    client.post("/center/hall/counters/3/closings")
    assert not Duty.objects.filter(closed_at__isnull=True).exists()
    assert client.get("/center/hall/counters/99").status_code == 404


def test_fields_and_messages(cast, desk):
    client = desk(cast.center)
    client.post("/center/hall/fields/land/closings", {"reason": "system"})
    assert FieldRules.objects.get(field="land").closed_reason == "system"
    client.post("/center/hall/fields/land/openings")
    assert FieldRules.objects.get(field="land").closed_at is None
    assert client.post("/center/hall/fields/nowhere/openings").status_code == 404
    wrong = client.post("/center/hall/notices", {"text_vi": "", "hours": "1"})
    assert wrong.status_code == 422
    client.post("/center/hall/notices", {"text_vi": "Máy in hỏng", "hours": "2"})
    notice = Notice.objects.get()
    assert notice.ends_at == NINE + timedelta(hours=2)
    client.post(f"/center/hall/notices/{notice.pk}/ending")
    assert Notice.objects.get().ends_at < NINE + MINUTE


def test_others_do_not_see_it(cast, desk):
    for officer in (cast.counter, cast.support, cast.office, cast.province):
        client = desk(officer)
        assert client.get("/center/hall").status_code == 403
        assert client.get("/center/history").status_code == 403
        assert client.get("/center/history.csv").status_code == 403


def test_history_counts_what_happened(cast, desk):
    visited(cast, 6)
    left = issue(cast, NINE - 20 * MINUTE, "land")
    actions.void(left, reason="left", by=cast.support, now=NINE - 10 * MINUTE)
    found = history(cast.kim_bang, NINE.date(), NINE.date(), NINE)
    assert (found.whole.numbers, found.whole.served, found.left) == (7, 6, 1)
    assert [(line.key, line.numbers) for line in found.half_hours] == [("08:00", 6), ("08:30", 1)]
    civil = found.fields[0]
    assert (civil.key, civil.wait.median, civil.wait.p90, civil.service.median) == ("civil-status", 12, 25, 4)
    (work,) = found.work
    assert (work.officer, work.service.count, work.service.median) == (cast.counter.name_vi, 6, 4)
    page = desk(cast.center).get("/center/history").content.decode()
    assert cast.counter.name_vi in page


def test_time_at_home_for_a_paper_is_no_wait(cast, desk):
    """They keep the first arrival for their turn; the wait counts from when they were back."""
    back = issue(cast, NINE - 10 * MINUTE, lane="come_back")
    Ticket.objects.filter(pk=back.pk).update(queued_at=NINE - 120 * MINUTE)
    page = desk(cast.support).get("/support/").content.decode()
    assert "đã chờ 10 phút" in page
    assert "quá 30 phút" not in page
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=NINE)
    actions.call_next(counter, by=cast.counter, now=NINE)
    [visit] = history(cast.kim_bang, NINE.date(), NINE.date(), NINE).whole.visits
    assert visit.wait == 10


def test_a_few_cases_give_no_median(cast, desk):
    visited(cast, 2)
    found = history(cast.kim_bang, NINE.date(), NINE.date(), NINE)
    assert found.work[0].service.median is None
    assert "quá ít" in desk(cast.center).get("/center/history").content.decode()


def test_out_of_turn_is_counted_by_its_reason(cast):
    first, second = issue(cast, NINE - MINUTE), issue(cast, NINE)
    counter = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=NINE)
    actions.call_ticket(second, counter=counter, reason="urgent", by=cast.counter, now=NINE)
    assert first.number < second.number
    found = history(cast.kim_bang, NINE.date(), NINE.date(), NINE)
    assert dict(found.out_of_turn) == {"urgent": 1}


def test_statements_do_not_grow(cast, desk):
    client = desk(cast.center)
    visited(cast, 2, NINE - 90 * MINUTE)
    addresses = ["/center/hall", "/center/history?span=month"]
    few = [statements(client, address) for address in addresses]
    visited(cast, 12, NINE - 70 * MINUTE)
    assert [statements(client, address) for address in addresses] == few


@pytest.mark.parametrize(
    ("span", "first", "last"), [("day", 29, 29), ("week", 26, 1), ("month", 1, 31), ("year", 29, 29)]
)
def test_periods(span, first, last):
    begin, end = period(NINE.date(), span)
    assert (begin.day, end.day) == (first, last)


def test_the_table_as_csv(cast, desk):
    visited(cast, 6)
    answer = desk(cast.center).get("/center/history.csv?span=week&day=2026-10-29")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[2:4] == ["6", "6"]
    assert any(line.startswith("Lĩnh vực,") for line in lines)


@pytest.mark.parametrize("query", ["?day=x", "?day=9999-99-99", "?span=x&day=1000-01-01", "?day=2999-01-01"])
def test_what_cannot_be_a_day_is_today(cast, desk, query):
    assert desk(cast.center).get(f"/center/history{query}").status_code == 200


def test_residents_words_are_shown_without_the_officer(cast, desk):
    (ticket,) = visited(cast)
    rate_visit(ticket, stars=5, words="Rất nhanh", by=Resident(), now=NINE)
    page = desk(cast.center).get("/center/history").content.decode()
    assert "Rất nhanh" in page
    assert ticket.text not in page
    assert Ticket.objects.get(pk=ticket.pk).state == "done"
