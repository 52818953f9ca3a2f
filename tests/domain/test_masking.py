"""Masked values keep their length and give nothing away."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import masking


def test_as_lists_show_them() -> None:
    assert masking.person_id("040258000012") == "0402******12"
    assert masking.phone("02383844123") == "0238****123"
    assert masking.name("  Đặng   Thị Ánh ") == "Đ. T. Á."
    assert masking.name("") == ""


@given(st.text("0123456789", max_size=14))
def test_at_least_three_signs_are_hidden_or_all(number: str) -> None:
    for masked in (masking.person_id(number), masking.phone(number)):
        assert len(masked) == len(number)
        assert masked.count("*") >= min(3, len(number))
