"""Appointments: booked, moved, given back, come for, missed; the waiting list; contacts that are erased."""

from datetime import date, datetime, timedelta

import pytest

from motcua.base.actors import Resident, System
from motcua.base.models import Event, OutgoingMessage
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, NotFound, Refusal
from motcua.domain.service_times import Observed
from motcua.domain.workdays import ZONE
from motcua.hall import appointment_jobs, presence, queries
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments, call_next, issue, open_counter, waiting_list
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.appointment_lengths import Lengths
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, AppointmentRules, ServiceTime, WaitingListEntry
from motcua.places.models import Center, Closure, Counter

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TUESDAY = date(2026, 11, 24)  # a day off since Resolution 28/2026/QH16
WEDNESDAY = date(2026, 11, 25)
HER = Resident()
PHONE, MAIL = "0900000001", "vi.du@example.vn"


def at(hour, minute=0, day=WEDNESDAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def land(cast):
    return Wanted(Field.objects.get(code="land"))


@pytest.fixture
def rules(cast):
    """One counter for land, half an hour a slot, half kept for walk-ins: one appointment of 15 minutes."""
    return plan(cast)


def plan(cast, **changed):
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=False)
    values = {
        "counters": {"place:": 1, "field:land": 1, "field:civil-status": 1},
        "minutes": {"land": 15},
        "walk_ins": 50,
        "length": 30,
        "days_ahead": 14,
        "reminders": [24, 2],
        "offer_hours": 3,
    }
    return set_appointment_rules(cast.kim_bang, **(values | changed), by=cast.center, now=MONDAY)


def booked(cast, land, hour=8, minute=0, *, now=MONDAY, **more):
    return appointments.book(cast.kim_bang, wanted=land, starts_at=at(hour, minute), by=HER, now=now, **more)


def test_a_slot_is_promised_once(cast, land, rules):
    mine = booked(cast, land, contact="0900 000 001")
    assert (mine.state, mine.minutes, mine.contact, len(mine.token), len(mine.code)) == (
        "booked",
        15,
        PHONE,
        24,
        5,
    )
    with pytest.raises(Conflict, match="not free any more"):
        booked(cast, land)
    event = Event.objects.get(kind="appointment.booked")
    assert event.data["starts_at"] == "2026-11-25T08:00+07:00"
    assert PHONE not in str(event.data)
    assert OutgoingMessage.objects.get().text.startswith("Đã hẹn: 08:00 thứ Tư 25/11/2026")


def test_the_same_press_books_once(cast, land, rules):
    assert booked(cast, land, press="p1") == booked(cast, land, press="p1")


def test_no_appointment_where_none_is_planned_or_the_doors_are_closed(cast, land):
    with pytest.raises(Refusal, match="gives no appointments"):
        booked(cast, land)
    plan(cast)
    for moment in (at(8, day=TUESDAY), at(12), at(8, 10), at(8, day=date(2026, 12, 30))):
        with pytest.raises(Conflict):
            appointments.book(cast.kim_bang, wanted=land, starts_at=moment, by=HER, now=MONDAY)
    Closure.objects.create(center=cast.kim_bang, begins_at=at(7), ends_at=at(9), reason_vi="Bão")
    with pytest.raises(Conflict):
        booked(cast, land)
    assert booked(cast, land, 9).state == "booked"


def test_a_demo_center_receives_on_every_day(cast, land, rules):
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=True)
    for day in (TUESDAY, date(2026, 11, 29)):
        appointments.book(cast.kim_bang, wanted=land, starts_at=at(8, day=day), by=HER, now=MONDAY)


def test_the_days_that_are_left_say_how_many(cast, land, rules):
    booked(cast, land)
    book = plans.diary(cast.kim_bang, rules, plans.days_ahead(rules, MONDAY), MONDAY)
    left = {row.day: row.count for row in plans.days_left(land, book, MONDAY)}
    assert TUESDAY not in left
    assert left[WEDNESDAY] == 15  # eight half-hours before noon and eight after it, less one
    assert date(2026, 11, 28) not in left  # an ordinary Saturday
    slots = book.left(land, WEDNESDAY, MONDAY)
    assert at(8) not in [slot.starts_at for slot in slots]


def test_loading_the_days_takes_few_statements(cast, land, rules, django_assert_num_queries):
    for hour in (8, 9, 10):
        booked(cast, land, hour)
    days, center = plans.days_ahead(rules, MONDAY), cast.kim_bang
    with django_assert_num_queries(5):
        plans.days_left(land, plans.diary(center, rules, days, MONDAY), MONDAY)


