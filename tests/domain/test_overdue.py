"""Who used the overdue: the parts are the whole, to the second."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.clock import ClockEvent, ClockKind, Term, Unit, replay
from motcua.domain.overdue import Overdue, Work, attribute, share_out
from motcua.domain.workdays import ZONE, Calendar
from motcua.domain.working_hours import working_hours

CALENDAR = Calendar((), date(2026, 1, 1), date(2026, 12, 31))
HOURS = working_hours(CALENDAR)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026; the 16th, the 23rd and the 30th are Mondays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def overdue(works: list[Work], *rows: ClockEvent, days: int = 2, until: datetime, whole: int) -> Overdue:
    deadline = replay(rows, Term(days, Unit.WORKING_DAY), CALENDAR)
    return attribute(
        works, deadline.running, due_at=deadline.due_at, until=until, process_hours=whole, hours=HOURS
    )


RECEIVED = ClockEvent(ClockKind.RECEIVED, at(16, 7, 30))


def test_in_time_nobody_has_any() -> None:
    works = [
        Work("1", "office", 4, at(16, 7, 30), at(16, 15)),
        Work("2", "leader", 12, at(16, 15), at(17, 15)),
    ]
    found = overdue(works, RECEIVED, until=at(17, 15), whole=16)
    assert (found.total, found.by_unit()) == (0, {})
    assert [part.overdue for part in found.parts] == [0, 0]


def test_a_share_is_of_the_whole_term_also_before_it_has_run() -> None:
    works = [Work("1", "office", 4, at(16, 7, 30))]
    found = overdue(works, RECEIVED, until=at(16, 8, 30), whole=16)
    assert [(part.used, part.allowed) for part in found.parts] == [(3600, 4 * 3600)]


def test_a_share_stays_while_the_clock_stands() -> None:
    works = [Work("1", "office", 4, at(16, 7, 30))]
    for kind in (ClockKind.SUPPLEMENT_REQUESTED, ClockKind.PAUSED):
        rows = (RECEIVED, ClockEvent(kind, at(16, 8, 30)))
        for until in (at(16, 9, 30), at(20, 9, 30)):
            found = overdue(works, *rows, until=until, whole=16)
            assert [(part.used, part.allowed) for part in found.parts] == [(3600, 4 * 3600)]
            assert found.total == 0


def test_the_step_that_outran_its_share_has_it_all() -> None:
    works = [
        Work("1", "office", 8, at(16, 7, 30), at(18, 9, 30)),  # 18 hours for 8
        Work("2", "leader", 8, at(18, 9, 30), at(18, 16)),  # 5 hours for 8
    ]
    found = overdue(works, RECEIVED, until=at(18, 16), whole=16)
    assert found.total == 7 * 3600
    assert found.by_unit() == {"office": found.total}


def test_overruns_share_the_overdue_in_proportion() -> None:
    works = [
        Work("1", "office", 8, at(16, 7, 30), at(17, 16)),  # 7 hours over
        Work("2", "leader", 8, at(17, 16), at(19, 10, 30)),  # 4 hours over
    ]
    found = overdue(works, RECEIVED, until=at(19, 10, 30), whole=16)
    assert found.total == 11 * 3600
    assert [part.overrun for part in found.parts] == [7 * 3600, 4 * 3600]
    assert [part.overdue for part in found.parts] == [7 * 3600, 4 * 3600]


def test_a_pause_is_nobodys_time() -> None:
    rows = (
        RECEIVED,
        ClockEvent(ClockKind.PAUSED, at(16, 9, 30)),
        ClockEvent(ClockKind.RESUMED, at(20, 9, 30)),
    )
    found = overdue([Work("1", "office", 16, at(16, 7, 30))], *rows, until=at(24, 16), whole=16)
    assert found.total == 7 * 3600
    assert found.parts[0].used == found.parts[0].allowed + found.total


def test_what_went_before_a_supplement_does_not_count() -> None:
    rows = (
        RECEIVED,
        ClockEvent(ClockKind.SUPPLEMENT_REQUESTED, at(18, 16)),
        ClockEvent(ClockKind.SUPPLEMENTED, at(23, 7, 30)),
    )
    works = [Work("1", "office", 8, at(16, 7, 30), at(18, 16)), Work("2", "leader", 8, at(23, 7, 30))]
    found = overdue(works, *rows, until=at(25, 8, 30), whole=16)
    assert found.by_unit() == {"leader": 3600}
    assert found.parts[0].used == 0


def test_a_step_done_again_has_one_share() -> None:
    works = [
        Work("3", "office", 8, at(16, 7, 30), at(16, 17)),
        Work("5", "leader", 8, at(16, 17), at(17, 11, 30)),
        Work("3", "office", 8, at(17, 11, 30), at(18, 9, 30)),
    ]
    found = overdue(works, RECEIVED, until=at(18, 9, 30), whole=16)
    assert found.by_unit() == {"office": 2 * 3600}


def test_with_no_overrun_those_who_were_late_have_it() -> None:
    works = [Work("1", "office", 16, at(18, 7, 30), at(18, 8, 30))]
    found = overdue(works, RECEIVED, until=at(18, 8, 30), whole=16)
    assert (found.by_unit(), found.nobodys) == ({"office": 3600}, 0)


def test_where_no_step_was_open_it_is_nobodys() -> None:
    found = overdue([], RECEIVED, until=at(18, 8, 30), whole=16)
    assert (found.total, found.parts, found.nobodys) == (3600, (), 3600)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**15), max_size=12))
def test_shares_are_exact_and_fair(total: int, weights: list[int]) -> None:
    shares = share_out(total, weights)
    assert sum(shares) == (total if any(weights) else 0)
    assert all(share >= 0 for share in shares)
    for share, weight in zip(shares, weights, strict=True):
        assert not any(weights) or abs(share - total * weight / sum(weights)) < 1.001


lengths = st.lists(st.integers(0, 6 * 24 * 3600 * 10**6), min_size=1, max_size=9)
shares_of_hours = st.lists(st.integers(0, 40), min_size=9, max_size=9)


@given(lengths, shares_of_hours, st.integers(1, 12), st.lists(st.integers(0, 20 * 24 * 60), max_size=6))
def test_the_parts_are_the_whole(taken: list[int], hours: list[int], days: int, marks: list[int]) -> None:
    moments = [RECEIVED.at]
    for length in taken:
        moments.append(moments[-1] + timedelta(microseconds=length))
    works = [
        Work(str(place % 4), f"unit {place % 3}", hours[place % 4], moments[place], moments[place + 1])
        for place in range(len(taken))
    ]
    rows = [RECEIVED]
    for place, mark in enumerate(sorted(marks)):
        kind = ClockKind.RESUMED if place % 2 else ClockKind.PAUSED
        rows.append(ClockEvent(kind, RECEIVED.at + timedelta(minutes=mark)))
    found = overdue(works, *rows, days=days, until=moments[-1], whole=sum(hours[:4]))
    assert sum(part.overdue for part in found.parts) + found.nobodys == found.total
    assert sum(found.by_unit().values()) + found.nobodys == found.total
    assert found.nobodys == 0 or not found.parts
    assert all(part.overdue <= part.overrun + 1 for part in found.parts) or not sum(hours[:4])
