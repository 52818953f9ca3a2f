"""What a center sets for its numbers: ranges, quotas, hours, baskets, one number a person, its own day."""

import random
from datetime import time, timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid
from motcua.hall import actions, holders
from motcua.hall.actions.entering import NumberHeld
from motcua.hall.fields_now import FieldClosed, fields_now
from motcua.hall.models import FieldRules, HallRules, Series, Ticket
from motcua.hall.wishes import Wish
from motcua.places.models import Device, Point
from tests.cast import MONDAY_0900

STAFF = System("test")
PHONE = holders.digest("phone", "0900 000 001")


@pytest.fixture
def civil(cast):
    return Field.objects.get(code="civil-status")


@pytest.fixture
def land(cast):
    return Field.objects.get(code="land")


def issue(center, field, *, now=MONDAY_0900, by=STAFF, **more):
    return actions.issue(center, field=field, by=by, now=now, **more)


def rules(center, field, **values):
    return FieldRules.objects.create(center=center, field=field, **values)


def facts_of(ticket):
    return Event.objects.get(kind="ticket.issued", subject=f"ticket/{ticket.pk}").data


def test_numbers_keep_to_the_fields_range_and_end_with_a_sentence(cast, civil):
    rules(cast.kim_bang, civil, first=200, final=202)
    given = [issue(cast.kim_bang, civil).text for _ in range(3)]
    assert given == ["A200", "A201", "A202"]
    with pytest.raises(FieldClosed) as refused:
        issue(cast.kim_bang, civil)
    assert refused.value.code == "numbers_used_up"
    assert "bàn hỗ trợ" in refused.value.words.vi
    assert Series.objects.get(center=cast.kim_bang, letter="A").last == 202


def test_a_range_moved_up_goes_on_and_never_back(cast, civil):
    issue(cast.kim_bang, civil)
    row = rules(cast.kim_bang, civil, first=100, final=899)
    assert issue(cast.kim_bang, civil).text == "A100"
    FieldRules.objects.filter(pk=row.pk).update(first=1)
    assert issue(cast.kim_bang, civil).text == "A101"


def test_a_quota_stops_the_kiosk_but_not_staff_or_who_comes_back(cast, civil):
    rules(cast.kim_bang, civil, first=10, quota=2)
    issue(cast.kim_bang, civil), issue(cast.kim_bang, civil)
    with pytest.raises(FieldClosed) as refused:
        issue(cast.kim_bang, civil)
    assert refused.value.code == "quota_reached"
    assert issue(cast.kim_bang, civil, by=cast.counter).text == "A012"
    assert issue(cast.kim_bang, civil, lane="come_back").text == "A013"


def test_a_field_has_its_own_hours(cast, civil):
    rules(cast.kim_bang, civil, hours={"1": [["07:30", "11:30"]]})  # Tuesdays
    with pytest.raises(FieldClosed) as refused:
        issue(cast.kim_bang, civil)
    assert refused.value.short.vi == "chỉ nhận thứ Ba 07:30–11:30"
    tuesday = MONDAY_0900 + timedelta(days=1)
    assert issue(cast.kim_bang, civil, now=tuesday.replace(hour=7, minute=5)).text == "A001"


def test_closed_fields_say_why_and_the_others_go_on(cast, civil, land):
    rules(cast.kim_bang, civil, closed_at=MONDAY_0900, closed_reason="no_officer")
    with pytest.raises(FieldClosed):
        issue(cast.kim_bang, civil)
    assert issue(cast.kim_bang, land).text == "C001"
    state = {row.field.code: row.refusal for row in fields_now(cast.kim_bang, MONDAY_0900)}
    assert state["civil-status"].short.vi == "hôm nay không có cán bộ tiếp nhận"
    assert state["land"] is None


def test_the_centers_own_day_begins_when_it_says(cast, civil):
    HallRules.objects.create(center=cast.kim_bang, day_begins=time(5))
    night = MONDAY_0900.replace(hour=4, minute=30)
    assert issue(cast.kim_bang, civil, now=night).day == (MONDAY_0900 - timedelta(days=1)).date()
    morning = issue(cast.kim_bang, civil, now=night.replace(hour=5))
    assert (morning.day, morning.text) == (MONDAY_0900.date(), "A001")


def test_a_basket_is_one_number_and_the_journal_knows_all_of_it(cast, civil, land):
    ticket = issue(
        cast.kim_bang, civil, amount=5, errands=[Wish(land, amount=2)], needs=["sign", "thai"], lane="new"
    )
    assert [(e.field_id, e.amount, e.position) for e in ticket.errands.all()] == [("land", 2, 1)]
    facts = facts_of(ticket)
    assert (facts["amount"], facts["errand_1"], facts["needs"]) == (5, "land:2", "sign+thai")
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [({"amount": 0}, "amount"), ({"amount": 201}, "amount"), ({"needs": ["flute"]}, "needs")],
)
def test_impossible_wishes_are_named_by_their_field(cast, civil, more, field):
    with pytest.raises(Invalid) as refused:
        issue(cast.kim_bang, civil, **more)
    assert refused.value.field == field


