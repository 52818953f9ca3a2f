"""The short code of a result: whatever one slip of the fingers makes of it is noticed at once."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.authenticity import LENGTH, authenticity_code, read_authenticity_code, spaced
from motcua.domain.codes import TOKEN_ALPHABET
from motcua.domain.refusal import Invalid

digests = st.binary(min_size=5, max_size=32)


@given(digests)
def test_a_code_as_printed_is_read_again(digest):
    code = authenticity_code(digest)
    assert len(code) == LENGTH
    for typed in (code, spaced(code), f" {code.lower()} ", code.replace("0", "o").replace("1", "l")):
        assert read_authenticity_code(typed) == code


@given(digests)
def test_every_single_wrong_sign_is_found(digest):
    code = authenticity_code(digest)
    for place, sign in itertools.product(range(LENGTH), TOKEN_ALPHABET):
        wrong = code[:place] + sign + code[place + 1 :]
        if wrong != code:
            with pytest.raises(Invalid, match="mistyped"):
                read_authenticity_code(wrong)


@given(digests)
def test_any_two_signs_exchanged_are_found(digest):
    code = authenticity_code(digest)
    for one, other in itertools.combinations(range(LENGTH), 2):
        signs = list(code)
        signs[one], signs[other] = signs[other], signs[one]
        if "".join(signs) != code:
            with pytest.raises(Invalid, match="mistyped"):
                read_authenticity_code("".join(signs))


@given(digests, st.data())
def test_any_two_wrong_signs_are_found(digest, data):
    code = authenticity_code(digest)
    places = data.draw(st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True))
    signs = list(code)
    for place in places:
        signs[place] = data.draw(st.sampled_from([sign for sign in TOKEN_ALPHABET if sign != signs[place]]))
    with pytest.raises(Invalid, match="mistyped"):
        read_authenticity_code("".join(signs))


@pytest.mark.parametrize("typed", ["", "000G4", "000G40R4190", "000G40R4IU", "000G40R4Ă!", "０００G40R4AN"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(Invalid) as refused:
        read_authenticity_code(typed, "code")
    assert refused.value.field == "code"


def test_forty_bits_are_needed():
    with pytest.raises(ValueError, match="5 bytes"):
        authenticity_code(b"1234")
