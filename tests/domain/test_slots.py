"""Slots: never more than the counters have less the walk-ins' share; no slot while the doors are closed."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.slots import Book, Plan, draws_on, runs
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, Calendar, DayKind, Sessions, SpecialDay
from motcua.domain.working_hours import WorkingHours

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
HOLIDAY = date(2026, 11, 24)
CALENDAR = Calendar.of(
    [
        SpecialDay(HOLIDAY, DayKind.OFF, Words("Ngày Văn hóa", "Culture Day")),
        SpecialDay(SATURDAY, DayKind.WORKING, Words("Làm bù", "Worked in exchange")),
    ]
)
HOURS = WorkingHours(CALENDAR, Sessions.of("07:30-11:30", "13:30-17:00"))
FIELDS, SKILLS = ("land", "civil"), ("sign",)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def times(found):
    return [[f"{slot:%H:%M}" for slot in run] for run in found]


def test_whole_slots_of_both_sessions():
    assert times(runs(HOURS, MONDAY, 60)) == [
        ["07:30", "08:30", "09:30", "10:30"],
        ["13:30", "14:30", "15:30"],  # the last half-hour is no whole slot
    ]


def test_a_day_off_and_a_sunday_have_none_and_a_swapped_saturday_has_those_of_monday():
    assert runs(HOURS, HOLIDAY, 30) == runs(HOURS, date(2026, 11, 29), 30) == []
    assert times(runs(HOURS, SATURDAY, 30)) == times(runs(HOURS, MONDAY, 30))


def test_a_closure_takes_every_slot_it_touches_and_keeps_the_times_of_the_others():
    found = runs(HOURS, MONDAY, 60, [(at(9, 0), at(9, 45)), (at(13), at(18))])
    assert times(found) == [["07:30"], ["10:30"]]


def test_a_long_appointment_goes_on_into_the_next_slot_but_not_over_noon():
    book = Book(Plan({"place:": 1, "field:land": 1}, length=60, walk_ins=50), runs(HOURS, MONDAY, 60))
    assert book.take(at(9, 30), 40, draws_on("", "land"))
    assert (book.taken(at(9, 30), "place:"), book.taken(at(10, 30), "place:")) == (30, 10)
    assert not book.take(at(10, 30), 40, draws_on("", "land"))
    assert not book.take(at(9, 30), 5, draws_on("", "land"))
    assert book.take(at(10, 30), 20, draws_on("", "land"))


def test_what_is_not_planned_is_not_promised():
    book = Book(Plan({"place:": 3, "field:land": 2}), runs(HOURS, MONDAY, 30))
    assert book.left(draws_on("", "civil"), 10) == []
    assert book.left(draws_on("", "land", ["sign"]), 10) == []
    assert book.left(draws_on("", "land"), 10)


def test_two_fields_share_the_counters_of_one_place():
    plan = Plan({"place:": 1, "field:land": 1, "field:civil": 1}, length=30, walk_ins=50)
    book = Book(plan, runs(HOURS, MONDAY, 30))
    assert book.take(at(7, 30), 15, draws_on("", "land"))
    assert not book.take(at(7, 30), 15, draws_on("", "civil"))


def test_all_kept_for_walk_ins_leaves_no_appointment():
    book = Book(Plan({"place:": 5, "field:land": 5}, walk_ins=100), runs(HOURS, MONDAY, 30))
    assert book.fits(draws_on("", "land"), 5) == 0


def test_what_was_promised_under_another_plan_still_counts():
    book = Book(Plan({"place:": 1, "field:land": 1}, length=60, walk_ins=50), runs(HOURS, MONDAY, 60))
    for _ in range(4):
        book.enter(at(8, 0), 25, draws_on("", "land"))
    book.enter(at(12), 25, draws_on("", "land"))  # a time when nobody is received any more
    assert [f"{slot.starts_at:%H:%M}" for slot in book.left(draws_on("", "land"), 10)][0] != "07:30"


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = ["place:", *(f"field:{field}" for field in FIELDS), *(f"skill:{skill}" for skill in SKILLS)]
    counters = {name: draw(st.integers(0, 4)) for name in names}
    return Plan(counters, length=draw(st.sampled_from([15, 20, 30, 60])), walk_ins=draw(st.integers(0, 100)))


asked = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(1, 90),
        st.sampled_from(FIELDS),
        st.sets(st.sampled_from(SKILLS)),
    ),
    max_size=60,
)


@given(plans(), asked)
def test_never_more_than_capacity_minus_the_share(plan, wishes):
    day = runs(HOURS, MONDAY, plan.length)
    slots = [slot for run in day for slot in run]
    book, promised = Book(plan, day), 0
    for place, minutes, field, needs in wishes:
        if book.take(slots[place % len(slots)], minutes, draws_on("", field, needs)):
            promised += minutes
    for slot in slots:
        for name, counters in plan.counters.items():
            assert book.taken(slot, name) * 100 <= counters * plan.length * (100 - plan.walk_ins)
    assert sum(book.taken(slot, "place:") for slot in slots) == promised


@given(plans(), asked, st.integers(1, 60))
def test_left_says_exactly_what_can_be_taken(plan, wishes, minutes):
    book = Book(plan, runs(HOURS, MONDAY, plan.length))
    slots = [slot for run in book.day for slot in run]
    for place, length, field, needs in wishes:
        book.take(slots[place % len(slots)], length, draws_on("", field, needs))
    names = draws_on("", "land")
    left = {slot.starts_at: slot.count for slot in book.left(names, minutes)}
    fits = book.fits(names, minutes)
    assert (fits > 0) == bool(left)
    for slot in slots:
        trial = book._copy()
        count = 0
        while trial.take(slot, minutes, names):
            count += 1
        assert count == left.get(slot, 0)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from([15, 30, 45, 60]))
def test_every_slot_lies_inside_a_session(day, length):
    sessions = HOURS.sessions_of(day)
    for run in runs(HOURS, day, length):
        for slot in run:
            ends = slot + timedelta(minutes=length)
            assert any(
                session.opens <= slot.time() and ends.time() <= session.closes and ends.date() == day
                for session in sessions
            )
    assert sessions or not runs(HOURS, day, length)
