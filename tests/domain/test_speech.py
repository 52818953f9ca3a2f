"""A call is spoken as people say it: signs of a ticket one by one, counters as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import money_words
from motcua.domain.speech import (
    COUNTING,
    ENGLISH,
    MOST,
    VIETNAMESE,
    Manner,
    english,
    needed,
    spoken,
    vietnamese,
)

WORDS = dict(zip("0123456789", money_words.DIGITS, strict=True)) | {
    "10": "mười",
    "1-last": "mốt",
    "4-last": "tư",
    "5-last": "lăm",
    "x10": "mươi",
    "x100": "trăm",
    "and": "linh",
}
ENGLISH_WORDS = dict(
    enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
) | dict(
    zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
)


def said(number: int) -> str:
    return " ".join(WORDS[clip] for clip in vietnamese(number))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (999, "chín trăm chín mươi chín"),
    ],
)
def test_numbers_as_people_say_them(number: int, words: str) -> None:
    assert said(number) == words


def test_seventeen_words_speak_every_number() -> None:
    used = {clip for number in range(MOST + 1) for clip in vietnamese(number)}
    assert used == WORDS.keys()
    assert len(used) == 17


def test_it_counts_as_receipts_do() -> None:
    """Amounts on receipts are written by another rule; only "tư" is said here where they write "bốn"."""
    for number in range(1, MOST + 1):
        written = money_words.in_words(number).removesuffix(" đồng").lower()
        assert said(number).replace("tư", "bốn") == written


@given(st.integers(0, MOST))
def test_english_adds_up_again(number: int) -> None:
    total, clips = 0, english(number)
    for clip in clips:
        if clip == "x100":
            total *= 100
        elif clip != "and":
            assert int(clip) in ENGLISH_WORDS
            total += int(clip)
    assert total == number
    assert ("and" in clips) == (number > 100 and number % 100 > 0)


@pytest.mark.parametrize("manner", [VIETNAMESE, ENGLISH])
def test_a_ticket_is_read_sign_by_sign_with_its_noughts(manner: Manner) -> None:
    assert spoken("A015", 3, manner) == ["call", "a", "0", "1", "5", "counter", "3"]
    assert spoken("A150", 3, manner) != spoken("A015", 3, manner)
    assert spoken("B1000", 3, manner, again=True)[:2] == ["again", "b"]


def test_no_two_calls_sound_alike() -> None:
    tickets = [f"{letter}{number:03}" for letter in "AB" for number in range(1, 60)]
    heard = {tuple(spoken(ticket, counter, VIETNAMESE)) for ticket in tickets for counter in range(1, 31)}
    assert len(heard) == len(tickets) * 30


@given(st.sampled_from(sorted(COUNTING)), st.integers(0, MOST), st.integers(1, 99))
def test_a_kit_speaks_every_call(counting: str, number: int, counter: int) -> None:
    manner = Manner(VIETNAMESE.call, VIETNAMESE.again, counting)
    kit = set(needed(manner))
    assert set(spoken(f"C{number:03}", counter, manner)) <= kit
    assert set(spoken(f"C{number:03}", counter, manner, again=True)) <= kit


def test_a_counter_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be spoken"):
        spoken("A001", MOST + 1, VIETNAMESE)
