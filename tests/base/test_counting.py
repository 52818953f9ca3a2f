"""Numbers of a series: every one once, none left out, whoever draws them."""

from datetime import date

import pytest

from motcua.base.counting import next_number
from motcua.hall.models import Series
from tests.base.workers import together

DAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_each_series_counts_for_itself(cast):
    def draw(center, letter="A", day=DAY):
        return next_number(Series, center=center, day=day, letter=letter)

    assert [draw(cast.kim_bang), draw(cast.kim_bang), draw(cast.kim_bang, "B")] == [1, 2, 1]
    assert [draw(cast.son_lam), draw(cast.kim_bang, day=date(2026, 11, 24)), draw(cast.kim_bang)] == [1, 1, 3]
    assert Series.objects.get(center=cast.kim_bang, day=DAY, letter="A").last == 3


def test_four_processes_draw_every_number_once(spare_database):
    drawn = [int(line) for lines in together(spare_database, 4, "numbers", 100) for line in lines]
    assert sorted(drawn) == list(range(1, 321))  # a fifth of the 400 were undone, and left no gap
