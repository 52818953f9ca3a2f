"""Is the center open, and if not, why and until when."""

from datetime import datetime, timedelta

import pytest

from motcua.domain.refusal import NotFound
from motcua.domain.workdays import ZONE
from motcua.places.models import Closure
from motcua.places.queries import center_of, opening


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def center(cast):
    return cast.kim_bang


@pytest.mark.parametrize(
    ("moment", "is_open", "gives_numbers", "opens_at"),
    [
        (at(23, 9), True, True, None),
        (at(23, 7, 30), True, True, None),
        (at(23, 6, 59), False, False, at(23, 7, 30)),
        (at(23, 7), False, True, at(23, 7, 30)),
        (at(23, 12), False, False, at(23, 13)),
        (at(23, 12, 40), False, True, at(23, 13)),
        (at(23, 17), False, False, at(25, 7, 30)),  # Tuesday 24 November is Culture Day
        (at(24, 9), False, False, at(25, 7, 30)),
        (at(21, 9), False, False, at(23, 7, 30)),  # a Saturday
    ],
)
def test_hours_and_holidays(center, moment, is_open, gives_numbers, opens_at):
    state = opening(center, moment)
    assert (state.is_open, state.gives_numbers, state.opens_at) == (is_open, gives_numbers, opens_at)


def test_a_day_off_is_named(center):
    words = opening(center, at(24, 9)).words
    assert "Ngày Văn hóa" in words.vi
    assert "Culture" in words.en
    assert "07:30 on Wednesday 25/11/2026" in words.en


def test_a_closure_is_named_and_ends_inside_a_session(center):
    Closure.objects.create(center=center, begins_at=at(23, 8), ends_at=at(23, 15), reason_vi="mất điện")
    state = opening(center, at(23, 9))
    assert (state.is_open, state.gives_numbers, state.opens_at) == (False, False, at(23, 15))
    assert "mất điện" in state.words.vi
    assert opening(center, at(23, 15)).is_open


def test_closures_one_after_the_other(center):
    Closure.objects.create(center=center, begins_at=at(23, 8), ends_at=at(23, 16), reason_vi="bão")
    Closure.objects.create(center=center, begins_at=at(23, 15), ends_at=at(25, 9), reason_vi="lũ")
    assert opening(center, at(23, 9)).opens_at == at(25, 9)


def test_a_long_closure_has_no_opening_to_name(center):
    Closure.objects.create(
        center=center, begins_at=at(1, 8), ends_at=at(1, 8) + timedelta(days=90), reason_vi="sửa"
    )
    assert opening(center, at(23, 9)).words.vi == "Trung tâm đang đóng cửa: sửa."


@pytest.mark.parametrize("code", ["00000", "", "x" * 500, "17791 ", "1779\x00", "١٧٧٩١"])
def test_an_unknown_center_is_not_found(cast, code):
    with pytest.raises(NotFound):
        center_of(code)
