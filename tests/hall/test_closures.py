"""Closures: declared, ended, taken back by the head; who has an appointment then is told once."""

from datetime import date, datetime, timedelta

import pytest

from motcua.base.actors import Resident
from motcua.base.models import Event, OutgoingMessage
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, InvalidFields
from motcua.domain.workdays import ZONE
from motcua.hall import appointment_jobs
from motcua.hall.actions import appointments, declare_closure, end_closure, issue
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.actions.appointment_upkeep import remind, tell_of_closure
from motcua.hall.appointments import Wanted
from motcua.hall.closures import within
from motcua.hall.models import Appointment
from motcua.places.models import Center, Closure
from motcua.places.queries import announced, opening

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
WEDNESDAY = date(2026, 11, 25)


def at(hour, minute=0, day=WEDNESDAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def declared(cast, begins_at, ends_at, *, now=MONDAY, reason_vi="mất điện", **more):
    times = {"begins_at": begins_at, "ends_at": ends_at, "reason_vi": reason_vi}
    return declare_closure(cast.kim_bang, **times, **more, by=cast.center, now=now)


def refused(cast, begins_at, ends_at, **more):
    with pytest.raises(InvalidFields) as caught:
        declared(cast, begins_at, ends_at, **more)
    return [(error.code, error.field) for error in caught.value.errors]


@pytest.fixture
def land(cast):
    """Two counters for land, a slot of 15 minutes in each half-hour, reminders a day and two hours before."""
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=False)
    set_appointment_rules(
        cast.kim_bang,
        counters={"place:": 2, "field:land": 2},
        minutes={"land": 15},
        walk_ins=50,
        length=30,
        days_ahead=14,
        reminders=[24, 2],
        offer_hours=3,
        by=cast.center,
        now=MONDAY,
    )
    return Wanted(Field.objects.get(code="land"))


def booked(cast, land, hour, minute=0, **more):
    return appointments.book(
        cast.kim_bang, wanted=land, starts_at=at(hour, minute), by=Resident(), now=MONDAY, **more
    )


def sent():
    rows = OutgoingMessage.objects.exclude(purpose="appointment_booked").order_by("prepared_at", "purpose")
    return [row.purpose.removeprefix("appointment_") for row in rows]


def test_a_closure_shuts_the_doors_and_its_event_has_no_words(cast, land):
    closure = declared(cast, at(8), at(12), reason_vi=" mất điện\ntoàn xã. ", reason_en="power cut")
    assert (closure.reason_vi, closure.reason_en) == ("mất điện toàn xã", "power cut")
    assert not opening(cast.kim_bang, at(9)).gives_numbers
    assert opening(cast.kim_bang, at(12, 30)).gives_numbers
    with pytest.raises(Conflict):
        booked(cast, land, 9)
    event = Event.objects.get(kind="hall.closure_declared")
    assert event.data == {"begins_at": "2026-11-25T08:00+07:00", "ends_at": "2026-11-25T12:00+07:00"}
    assert event.subject == f"closure/{closure.pk}"


def test_an_hour_of_today_that_has_passed_counts_as_now(cast):
    closure = declared(cast, MONDAY - timedelta(hours=2), MONDAY + timedelta(hours=2))
    assert closure.begins_at == MONDAY
    assert not opening(cast.kim_bang, MONDAY).is_open


def test_what_cannot_be_is_refused_at_its_field(cast):
    yesterday = MONDAY - timedelta(days=1)
    assert refused(cast, yesterday, at(9)) == [("begin_passed", "begins_at")]
    assert refused(cast, MONDAY, MONDAY) == [("end_passed", "ends_at")]
    assert refused(cast, at(9), at(9)) == [("ends_before_begun", "ends_at")]
    assert refused(cast, at(9), at(8), reason_vi=" . ") == [
        ("ends_before_begun", "ends_at"),
        ("reason_missing", "reason_vi"),
    ]
    assert refused(cast, at(9), at(9, day=date(2028, 1, 3))) == [("too_far_ahead", "ends_at")]
    assert refused(cast, at(8), at(9), reason_en="x" * 201) == [("reason_en_too_long", "reason_en")]
    assert not Closure.objects.exists()


def test_two_closures_do_not_meet_but_may_follow(cast):
    declared(cast, at(8), at(10))
    for begins, ends in ((7, 9), (9, 11), (8, 10), (7, 12), (9, 9.5)):
        end = at(9, 30) if ends == 9.5 else at(ends)
        assert refused(cast, at(begins), end) == [("closures_meet", "begins_at")]
    declared(cast, at(10), at(11))
    assert [opening(cast.kim_bang, at(hour)).is_open for hour in (9, 10, 11)] == [False, False, True]


def test_only_the_head_of_this_center(cast):
    times = {"begins_at": at(8), "ends_at": at(10), "reason_vi": "bão"}
    for center, officer in ((cast.kim_bang, cast.counter), (cast.son_lam, cast.center)):
        with pytest.raises(Forbidden):
            declare_closure(center, **times, by=officer, now=MONDAY)
    closure = declared(cast, at(8), at(10))
    with pytest.raises(Forbidden):
        end_closure(closure, by=cast.counter, now=MONDAY)


def test_one_to_come_is_taken_back_one_that_runs_ends_one_that_is_over_stays(cast):
    coming = declared(cast, at(8), at(10))
    assert end_closure(coming, by=cast.center, now=MONDAY) is None
    assert not Closure.objects.exists()
    running = declared(cast, at(8), at(10))
    ended = end_closure(running, by=cast.center, now=at(9))
    assert (ended.begins_at, ended.ends_at) == (at(8), at(9))
    assert opening(cast.kim_bang, at(9)).is_open
    for closure in (coming, running):
        with pytest.raises(Conflict):
            end_closure(closure, by=cast.center, now=at(9, 1))
    kinds = (
        Event.objects.filter(kind__startswith="hall.closure").order_by("pk").values_list("kind", flat=True)
    )
    assert sorted(kinds) == [
        "hall.closure_declared",
        "hall.closure_declared",
        "hall.closure_ended",
        "hall.closure_withdrawn",
    ]


