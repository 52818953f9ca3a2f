"""Time on a machine whose clock may be wrong."""

from datetime import UTC, datetime, timedelta

from motcua.kiosk.moment import Now

NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Machine:
    def __init__(self, wall):
        self.wall, self.passed = wall, 0.0

    def now(self, known=None, until=None):
        return Now(known, until, wall=lambda: self.wall.timestamp(), steady=lambda: self.passed)


def test_an_empty_battery_goes_on_from_what_is_known():
    machine = Machine(datetime(2009, 1, 1, tzinfo=UTC))
    now = machine.now(known=NINE)
    machine.passed = 60
    assert now() == NINE + timedelta(seconds=60)


def test_a_clock_beyond_the_last_lent_day_is_not_believed():
    assert Machine(NINE + 400 * DAY).now(known=NINE, until=NINE + DAY)() == NINE


def test_a_possible_clock_is_believed():
    assert Machine(NINE + HOUR).now(known=NINE, until=NINE + DAY)() == NINE + HOUR


def test_a_jump_of_the_clock_while_running_changes_nothing():
    machine = Machine(NINE)
    now = machine.now(known=NINE)
    machine.wall += 30 * DAY
    machine.passed = 5
    assert now() == NINE + timedelta(seconds=5)


def test_time_never_goes_back_by_a_little_and_is_set_right_by_the_server():
    machine = Machine(NINE + HOUR / 2)
    now = machine.now()
    before = now()
    now.heard(NINE + HOUR / 3)
    assert now() == before
    wrong = Machine(NINE + 30 * DAY).now()
    wrong()
    wrong.heard(NINE)
    assert wrong() == NINE