def test_slots_are_reckoned_with_what_visits_really_took(cast, land, rules):
    """Where the head entered nothing: by field and procedure, whole minutes; what is booked stays."""
    mine = booked(cast, land)
    assert mine.minutes == 15
    plan(cast, minutes={})
    for code, procedure, minutes in (("land", "", 24), ("land", "1.012768", 40), ("civil-status", "", 5)):
        seen = Observed.of([minutes * 60.0] * 400)
        ServiceTime.objects.create(
            center=cast.kim_bang, field_id=code, procedure_code=procedure, visits=seen.n, mean=seen.mean,
            squares=seen.squares,
        )  # fmt: skip
    lengths = Lengths(cast.kim_bang, plans.rules_needed(cast.kim_bang))
    assert 22 <= lengths.minutes("land") <= 25
    assert lengths.minutes("land", "1.012768") > lengths.minutes("land")
    assert (lengths.of_field("land").why, lengths.of_field("land").visits) == ("learned", 400)
    assert lengths.of_field("social").why == "believed"
    later = booked(cast, land, 9)
    assert later.minutes == lengths.minutes("land")
    assert Appointment.objects.get(pk=mine.pk).minutes == 15
    with pytest.raises(Conflict):  # 24 minutes do not fit into one half-hour of which half is kept
        booked(cast, land, 16, 30)
    plan(cast, minutes={"land": 10})
    entered = Lengths(cast.kim_bang, plans.rules_needed(cast.kim_bang)).of_field("land")
    assert (entered.minutes, entered.why, entered.learned) == (10, "entered", lengths.minutes("land"))


def test_one_appointment_a_person_and_day(cast, land, rules):
    booked(cast, land, contact=PHONE)
    with pytest.raises(Conflict, match="There is an appointment on that day"):
        booked(cast, land, 9, contact="+84900000001")
    booked(cast, land, 9)
    booked(cast, land, 10, contact=MAIL)


@pytest.mark.parametrize("contact", ["12345", "0238 3844 123", "a@b", "x" * 300 + "@example.vn"])
def test_a_contact_that_cannot_be_reached_is_refused(cast, land, rules, contact):
    with pytest.raises(Invalid, match="mobile number"):
        booked(cast, land, contact=contact)


def test_moving_keeps_the_token_and_the_code_and_frees_the_slot(cast, land, rules):
    before = booked(cast, land, contact=PHONE)
    token, code = before.token, before.code
    after = appointments.move(before, starts_at=at(14), by=HER, now=MONDAY)
    assert (after.token, after.starts_at, after.contact) == (token, at(14), PHONE)
    before.refresh_from_db()
    assert (before.state, before.contact, before.token == token) == ("moved", "", False)
    assert plans.by_token(cast.kim_bang, token) == after
    assert plans.by_code(cast.kim_bang, code.lower(), WEDNESDAY) == after
    assert booked(cast, land).starts_at == at(8)
    with pytest.raises(Conflict):
        appointments.move(before, starts_at=at(15), by=HER, now=MONDAY)
    with pytest.raises(Conflict):
        appointments.move(after, starts_at=at(8), by=HER, now=MONDAY)


def test_cancelling_erases_the_contact_and_frees_the_slot(cast, land, rules):
    mine = appointments.cancel(booked(cast, land, contact=PHONE), by=HER, now=MONDAY)
    assert (mine.state, mine.contact, mine.holder) == ("cancelled", "", "")
    with pytest.raises(Conflict, match="was cancelled"):
        appointments.cancel(mine, by=HER, now=MONDAY)
    booked(cast, land)


def test_staff_of_another_center_neither_books_nor_cancels(cast, land, rules):
    stranger = cast.of_son_lam("counter")
    mine = booked(cast, land)
    for act in (
        lambda: appointments.book(cast.kim_bang, wanted=land, starts_at=at(9), by=stranger, now=MONDAY),
        lambda: appointments.cancel(mine, by=stranger, now=MONDAY),
        lambda: appointments.move(mine, starts_at=at(9), by=stranger, now=MONDAY),
        lambda: appointments.check_in(mine, by=stranger, now=at(8)),
    ):
        with pytest.raises(Forbidden):
            act()
    assert appointments.book(
        cast.kim_bang, wanted=land, starts_at=at(9), by=cast.support, now=MONDAY
    ).by_staff


def test_who_comes_in_time_is_called_before_who_came_earlier(cast, land, rules):
    mine = booked(cast, land)
    counter = Counter.objects.get(center=cast.kim_bang, number=2)
    open_counter(counter, by=cast.counter2, now=at(7, 30))
    first = issue(cast.kim_bang, field=land.field, by=System("kiosk"), now=at(7, 35))
    issue(cast.kim_bang, field=land.field, by=System("kiosk"), now=at(7, 36))
    ticket = appointments.check_in(mine, by=System("kiosk"), now=at(7, 40))
    assert (ticket.source, ticket.appointment_at) == ("appointment", at(8))
    assert appointments.check_in(mine, by=System("kiosk"), now=at(7, 41)) == ticket
    assert call_next(counter, by=cast.counter2, now=at(7, 45)) == first  # too early for the appointment
    waiting = [queries.as_waiting(row) for row in queries.in_line(cast.kim_bang, at(7, 52))]
    assert [row.favoured_at(at(7, 52)) for row in waiting if row.appointment] == [True]
    mine.refresh_from_db()
    assert (mine.state, mine.ticket) == ("arrived", ticket)


