"""The hall as its head sets it: rules, fields, points, devices."""

import pytest
from django.test import Client

from motcua.base.models import Event
from motcua.domain.refusal import Forbidden, Invalid
from motcua.hall import actions
from motcua.hall.models import FieldRules, HallRules, Lease
from motcua.places.models import Counter, Device, PairingCode, Point
from tests.cast import MONDAY_0900

pytestmark = pytest.mark.edge
HALL = "/setup/hall"
RULES = {
    "in_a_row": "3",
    "head_start_minutes": "45",
    "no_show_calls": "4",
    "misses": "2",
    "early_minutes": "5",
    "late_minutes": "10",
    "wait_limit_minutes": "40",
    "agent_numbers": "6",
    "fair_start": "draw",
    "day_begins": "05:00",
}


@pytest.fixture
def head(cast):
    client = Client()
    client.force_login(cast.center)
    return client


def test_the_rules_are_set_and_the_journal_has_all_of_them(cast, head):
    assert head.post(f"{HALL}/rules", RULES).status_code == 302
    row = HallRules.objects.get()
    assert (row.in_a_row, row.fair_start, row.numbers_from_home, str(row.day_begins)) == (
        3, "draw", False, "05:00:00",
    )  # fmt: skip
    data = Event.objects.get(kind="hall.rules_set").data
    assert {name: str(data[name]) for name in RULES} == RULES
    assert data["numbers_from_home"] is False


@pytest.mark.parametrize(
    "wrong", [{"in_a_row": "0"}, {"misses": "x"}, {"day_begins": "07:00"}, {"fair_start": "luck"}]
)
def test_wrong_rules_are_shown_again(cast, head, wrong):
    answer = head.post(f"{HALL}/rules", RULES | wrong)
    assert answer.status_code == 422
    assert not HallRules.objects.exists()


def test_a_field_gets_its_numbers_quota_and_hours(cast, head):
    given = {"first": "100", "final": "299", "quota": "40", "day_1": "7h30-11h30, 13:30–17:00"}
    assert head.post(f"{HALL}/fields/land", given).status_code == 302
    row = FieldRules.objects.get()
    assert (row.first, row.final, row.quota) == (100, 299, 40)
    assert row.hours == {"1": [["07:30", "11:30"], ["13:30", "17:00"]]}
    assert Event.objects.get(kind="hall.field_set").data["hours_1"] == "07:30-11:30+13:30-17:00"
    page = head.get(HALL).content.decode()
    assert "C100–C299" in page
    assert "07:30–11:30, 13:30–17:00" in head.get(f"{HALL}/fields/land").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "300"},
        {"final": "90000"},
        {"quota": "0"},
        {"day_0": "11:30-07:30"},
        {"day_0": "25:00-26:00"},
        {"day_0": "morning"},
        {"day_0": "07:30-11:30, 11:00-12:00"},
    ],
)
def test_impossible_numbers_and_hours_are_refused(cast, head, wrong):
    answer = head.post(f"{HALL}/fields/land", {"first": "1", "final": "200", "quota": ""} | wrong)
    assert answer.status_code == 422
    assert not FieldRules.objects.exists()


def test_a_range_does_not_reach_into_numbers_lent_to_a_kiosk(cast):
    from motcua.catalogue.models import Field

    device = Device.objects.create(
        center=cast.kim_bang, kind="kiosk", token_digest="x", paired_at=MONDAY_0900
    )
    Lease.objects.create(
        center=cast.kim_bang,
        day=MONDAY_0900.date(),
        series="C",
        block=18,
        device=device,
        leased_at=MONDAY_0900,
    )
    land = Field.objects.get(code="land")
    how = {"first": 1, "quota": None, "hours": {}, "by": cast.center, "now": MONDAY_0900}
    with pytest.raises(Invalid):
        actions.set_field_rules(cast.kim_bang, field=land, final=900, **how)
    assert actions.set_field_rules(cast.kim_bang, field=land, final=899, **how).final == 899


def test_a_point_is_set_up_given_a_counter_and_closed_when_empty(cast, head):
    head.post(f"{HALL}/points/new", {"name_vi": "Điểm Ba Sao", "name_en": "Ba Sao", "address": "Xóm 3"})
    point = Point.objects.get()
    assert head.post(f"{HALL}/points/new", {"name_vi": "Điểm Ba Sao"}).status_code == 422
    assert head.post(f"{HALL}/counters/4", {"point": str(point.pk)}).status_code == 302
    assert Counter.objects.get(center=cast.kim_bang, number=4).point == point
    assert head.post(f"{HALL}/points/{point.pk}", {"close": "1"}).status_code == 409
    head.post(f"{HALL}/counters/4", {"point": ""})
    assert head.post(f"{HALL}/points/{point.pk}", {"close": "1"}).status_code == 302
    point.refresh_from_db()
    assert point.closed_at is not None
    assert Event.objects.filter(kind__in=["hall.point_set", "hall.placed"]).count() == 4


def test_an_open_counter_is_not_moved(cast, head):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    desk = Counter.objects.get(center=cast.kim_bang, number=1)
    actions.open_counter(desk, by=cast.counter, now=MONDAY_0900)
    assert head.post(f"{HALL}/counters/1", {"point": str(point.pk)}).status_code == 422
    desk.refresh_from_db()
    assert desk.point is None


def test_a_pairing_code_carries_the_point(cast, head):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    page = head.post(f"{HALL}/pairing", {"kind": "kiosk", "point": str(point.pk)}).content.decode()
    code = page.split('ticket-number number">')[1][:9]
    assert PairingCode.objects.get().point == point
    Client().post("/kiosk/17791/pairing", {"code": code})
    assert Device.objects.get(kind="kiosk").point == point


def test_each_place_has_a_poster_for_its_door(cast, head):
    Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    Point.objects.create(center=cast.kim_bang, name_vi="Điểm cũ", closed_at=MONDAY_0900)
    answer = head.get(f"{HALL}/door")
    posters = [str(qr) for _, qr in answer.context["posters"]]
    assert len(set(posters)) == len(posters) == 2
    page = answer.content.decode()
    assert "Điểm Ba Sao" in page
    assert "Điểm cũ" not in page


def test_only_the_head_of_the_center_sets_its_hall(cast, head):
    other = Client()
    other.force_login(cast.counter)
    for path in ("", "/rules", "/fields/land", "/points/new", "/counters/1", "/pairing", "/door"):
        assert other.get(HALL + path).status_code == 403
        assert head.get(HALL + path).status_code == 200
    assert head.get(f"{HALL}/fields/nothing").status_code == 404
    assert head.get(f"{HALL}/counters/99").status_code == 404
    with pytest.raises(Forbidden):
        actions.create_point(
            cast.son_lam, name_vi="x", name_en="", address="", by=cast.center, now=MONDAY_0900
        )


def test_the_pairing_of_a_lost_device_is_ended(cast, head):
    lost = Device.objects.create(center=cast.kim_bang, kind="kiosk", token_digest="x", paired_at=MONDAY_0900)
    address = f"{HALL}/devices/{lost.pk}"
    assert "revoke" in head.get(address).content.decode()
    assert head.post(address, {"revoke": "1"}).status_code == 302
    lost.refresh_from_db()
    assert lost.revoked_at is not None
    assert Event.objects.filter(kind="device.revoked").count() == 1
    assert head.get(address).status_code == 404
