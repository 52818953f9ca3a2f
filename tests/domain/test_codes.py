"""Codes as the law shapes them, and everything else refused in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import codes
from motcua.domain.refusal import Invalid, NotFound

DAY = date(2026, 11, 23)


def test_a_dossier_code_is_made_and_read_back() -> None:
    assert codes.dossier_code("H41.17.791", DAY, 7) == "H41.17.791-261123-0007"
    assert codes.dossier_code("H41", DAY, 12345) == "H41-261123-12345"


@given(
    st.from_regex(codes.DOSSIER_AGENCY, fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 10**12 - 1),
)
def test_every_code_made_reads_back(agency: str, day: date, serial: int) -> None:
    assert codes.parse_dossier_code(codes.dossier_code(agency, day, serial)) == codes.DossierCode(
        agency, day, serial
    )


@pytest.mark.parametrize("text", ["H15.50.05.13-261008-0975", "000.00.01.H22-190305-0042"])
def test_codes_of_other_systems_are_read(text: str) -> None:
    assert codes.parse_dossier_code(text).day.year in (2019, 2026)


@pytest.mark.parametrize(
    "text",
    [
        "", "H41.17.791", "H41.17.791-261323-0007", "H41.17.791-260230-0007", "H41.17.791-261123-007",
        "Z41.17.791-261123-0007", "H41.17.791-261123-0007x", "H41.17.791-261123-٠٠٠٧",
        "H41.17.AB-261123-0007",
        "H41.17.791-261123-" + "1" * 400,
    ],
)  # fmt: skip
def test_what_is_no_dossier_code(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        codes.parse_dossier_code(text)
    assert refused.value.field == "code"


def test_a_dossier_code_needs_a_fitting_agency_and_a_serial() -> None:
    with pytest.raises(Invalid):
        codes.dossier_code("h41", DAY, 1)
    with pytest.raises(ValueError, match="serial 0"):
        codes.dossier_code("H41", DAY, 0)


def test_shapes() -> None:
    assert codes.agency_id(" h41.17.791") == "H41.17.791"
    assert codes.procedure_code("1.012790.000.00.00.H41") == "1.012790.000.00.00.H41"
    assert codes.commune_code("17791") == "17791"
    assert codes.person_id("040 958 000.012") == "040958000012"


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (codes.agency_id, "H4"), (codes.agency_id, "H41." + "1" * 40), (codes.agency_id, "H41..1"),
        (codes.procedure_code, "1.01299"), (codes.procedure_code, "10.012994"),
        (codes.commune_code, "1779"), (codes.commune_code, "17791\n1"), (codes.person_id, "04095800001"),
        (codes.person_id, "０４０９５８００００１２"),
    ],
)  # fmt: skip
def test_wrong_shapes_are_refused(read: object, text: str) -> None:
    with pytest.raises(Invalid):
        read(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0912345678", "0912345678"), ("+84912345678", "0912345678"), ("84 912 345 678", "0912345678"),
        ("0084 0912 345 678", "0912345678"), ("(0238) 384-4123", "02383844123"),
        ("0352.123.456", "0352123456"),
    ],
)  # fmt: skip
def test_phones(text: str, number: str) -> None:
    assert codes.phone(text) == number


@pytest.mark.parametrize(
    "text", ["", "091234567", "09123456789", "0112345678", "1900 1234", "+1 912 345 678"]
)
def test_what_is_no_vietnamese_phone(text: str) -> None:
    with pytest.raises(Invalid):
        codes.phone(text)


def test_invented_people_cannot_be_real() -> None:
    man = codes.invented_person_id(1, woman=False, year=1990)
    assert man == "040890000001"
    assert codes.is_invented(man)
    assert codes.person_id(man) == man
    assert not any(codes.is_invented(f"040{century}90000001") for century in range(8))
    assert not codes.is_invented("8")


@given(st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXYZ"), st.integers(1, 999_999))
def test_ticket_numbers_read_back(series: str, number: int) -> None:
    assert codes.parse_ticket_number(codes.ticket_number(series, number).lower()) == (series, number)


def test_ticket_numbers_that_cannot_be() -> None:
    assert codes.ticket_number("A", 1000) == "A1000"
    for series, number in (("I", 1), ("", 1), ("A", 0)):
        with pytest.raises(ValueError, match="no ticket number"):
            codes.ticket_number(series, number)
    for text in ("", "015", "A15", "A000", "AAA015", "Á015"):
        with pytest.raises(Invalid):
            codes.parse_ticket_number(text)


@given(st.binary(min_size=15, max_size=15), st.binary(min_size=15, max_size=15))
def test_tokens(one: bytes, other: bytes) -> None:
    token = codes.new_token(one)
    assert len(token) == codes.TOKEN_LENGTH
    assert codes.read_token(f" {token.lower()[:6]}-{token[6:]}\n") == token
    assert codes.read_token(codes.spaced_token(token)) == token
    assert (token == codes.new_token(other)) == (one == other)


def test_what_is_no_token_is_simply_not_found() -> None:
    for text in ("", "A" * 23, "U" * 24, "Đ" * 24):
        with pytest.raises(NotFound):
            codes.read_token(text)
    with pytest.raises(ValueError, match="15 random bytes"):
        codes.new_token(b"short")
