"""Numbers lent to a kiosk, and what becomes of those it gave without the server."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.codes import new_token
from motcua.domain.refusal import Conflict, Invalid
from motcua.hall import actions
from motcua.hall.models import FieldRules, Lease, Ticket
from motcua.hall.replay import replay
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.models import Center, Closure, Point
from tests.cast import MONDAY_0900

STAFF = System("test")
TODAY = MONDAY_0900.date()
LATER = MONDAY_0900 + timedelta(hours=2)


def paired(center):
    code = offer_pairing(center, kind="kiosk", by=STAFF, now=MONDAY_0900)
    return pair_device(center, kind="kiosk", code=code, by=STAFF, now=MONDAY_0900)[0]


@pytest.fixture
def kiosk(cast):
    return paired(cast.kim_bang)


def lease(device, now=MONDAY_0900):
    return actions.lease(device, by=device, now=now)


def given(number=900, *, at=MONDAY_0900, series="A", **more):
    field = {"A": "civil-status", "C": "land"}[series]
    token = new_token(bytes([ord(series), number % 256, number // 256, *range(12)]))
    return actions.OfflineNumber(
        **{"day": TODAY, "series": series, "number": number, "field": field, "token": token, "at": at} | more
    )


def join(kiosk, number, now=LATER):
    return actions.join(kiosk.center, given=number, by=kiosk, now=now)


def test_a_kiosk_holds_a_day_in_each_series_above_all_online_numbers(kiosk):
    rows = [row for row in lease(kiosk) if row.day == TODAY]
    assert {row.series for row in rows} == set(Field.objects.values_list("series", flat=True))
    of_a = [number for row in rows if row.series == "A" for number in row.numbers]
    assert of_a == list(range(900, 1000))


def test_today_and_the_next_working_day_are_lent(kiosk):
    Center.objects.filter(pk=kiosk.center_id).update(round_the_clock=False)
    kiosk.center.refresh_from_db()
    friday = MONDAY_0900 - timedelta(days=3)
    assert {row.day for row in lease(kiosk, friday)} == {friday.date(), TODAY}


def test_asked_again_nothing_more_is_lent_or_recorded(kiosk):
    first = lease(kiosk)
    assert [row.pk for row in lease(kiosk, LATER)] == [row.pk for row in first]
    assert Event.objects.filter(kind="numbers.leased").count() == 1


def test_what_was_given_is_lent_again_beside_it(kiosk):
    lease(kiosk)
    join(kiosk, given(900))
    assert (
        max(row.numbers[-1] for row in lease(kiosk, LATER) if (row.day, row.series) == (TODAY, "A")) == 1049
    )


def test_two_kiosks_and_a_higher_range_share_no_number(cast, kiosk):
    FieldRules.objects.create(center=cast.kim_bang, field_id="civil-status", final=930)
    other = paired(cast.kim_bang)
    mine, theirs = (
        {number for row in lease(device) if (row.day, row.series) == (TODAY, "A") for number in row.numbers}
        for device in (kiosk, other)
    )
    assert (min(mine), len(mine), len(theirs), mine & theirs) == (950, 100, 100, set())


def test_the_database_keeps_leases_apart(kiosk):
    row = lease(kiosk)[0]
    copy = Lease(center=row.center, day=row.day, series=row.series, block=row.block, device=kiosk)
    copy.leased_at = LATER
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_number_joins_the_line_at_its_time_of_arrival(cast, kiosk):
    lease(kiosk)
    at = MONDAY_0900 + timedelta(minutes=10)
    field = Field.objects.get(code="civil-status")
    later = actions.issue(cast.kim_bang, field=field, by=STAFF, now=LATER)
    ticket = join(kiosk, given(at=at, priority="elderly", lane="result"))
    assert (ticket.text, ticket.source, ticket.queued_at) == ("A900", "offline", at)
    assert (ticket.priority, ticket.lane, ticket.state) == ("elderly", "result", "waiting")
    assert list(Ticket.objects.order_by("queued_at")) == [ticket, later]
    event = Event.objects.get(kind="ticket.issued", subject=f"ticket/{ticket.pk}")
    assert datetime.fromisoformat(event.data["arrived"]) == at


def test_a_repeated_number_changes_nothing(kiosk):
    lease(kiosk)
    assert join(kiosk, given()).pk == join(kiosk, given(), LATER + timedelta(hours=1)).pk
    assert Event.objects.filter(kind="ticket.issued").count() == 1


def test_another_person_under_the_same_number_is_refused(kiosk):
    lease(kiosk)
    join(kiosk, given())
    with pytest.raises(Conflict, match="somebody else"):
        join(kiosk, replace(given(), token=new_token(bytes(range(15)))))


@pytest.mark.parametrize("number", [1, 899, 5_000])
def test_a_number_that_was_not_lent_is_refused(kiosk, number):
    lease(kiosk)
    with pytest.raises(Conflict, match="not leased"):
        join(kiosk, given(number))


def test_an_unknown_field_is_refused_and_an_unknown_class_is_not(kiosk):
    lease(kiosk)
    with pytest.raises(Invalid):
        join(kiosk, given(field="no-such-field"))
    assert join(kiosk, given(priority="king", lane="fast")).priority == ""


@pytest.mark.parametrize("wrong", [timedelta(days=-400), timedelta(days=400)])
def test_a_wrong_clock_neither_jumps_the_line_nor_comes_from_tomorrow(kiosk, wrong):
    lease(kiosk)
    assert MONDAY_0900 <= join(kiosk, given(at=MONDAY_0900 + wrong)).queued_at <= LATER


def test_the_servers_own_answer_that_nobody_saw_is_void(cast, kiosk):
    field = Field.objects.get(code="civil-status")
    ghost = actions.issue(cast.kim_bang, field=field, by=kiosk, now=MONDAY_0900, press="one:civil-status")
    lease(kiosk)
    ticket = join(kiosk, given(press="one:civil-status"))
    ghost.refresh_from_db()
    assert (ghost.state, ticket.state) == ("void", "waiting")
    assert Event.objects.get(kind="ticket.voided").data["reason"] == "never_shown"


def test_a_press_that_reaches_the_server_after_all_gets_the_number_given(cast, kiosk):
    lease(kiosk)
    ticket = join(kiosk, given(press="one:civil-status"))
    field = Field.objects.get(code="civil-status")
    again = actions.issue(cast.kim_bang, field=field, by=kiosk, now=LATER, press="one:civil-status")
    assert again.pk == ticket.pk


def test_another_kiosk_of_the_center_can_bring_the_numbers(cast, kiosk):
    """The machine was paired anew while it had numbers that nobody had seen yet."""
    lease(kiosk)
    assert join(paired(cast.kim_bang), given()).text == "A900"


def test_a_closed_session_gives_no_numbers(kiosk):
    from motcua.hall import offline

    Center.objects.filter(pk=kiosk.center_id).update(round_the_clock=False)
    kiosk.center.refresh_from_db()
    before = offline.spans(kiosk.center, [TODAY])[TODAY]
    Closure.objects.create(
        center=kiosk.center,
        begins_at=MONDAY_0900 - timedelta(hours=3),
        ends_at=MONDAY_0900 + timedelta(hours=3),
        reason_vi="Mất điện",
    )
    after = offline.spans(kiosk.center, [TODAY])[TODAY]
    assert (len(before), after) == (2, before[1:])


def test_a_number_waits_where_the_kiosk_that_gave_it_stands(cast, kiosk):
    kiosk.point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    kiosk.save(update_fields=["point"])
    lease(kiosk)
    ticket = actions.join(kiosk.center, given=given(), by=paired(cast.kim_bang), now=LATER)
    event = Event.objects.get(kind="ticket.issued")
    assert (ticket.point, event.data["point"]) == (kiosk.point, str(kiosk.point.pk))
    assert replay(cast.kim_bang, TODAY).difference is None


def test_a_narrowed_range_keeps_clear_of_numbers_given_before_and_can_be_widened_again(cast, kiosk):
    center, field = cast.kim_bang, Field.objects.get(code="civil-status")
    how = {"field": field, "quota": None, "hours": {}, "by": cast.center, "now": MONDAY_0900}
    actions.set_field_rules(center, first=900, final=1200, **how)
    online = actions.issue(center, field=field, by=STAFF, now=MONDAY_0900)
    actions.set_field_rules(center, first=1, final=99, **how)
    mine = [n for row in lease(kiosk) if (row.day, row.series) == (TODAY, "A") for n in row.numbers]
    assert online.number not in mine
    assert min(mine) == 950
    tomorrow = [n for row in lease(kiosk) if row.day != TODAY and row.series == "A" for n in row.numbers]
    assert min(tomorrow) == 900
    assert actions.set_field_rules(center, first=1, final=899, **how).final == 899
    with pytest.raises(Invalid, match="below 900"):
        actions.set_field_rules(center, first=1, final=900, **how)


def test_a_kiosk_alone_knows_what_is_closed_full_or_out_of_its_hours(cast, client, monkeypatch):
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: MONDAY_0900))
    center = cast.kim_bang
    FieldRules.objects.create(
        center=center, field_id="land", closed_at=MONDAY_0900, closed_reason="no_officer"
    )
    FieldRules.objects.create(center=center, field_id="civil-status", quota=30)
    FieldRules.objects.create(center=center, field_id="business", hours={"0": [["08:00", "10:00"]]})
    actions.issue(center, field=Field.objects.get(code="civil-status"), by=STAFF, now=MONDAY_0900)
    with override_settings(DEMO=True):
        client.post(f"/kiosk/{center.code}/pairing", {"demo": "1"})
    told = client.get(f"/kiosk/{center.code}/offline").json()
    fields, page = told["fields"], told["pages"]["vi"]["start"]
    assert "không có cán bộ tiếp nhận" in fields["land"]["closed"]["vi"]
    assert fields["civil-status"]["left"] == {"2026-11-23": 29, "2026-11-24": 30}
    assert [span[0][:16] for span in fields["business"]["spans"]] == ["2026-11-23T07:30"]
    assert "chỉ nhận" in fields["business"]["out_of_hours"]["vi"]
    assert (fields["other"]["closed"], fields["other"]["spans"], fields["other"]["left"]) == (None,) * 3
    assert 'value="land"' not in page
    assert "hôm nay không có cán bộ tiếp nhận" in page
    assert 'value="land"' in told["pages"]["vi"]["start:result"]
    assert "mất kết nối" in page