def test_what_lies_within_is_counted(cast, land):
    for hour, contact in ((8, ""), (9, "0900000001"), (10, "0900000002"), (13, "0900000003")):
        booked(cast, land, hour, contact=contact)
    closure = declared(cast, at(8, 10), at(10))  # the first would be cut short
    found = within(closure, MONDAY)
    assert (found.appointments, found.reached, found.numbers) == (2, 1, 0)
    issue(cast.kim_bang, field=land.field, by=cast.counter, now=MONDAY)
    assert within(closure, MONDAY).numbers == 0
    today = Closure(center=cast.kim_bang, begins_at=MONDAY, ends_at=at(8))
    assert within(today, MONDAY).numbers == 1


def test_who_has_an_appointment_then_is_told_once_and_not_reminded(cast, land):
    mine = booked(cast, land, 9, contact="0900000001", language="en")
    booked(cast, land, 9)  # left no way to be told
    declared(cast, at(8), at(12), reason_vi="mất điện", reason_en="power cut")
    for moment in (MONDAY, MONDAY + timedelta(minutes=1), at(9) - timedelta(hours=24), at(7)):
        appointment_jobs.look_after(moment)
    assert sent() == ["closed"]
    message = OutgoingMessage.objects.get(purpose="appointment_closed")
    assert message.to == "0900000001"
    assert message.text.startswith("Closed at the time of your appointment, 09:00 on Wednesday 25/11/2026")
    assert "power cut" in message.text
    assert f"/hall/17791/appointment/{mine.token}" in message.text
    assert Event.objects.get(kind="appointment.closed_told").data == {"closed": True}
    remind(mine, hours=2, by=Resident(), now=at(7))
    tell_of_closure(mine, by=Resident(), now=at(7))
    assert sent() == ["closed"]


def test_who_was_told_hears_when_it_is_open_after_all(cast, land):
    booked(cast, land, 9, contact="0900000001")
    closure = declared(cast, at(7), at(12))
    appointment_jobs.look_after(MONDAY)
    end_closure(closure, by=cast.center, now=MONDAY + timedelta(minutes=5))
    for minutes in (6, 7):
        appointment_jobs.look_after(MONDAY + timedelta(minutes=minutes))
    assert sent() == ["closed", "open_again"]
    assert "giữ nguyên" in OutgoingMessage.objects.get(purpose="appointment_open_again").text
    declared(cast, at(7), at(12), now=MONDAY + timedelta(hours=1))
    appointment_jobs.look_after(MONDAY + timedelta(hours=1))
    assert sent() == ["closed", "open_again", "closed"]


def test_a_closure_taken_back_at_once_bothers_nobody(cast, land):
    booked(cast, land, 9, contact="0900000001")
    end_closure(declared(cast, at(7), at(12)), by=cast.center, now=MONDAY)
    appointment_jobs.look_after(MONDAY)
    assert sent() == []


def test_who_moved_to_an_open_hour_is_reminded_of_it(cast, land):
    mine = booked(cast, land, 9, contact="0900000001")
    declared(cast, at(7), at(12))
    appointment_jobs.look_after(MONDAY)
    appointments.move(mine, starts_at=at(15), by=Resident(), now=MONDAY)
    appointment_jobs.look_after(at(13))
    assert sent() == ["closed", "reminder"]


def test_nobody_missed_what_the_center_gave_back(cast, land):
    mine, hers, late = (
        booked(cast, land, 9),
        booked(cast, land, 10, contact="0900000002"),
        booked(cast, land, 14),
    )
    declared(cast, at(7), at(12))
    appointment_jobs.look_after(at(17))
    states = lambda: [Appointment.objects.get(pk=row.pk).state for row in (mine, hers, late)]  # noqa: E731
    assert states() == ["booked", "booked", "missed"]
    appointments.check_in(mine, by=cast.counter, now=at(16))  # who comes after all is received
    appointment_jobs.look_after(at(7, day=WEDNESDAY + timedelta(days=1)))
    assert states() == ["arrived", "cancelled", "missed"]
    assert Appointment.objects.get(pk=hers.pk).contact == ""
    assert Event.objects.filter(kind="appointment.cancelled").count() == 1


def test_the_loop_asks_no_more_the_more_there_are(cast, land, django_assert_num_queries):
    rules = cast.kim_bang.appointment_rules
    declared(cast, at(8), at(9))
    booked(cast, land, 9)
    with django_assert_num_queries(2):
        appointment_jobs._tell_of_closures(rules, MONDAY)
    for hour in (10, 14, 15):
        booked(cast, land, hour, contact=f"09000000{hour}")
    declared(cast, at(16), at(17))
    with django_assert_num_queries(2):
        appointment_jobs._tell_of_closures(rules, MONDAY)


def test_a_closure_to_come_is_announced(cast):
    closure = declared(cast, at(13), at(17))
    words = announced(closure)
    assert words.vi == "Trung tâm đóng cửa từ 13:00 thứ Tư 25/11/2026 đến 17:00: mất điện."
    assert words.en == "The center is closed from 13:00 on Wednesday 25/11/2026 to 17:00: mất điện."
    assert opening(cast.kim_bang, MONDAY).coming == (closure,)
    assert opening(cast.kim_bang, at(14)).coming == ()