def test_who_comes_late_is_received_as_everybody(cast, land, rules):
    mine = booked(cast, land)
    appointment_jobs.look_after(at(8, 10))
    mine.refresh_from_db()
    assert mine.state == "booked"
    appointment_jobs.look_after(at(8, 16))
    mine.refresh_from_db()
    assert mine.state == "missed"
    ticket = appointments.check_in(mine, by=System("kiosk"), now=at(8, 40))
    assert not queries.as_waiting(ticket).favoured_at(at(8, 41))


def test_nobody_checks_in_on_another_day_or_what_was_cancelled(cast, land, rules):
    mine = booked(cast, land)
    with pytest.raises(Refusal, match="Please come on that day"):
        appointments.check_in(mine, by=System("kiosk"), now=MONDAY)
    appointments.cancel(mine, by=HER, now=MONDAY)
    with pytest.raises(Conflict):
        appointments.check_in(mine, by=System("kiosk"), now=at(8))


def test_from_a_phone_only_with_what_the_display_or_the_door_shows(cast, land, rules):
    mine = booked(cast, land)
    with pytest.raises(Invalid, match="digits on the center's display"):
        appointments.check_in(mine, proof="", by=HER, now=at(7, 55))
    shown = presence.code(cast.kim_bang, at(7, 55))
    assert appointments.check_in(mine, proof=shown, by=HER, now=at(7, 55)).source == "appointment"


def test_an_unknown_code_finds_nothing(cast, land, rules):
    mine = booked(cast, land)
    for typed in ("", "00000", "A" * 24, "x" * 500):
        with pytest.raises(NotFound):
            plans.by_code(cast.kim_bang, typed, WEDNESDAY)
    with pytest.raises(NotFound):
        plans.by_code(cast.son_lam, mine.token, WEDNESDAY)
    address = f"https://motcua.vn/hall/17791/appointment/{mine.token}?lang=vi"
    assert plans.by_code(cast.kim_bang, address, WEDNESDAY) == mine


def test_reminders_go_out_once_each(cast, land, rules):
    booked(cast, land, contact=PHONE, language="en")
    sent = lambda: OutgoingMessage.objects.filter(purpose="appointment_reminder").count()  # noqa: E731
    for moment, count in (
        (at(7, 59) - timedelta(days=1), 0),
        (at(8) - timedelta(days=1), 1),
        (at(9) - timedelta(days=1), 1),
        (at(6), 2),
        (at(7), 2),
        (at(8, 1), 2),
    ):
        appointment_jobs.look_after(moment)
        assert sent() == count
    assert "Reminder: 08:00 on Wednesday" in OutgoingMessage.objects.last().text


def test_who_books_at_short_notice_gets_no_reminder_at_once(cast, land, rules):
    booked(cast, land, contact=PHONE, now=at(7))
    appointment_jobs.look_after(at(7, 1))
    assert not OutgoingMessage.objects.filter(purpose="appointment_reminder").exists()


def test_contacts_are_erased_after_the_day(cast, land, rules):
    mine = booked(cast, land, contact=PHONE)
    appointment_jobs.erase(at(23))
    mine.refresh_from_db()
    assert mine.contact == PHONE
    appointment_jobs.erase(at(1, day=date(2026, 11, 26)))
    mine.refresh_from_db()
    assert (mine.contact, mine.holder) == ("", "")
    assert Event.objects.filter(kind="appointments.erased").count() == 1
    appointment_jobs.erase(at(2, day=date(2026, 11, 26)))
    assert Event.objects.filter(kind="appointments.erased").count() == 1


def full_morning(cast, land):
    plan(cast, minutes={"land": 15}, length=60, counters={"place:": 1, "field:land": 1}, walk_ins=75)
    return [booked(cast, land, 7, 30), *(booked(cast, land, hour, 30) for hour in (8, 9, 10))]


