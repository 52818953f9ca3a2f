"""Vietnamese is found however it is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.folding import fold, matches, score

BIRTH = fold("Thủ tục đăng ký khai sinh")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại Đồng", "dai dong"),
        ("ĐĂNG KÝ KHAI SINH", "dang ky khai sinh"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("thuỷ lợi", "thuy loi"),
        ("thủy  lợi", "thuy loi"),
        ("Chứng thực chữ ký, điểm chỉ (mẫu 01)", "chung thuc chu ky diem chi mau 01"),
        ("Xã Kim Bảng – huyện", "xa kim bang huyen"),
        ("1.012994", "1 012994"),
        ("ﬁle Ⅳ", "file iv"),
        ("", ""),
        (" ... ", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_stable_and_knows_no_normal_form(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once.isascii()


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ĐÁẾỢ"))
def test_no_vietnamese_letter_is_lost(text: str) -> None:
    assert len(fold(text).replace(" ", "")) == len(text.replace(" ", ""))
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "query",
    [
        "khai sinh", "sinh khai", "dang ky khai sinh", "Đăng Ký Khai Sinh", "ĐK khai sinh", "dk ks",
        "đăng k", "kha sin", "", "  ",
    ],
)  # fmt: skip
def test_what_finds_birth_registration(query: str) -> None:
    assert matches(query, BIRTH)
    assert score(query, BIRTH) > 0


@pytest.mark.parametrize("query", ["kết hôn", "khai sinh x", "hai", "dk hkd"])
def test_what_does_not_find_it(query: str) -> None:
    assert not matches(query, BIRTH)


def test_an_abbreviation_never_hides_the_word_itself() -> None:
    assert matches("kh", fold("Khai sinh"))
    assert matches("kh", fold("Đăng ký kết hôn"))


def test_a_prefix_finds_more_but_the_word_ranks_first() -> None:
    death = fold("Thủ tục đăng ký khai tử")
    assert matches("khai tử", BIRTH)  # "tu" begins "tuc": one is still typing
    assert score("khai tử", death) > score("khai tử", BIRTH)


def test_ranking() -> None:
    ranked = [
        fold("Khai sinh lưu động"),
        fold("Đăng ký khai sinh"),
        fold("Sinh con, khai nhận"),
        fold("xkhaisinh"),
        fold("Đăng ký kết hôn"),
    ]
    assert [score("khai sinh", text) for text in ranked] == [4, 3, 2, 1, 0]
    assert score("ks", ranked[0]) == 4