def test_the_same_thing_twice_in_a_basket_is_refused(cast, civil):
    with pytest.raises(Invalid):
        issue(cast.kim_bang, civil, errands=[Wish(civil)])


def test_a_kiosk_gives_numbers_of_its_own_point(cast, civil):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    device = Device.objects.create(
        center=cast.kim_bang, kind="kiosk", token_digest="x", paired_at=MONDAY_0900, point=point
    )
    ticket = issue(cast.kim_bang, civil, by=device)
    assert ticket.point == point
    assert facts_of(ticket)["point"] == str(point.pk)
    assert issue(cast.kim_bang, civil).text == "A002", "points share the numbers"


def test_a_point_of_another_center_is_refused(cast, civil):
    point = Point.objects.create(center=cast.son_lam, name_vi="Điểm khác")
    with pytest.raises(Invalid):
        issue(cast.kim_bang, civil, by=cast.counter, point=point)


def test_one_active_number_a_person(cast, civil, land):
    first = issue(cast.kim_bang, civil, holder=PHONE)
    with pytest.raises(NumberHeld) as refused:
        issue(cast.kim_bang, land, holder=PHONE)
    assert refused.value.ticket == first
    assert first.text in refused.value.words.vi
    actions.void(first, reason="left", by=cast.counter, now=MONDAY_0900)
    assert issue(cast.kim_bang, land, holder=PHONE).text == "C001"


def test_an_agent_holds_several_by_staff_only_up_to_the_rule(cast, civil):
    HallRules.objects.create(center=cast.kim_bang, agent_numbers=2)
    with pytest.raises(Invalid) as refused:
        issue(cast.kim_bang, civil, holder=PHONE, agent=True)
    assert refused.value.code == "agent_by_staff"
    for _ in range(2):
        issue(cast.kim_bang, civil, holder=PHONE, agent=True, by=cast.support)
    with pytest.raises(Conflict) as full:
        issue(cast.kim_bang, civil, holder=PHONE, agent=True, by=cast.support)
    assert full.value.code == "agent_holds_enough"


def test_an_officer_of_another_commune_gives_no_number_here(cast, civil):
    with pytest.raises(Forbidden):
        issue(cast.kim_bang, civil, by=cast.of_son_lam("counter"))


def test_staff_and_kiosk_are_told_apart(cast, civil):
    assert issue(cast.kim_bang, civil, by=cast.counter).source == "staff"
    assert issue(cast.kim_bang, civil).source == "kiosk"


def test_digests_are_keyed_and_the_journal_never_sees_them(cast, civil, settings):
    ticket = issue(cast.kim_bang, civil, holder=PHONE)
    assert holders.digest("phone", "+84900000001") == PHONE != holders.digest("card", "040000000001")
    assert PHONE not in str(facts_of(ticket))
    settings.SECRET_KEY = "another installation"
    assert holders.digest("phone", "0900000001") != PHONE


def test_what_is_no_phone_is_refused(cast):
    for text in ("123", "09000000011", "abc", ""):
        with pytest.raises(Invalid):
            holders.digest("phone", text)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_set_no_number_comes_twice_and_each_is_of_its_range(cast, civil, land, seed):
    """Ranges, quotas and people change at random; numbers only rise, within the range of their moment."""
    chance, given = random.Random(seed), {}
    center, now = cast.kim_bang, MONDAY_0900
    for _ in range(60):
        now += timedelta(seconds=5)
        field = chance.choice([civil, land])
        if chance.random() < 0.15:
            first = chance.randint(1, 60)
            values = {
                "first": first,
                "final": first + chance.randint(0, 40),
                "quota": chance.choice([None, 9]),
            }
            FieldRules.objects.update_or_create(center=center, field=field, defaults=values)
        held = FieldRules.objects.filter(center=center, field=field).first()
        try:
            ticket = issue(center, field, now=now, press=f"{chance.randint(0, 40)}-{field.pk}")
        except FieldClosed:
            continue
        if ticket.issued_at < now:
            assert given[ticket.pk] == ticket.text, "the same press gives the same number"
            continue
        assert ticket.text not in given.values()
        assert held is None or held.first <= ticket.number <= held.final
        given[ticket.pk] = ticket.text
    assert Ticket.objects.count() == len(given) > 10
