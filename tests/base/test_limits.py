"""How often a door may be tried."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.base import limits
from motcua.base.limits import TooMany, check_rate
from motcua.base.models import Allowance
from tests.base.workers import together

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def knock(who="an", door="login", at=NOW):
    check_rate(door, who, most=3, within=timedelta(minutes=10), now=at)


@pytest.mark.django_db
def test_the_fourth_try_is_refused_until_the_window_ends():
    for _ in range(3):
        knock()
    for at in (NOW, NOW + timedelta(minutes=9, seconds=59)):
        with pytest.raises(TooMany, match="wait 10 minutes") as refused:
            knock(at=at)
    assert refused.value.status == 429
    knock(at=NOW + timedelta(minutes=10))


@pytest.mark.django_db
def test_doors_and_people_are_counted_apart():
    for _ in range(3):
        knock()
    knock(who="binh")
    knock(door="pair")


@pytest.mark.django_db
def test_who_knocked_is_not_written_down():
    knock(who="192.0.2.77")
    assert "192.0.2.77" not in Allowance.objects.get().key


@pytest.mark.django_db
def test_old_windows_are_forgotten():
    knock()
    knock(at=NOW + timedelta(hours=1))
    assert limits.forget_old(NOW + timedelta(minutes=30)) == 1
    assert Allowance.objects.count() == 1


def test_four_processes_together_get_no_more(spare_database):
    passed = [int(line) for lines in together(spare_database, 4, "tries", 8) for line in lines]
    assert sum(passed) == 10
