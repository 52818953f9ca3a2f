"""Numbers: unique, without gaps, once for each press, in opening hours."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import Resident, System
from motcua.base.limits import TooMany
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid, Refusal
from motcua.hall import actions
from motcua.hall.actions import issuing
from motcua.hall.models import Series, Ticket
from motcua.places.models import Center, Closure, Device
from tests.cast import MONDAY_0900

SUNDAY = MONDAY_0900 - timedelta(days=1)
STAFF = System("test")


@pytest.fixture
def civil(cast):
    return Field.objects.get(code="civil-status")


@pytest.fixture
def land(cast):
    return Field.objects.get(code="land")


def issue(center, field, *, now=MONDAY_0900, by=STAFF, **more):
    return actions.issue(center, field=field, by=by, now=now, **more)


def with_legal_hours(center):
    Center.objects.filter(pk=center.pk).update(round_the_clock=False)
    center.refresh_from_db()
    return center


def test_numbers_run_from_one_in_each_series(cast, civil, land):
    texts = [issue(cast.kim_bang, field).text for field in (civil, civil, land, civil, land)]
    assert texts == ["A001", "A002", "C001", "A003", "C002"]


def test_another_center_and_another_day_count_for_themselves(cast, civil):
    issue(cast.kim_bang, civil)
    assert issue(cast.son_lam, civil).text == "A001"
    assert issue(cast.kim_bang, civil, now=MONDAY_0900 + timedelta(days=1)).text == "A001"


def test_a_clock_set_back_goes_on_with_the_later_day(cast, civil):
    tomorrow = MONDAY_0900 + timedelta(days=1)
    issue(cast.kim_bang, civil, now=tomorrow)
    back = issue(cast.kim_bang, civil, now=MONDAY_0900)
    assert (back.day, back.text) == (tomorrow.date(), "A002")


def test_the_same_press_five_times_gives_one_number_and_one_event(cast, civil):
    given = [issue(cast.kim_bang, civil, press="5f1c:civil-status") for _ in range(5)]
    assert {ticket.pk for ticket in given} == {given[0].pk}
    assert Event.objects.filter(kind="ticket.issued").count() == 1
    assert issue(cast.kim_bang, civil, press="another").text == "A002"


def test_a_refused_number_leaves_no_gap(cast, civil):
    issue(cast.kim_bang, civil)
    with pytest.raises(Invalid):
        issue(cast.kim_bang, civil, priority="vip")
    assert issue(cast.kim_bang, civil).number == 2
    assert Series.objects.get().last == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"priority": "vip"}, "priority"),
        ({"lane": "fast"}, "lane"),
        ({"procedure_code": "khai sinh"}, "procedure"),
        ({"dossier_code": "H41\x00"}, "dossier"),
        ({"press": ""}, "press"),
        ({"press": "x" * 65}, "press"),
        ({"press": "số"}, "press"),
    ],
)
def test_wrong_values_are_named_by_their_field(cast, civil, more, field):
    with pytest.raises(Invalid) as refused:
        issue(cast.kim_bang, civil, **more)
    assert refused.value.field == field
    assert not Ticket.objects.exists()


def test_who_brings_a_dossier_comes_for_its_result(cast, civil):
    ticket = issue(cast.kim_bang, civil, dossier_code="H41.17.791-261123-0001")
    assert ticket.lane == "result"


def test_a_closed_center_gives_no_number_and_says_when_it_opens(cast, civil):
    center = with_legal_hours(cast.kim_bang)
    with pytest.raises(Refusal) as refused:
        issue(center, civil, now=SUNDAY)
    assert refused.value.code == "center_closed"
    assert "Mở lại lúc 07:30, thứ Hai 23/11/2026" in refused.value.words.vi
    assert refused.value.basis


def test_a_closure_counts_as_closed(cast, civil):
    center = with_legal_hours(cast.kim_bang)
    hour = timedelta(hours=1)
    Closure.objects.create(
        center=center, begins_at=MONDAY_0900 - hour, ends_at=MONDAY_0900 + hour, reason_vi="bão số 9"
    )
    with pytest.raises(Refusal, match="bão số 9") as refused:
        issue(center, civil)
    assert "Mở lại lúc 10:00" in refused.value.words.vi


def test_half_an_hour_before_the_doors_open_numbers_are_given(cast, civil):
    center = with_legal_hours(cast.kim_bang)
    assert issue(center, civil, now=MONDAY_0900.replace(hour=7, minute=5)).text == "A001"
    with pytest.raises(Refusal):
        issue(center, civil, now=MONDAY_0900.replace(hour=6, minute=55))


def test_one_device_cannot_empty_the_series(cast, civil, monkeypatch):
    monkeypatch.setattr(issuing, "PRESSES_A_MINUTE", 3)
    device = Device.objects.create(
        center=cast.kim_bang, kind="kiosk", token_digest="x", paired_at=MONDAY_0900
    )
    for _ in range(3):
        issue(cast.kim_bang, civil, by=device)
    with pytest.raises(TooMany):
        issue(cast.kim_bang, civil, by=device)
    assert issue(cast.kim_bang, civil, by=Resident()).number == 4


def test_tokens_are_opaque_and_differ(cast, civil):
    one, two = issue(cast.kim_bang, civil), issue(cast.kim_bang, civil)
    assert one.token != two.token
    assert len(one.token) == 24


def test_a_number_costs_few_statements(cast, civil):
    center = cast.kim_bang
    device = Device.objects.create(center=center, kind="kiosk", token_digest="x", paired_at=MONDAY_0900)
    issue(center, civil, by=device, press="first")
    with CaptureQueriesContext(connection) as captured:
        issue(center, civil, by=device, press="second")
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 10, "\n".join(statements)