def test_a_freed_slot_is_held_for_the_first_who_waits(cast, land):
    mine = full_morning(cast, land)
    slots = [booked(cast, land, hour) for hour in (13, 14, 15, 16)]
    entry = waiting_list.join(
        cast.kim_bang, wanted=land, first_day=WEDNESDAY, last_day=WEDNESDAY, contact=MAIL, by=HER, now=MONDAY
    )
    with pytest.raises(Conflict, match="waiting list of that day already"):
        waiting_list.join(
            cast.kim_bang,
            wanted=land,
            first_day=WEDNESDAY,
            last_day=WEDNESDAY,
            contact=MAIL,
            by=HER,
            now=MONDAY,
        )
    appointment_jobs.look_after(MONDAY)
    entry.refresh_from_db()
    assert entry.state == "waiting"
    appointments.cancel(mine[2], by=HER, now=MONDAY)
    appointment_jobs.offer_what_is_free(Event.objects.get(kind="appointment.cancelled"), MONDAY)
    entry.refresh_from_db()
    assert (entry.state, entry.offered_at, entry.offered_until) == (
        "offered",
        at(9, 30),
        MONDAY + timedelta(hours=3),
    )
    with pytest.raises(Conflict, match="not free any more"):
        booked(cast, land, 9, 30)
    assert "A slot is free" not in OutgoingMessage.objects.last().text  # in her language
    got = waiting_list.accept(entry, by=HER, now=MONDAY + timedelta(hours=1))
    assert (got.starts_at, got.contact, got.state) == (at(9, 30), MAIL, "booked")
    entry.refresh_from_db()
    assert (entry.state, entry.contact) == ("taken", "")
    assert len(slots) == 4


def test_an_offer_nobody_answers_goes_to_the_next(cast, land):
    mine = full_morning(cast, land)
    for hour in (13, 14, 15, 16):
        booked(cast, land, hour)
    one, two = (
        waiting_list.join(
            cast.kim_bang,
            wanted=land,
            first_day=WEDNESDAY,
            last_day=WEDNESDAY,
            contact=contact,
            by=HER,
            now=MONDAY,
        )
        for contact in (MAIL, PHONE)
    )
    appointments.cancel(mine[0], by=HER, now=MONDAY)
    appointment_jobs.look_after(MONDAY)
    later = MONDAY + timedelta(hours=3, minutes=1)
    appointment_jobs.look_after(later)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state, two.offered_at) == ("waiting", "offered", at(7, 30))
    with pytest.raises(Conflict, match="not held for you"):
        waiting_list.accept(one, by=HER, now=later)
    waiting_list.leave(two, by=HER, now=later)
    appointment_jobs.look_after(at(1, day=date(2026, 11, 26)))
    assert set(WaitingListEntry.objects.values_list("state", "contact")) == {("lapsed", ""), ("left", "")}


def test_who_wants_an_earlier_time_keeps_theirs_until_then(cast, land):
    mine = full_morning(cast, land)
    afternoon = booked(cast, land, 13, contact=PHONE)
    entry = waiting_list.join(
        cast.kim_bang,
        wanted=land,
        first_day=WEDNESDAY,
        last_day=WEDNESDAY,
        contact=PHONE,
        appointment=afternoon,
        by=HER,
        now=MONDAY,
    )
    appointment_jobs.look_after(MONDAY)
    entry.refresh_from_db()
    assert entry.state == "waiting"  # free times after hers are none she waits for
    appointments.cancel(mine[3], by=HER, now=MONDAY)
    appointment_jobs.look_after(MONDAY)
    entry.refresh_from_db()
    got = waiting_list.accept(entry, by=HER, now=MONDAY)
    assert (got.starts_at, got.token) == (at(10, 30), afternoon.token)
    assert Appointment.objects.filter(state="booked", day=WEDNESDAY).count() == 4


def test_what_is_sent_at_night_is_held_until_the_morning():
    night = at(22, day=TUESDAY)
    assert waiting_list.held_until(at(14), night, hours=3) == at(8)
    assert waiting_list.held_until(at(8, 30), night, hours=3) == at(7, 30)
    assert waiting_list.held_until(at(14), at(9, day=TUESDAY), hours=3) == at(12, day=TUESDAY)


def test_only_the_head_of_the_center_plans(cast, rules):
    values = {
        "counters": {"place:": 1},
        "minutes": {},
        "walk_ins": 50,
        "length": 30,
        "days_ahead": 14,
        "reminders": [],
        "offer_hours": 3,
    }
    for officer in (cast.counter, cast.leader, cast.of_son_lam("counter")):
        with pytest.raises(Forbidden):
            set_appointment_rules(cast.kim_bang, **values, by=officer, now=MONDAY)
    wrong = {"counters": {"place:": 9, "field:none": 1}, "walk_ins": 101, "length": 7, "days_ahead": 0}
    with pytest.raises(InvalidFields) as refused:
        set_appointment_rules(cast.kim_bang, **(values | wrong), by=cast.center, now=MONDAY)
    assert {error.field for error in refused.value.errors} == {"counters", "walk_ins", "length", "days_ahead"}
    assert AppointmentRules.objects.get().walk_ins == 50
