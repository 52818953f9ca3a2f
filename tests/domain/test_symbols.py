"""The symbol of a numbered paper: Decree 30/2020/NĐ-CP Annex I, Part II, II.3."""

import pytest

from motcua.domain.refusal import Invalid
from motcua.domain.symbols import KINDS, LENGTH, checked_symbol, symbol_for


@pytest.mark.parametrize(
    "symbol",
    [
        "QĐ-UBND",
        "GCN-UBND",
        "GKS",
        "TLKT-BS",
        "KQ-UBND",
        "UBND-VX",
        "UBND.KT",
        "QĐ-UBND/VX",
        "2026/QĐ-UBND",
        "Q" * LENGTH,
    ],
)
def test_what_clerks_write_is_taken_as_it_stands(symbol):
    assert checked_symbol(f" {symbol} ") == symbol


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("", "Enter the document symbol"),
        ("   ", "Enter the document symbol"),
        ("Q" * (LENGTH + 1), "at most 30"),
        ("12/QĐ-UBND", "Write the symbol alone"),
        ("QĐ UBND", "without spaces"),
        ("qđ-ubnd", "in capitals"),
        ("QĐ-", "joined by hyphens"),
        ("-UBND", "joined by hyphens"),
        ("QĐ--UBND", "joined by hyphens"),
        ("QĐ_UBND", "joined by hyphens"),
        ("QĐ\nUBND", "without spaces"),
        ("QĐ\x00", "joined by hyphens"),
        ("<b>", "joined by hyphens"),
        ("12", "joined by hyphens"),
        ("QD-UBND", "letter Đ"),
    ],
)
def test_what_is_no_symbol_is_refused_with_what_is_wrong(symbol, said):
    with pytest.raises(Invalid, match=said) as refused:
        checked_symbol(symbol)
    assert (refused.value.code, refused.value.field) == ("symbol_wrong", "symbol")
    assert "30/2020" in refused.value.basis


def test_a_decomposed_letter_is_the_same_letter():
    assert checked_symbol("U\u031b-UBND") == "Ư-UBND"


def test_every_proposal_is_itself_allowed():
    for name, _ in (*KINDS, ("Bản sao", "")):
        assert checked_symbol(symbol_for(name)) == symbol_for(name)
