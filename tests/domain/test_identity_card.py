"""The QR text of an identity card, as scanners type it. All people here are invented."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.identity_card import IdentityCard, Sex, parse
from motcua.domain.refusal import Invalid

TEXT = "040958000012|182345678|Trần Thị Mẫu|02091958|Nữ|Xóm 3, xã Kim Bảng, Nghệ An|01072024"
CARD = IdentityCard(
    "040958000012",
    "182345678",
    "Trần Thị Mẫu",
    date(1958, 9, 2),
    Sex.FEMALE,
    "Xóm 3, xã Kim Bảng, Nghệ An",
    date(2024, 7, 1),
)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"  {TEXT}\r\n",
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("|", " | "),
        TEXT.replace("Thị Mẫu", "Thị  Mẫu"),
        TEXT + "||",
        TEXT.replace("Nữ", "NU"),
    ],
)
def test_read_as_scanners_type_it(text: str) -> None:
    assert parse(text) == CARD


@pytest.mark.parametrize("text", [TEXT.replace("182345678", ""), TEXT.replace("182345678|", "")])
def test_without_an_old_number(text: str) -> None:
    card = parse(text)
    assert (card.old_number, card.name, card.issued) == ("", CARD.name, CARD.issued)


@pytest.mark.parametrize(
    "text",
    [
        "", "|||||||", "040958000012", TEXT.replace("0409", "409"), TEXT.replace("02091958", "31021958"),
        TEXT.replace("02091958", "1958"), TEXT.replace("Nữ", "Khác"), TEXT.replace("Mẫu", "<b>Mẫu</b>"),
        TEXT.replace("Mẫu", "M4u"), TEXT.replace("01072024", "01071950"), f"x|{TEXT}", TEXT * 20,
        TEXT.replace("182345678", "18"), TEXT.replace("Trần Thị Mẫu", ""),
        TEXT.replace("040958000012", "０40958000012"), "https://example.org/|||||",
    ],
)  # fmt: skip
def test_what_is_no_card(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text, field="scan")
    assert refused.value.field == "scan"


@pytest.mark.parametrize("lost", ["Tr?n Th? M?u", "Tr\ufffdn Th\ufffd M\ufffdu"])
def test_a_scanner_that_loses_letters_is_named(lost: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(TEXT.replace("Trần Thị Mẫu", lost))
    assert refused.value.code == "identity_card_letters"


@given(st.text())
def test_nothing_but_a_card_or_a_sentence(text: str) -> None:
    with suppress(Invalid):
        assert parse(text).number
