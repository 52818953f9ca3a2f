"""The chain finds what was done to it, and where."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.chain import GENESIS, Damage, Link, NotCanonical, canonical, link, verify


def chain(length: int) -> list[Link]:
    rows, previous = [], GENESIS
    for number in range(1, length + 1):
        content = {"number": number, "kind": "dossier.received", "to": "Hòa"}
        rows.append(Link(number, content, previous, link(previous, content)))
        previous = rows[-1].hash
    return rows


def head_of(rows: list[Link]) -> tuple[int, str]:
    return rows[-1].number, rows[-1].hash


def renumbered(rows: list[Link]) -> list[Link]:
    return [replace(row, number=number) for number, row in enumerate(rows, start=1)]


def found(rows: list[Link], head: tuple[int, str] | None) -> tuple[int, Damage] | None:
    broken = verify(iter(rows), head)
    return (broken.number, broken.kind) if broken else None


def test_an_untouched_chain_holds_with_and_without_its_head() -> None:
    rows = chain(9)
    assert found(rows, head_of(rows)) is None
    assert found(rows, None) is None
    assert found([], None) is None
    assert found([], (0, GENESIS)) is None


def test_a_walk_goes_on_from_a_checked_place() -> None:
    rows = chain(9)
    assert verify(rows[4:], head_of(rows), start=(4, rows[3].hash)) is None
    assert verify(rows[4:], head_of(rows)) is not None


@pytest.mark.parametrize("number", [1, 4, 6])
def test_an_altered_row_is_named(number: int) -> None:
    rows = chain(6)
    touched = replace(rows[number - 1], content={"number": number, "kind": "dossier.refused"})
    altered = [*rows[: number - 1], touched, *rows[number:]]
    assert found(altered, head_of(rows)) == (number, Damage.ALTERED)
    rehashed = replace(touched, hash=link(touched.previous, touched.content))
    forged = [*rows[: number - 1], rehashed, *rows[number:]]
    assert found(forged, head_of(rows)) == (number, Damage.ALTERED)


def test_an_altered_hash_or_previous_is_named() -> None:
    rows = chain(5)
    for touched in (replace(rows[2], hash="f" * 64), replace(rows[2], previous="f" * 64)):
        assert found([*rows[:2], touched, *rows[3:]], head_of(rows)) == (3, Damage.ALTERED)


def test_content_that_cannot_have_been_written_is_altered() -> None:
    rows = chain(3)
    assert found([rows[0], replace(rows[1], content={"fee": 0.1}), rows[2]], None) == (2, Damage.ALTERED)


@pytest.mark.parametrize("number", [1, 3, 5, 6])
def test_a_removed_row_is_named(number: int) -> None:
    rows = chain(6)
    left = rows[: number - 1] + rows[number:]
    assert found(left, head_of(rows)) == (number, Damage.REMOVED)
    assert found(renumbered(left), head_of(rows)) == (number, Damage.REMOVED)


def test_a_cut_tail_needs_the_head() -> None:
    rows = chain(6)
    assert found(rows[:4], head_of(rows)) == (5, Damage.REMOVED)
    assert found(rows[:4], None) is None
    assert found([], head_of(rows)) == (1, Damage.REMOVED)


@pytest.mark.parametrize("number", [2, 4])
def test_an_inserted_row_is_named(number: int) -> None:
    rows = chain(6)
    content = {"kind": "result.returned"}
    previous = rows[number - 2].hash
    well_made = Link(number, content, previous, link(previous, content))
    for extra in (well_made, replace(well_made, hash="a" * 64), replace(rows[0], number=number)):
        touched = renumbered([*rows[: number - 1], extra, *rows[number - 1 :]])
        assert found(touched, None) == (number, Damage.INSERTED)
    assert found([*rows[:number], well_made, *rows[number:]], head_of(rows)) == (number, Damage.INSERTED)


def test_a_row_beyond_the_head_is_inserted() -> None:
    rows = chain(6)
    assert found(rows, head_of(rows[:5])) == (6, Damage.INSERTED)


def test_reordered_rows_are_named() -> None:
    rows = chain(6)
    swapped = [rows[0], rows[2], rows[1], *rows[3:]]
    assert found(swapped, head_of(rows)) == (2, Damage.REORDERED)
    assert found(renumbered(swapped), head_of(rows)) == (2, Damage.REORDERED)


def test_the_break_speaks_both_languages() -> None:
    broken = verify(chain(3)[1:])
    assert broken is not None
    assert broken.words.vi == "Thiếu sự kiện số 1: đã bị xóa."
    assert "removed" in broken.words.en


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcZ_", min_size=1), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abcZ_", min_size=1), json_values))
def test_canonical_text_survives_storage(content: dict[str, Any]) -> None:
    assert canonical(json.loads(json.dumps(content))) == canonical(content)


@given(st.integers(1, 12), st.data())
def test_any_single_touch_is_found(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    place = data.draw(st.integers(0, length - 1))
    touch = data.draw(st.sampled_from(["alter", "remove", "insert"]))
    if touch == "remove":
        touched = rows[:place] + rows[place + 1 :]
    else:
        content = {"kind": "forged"}
        previous = rows[place].previous
        forged = Link(place + 1, content, previous, link(previous, content))
        touched = renumbered(rows[:place] + [forged] + rows[place + (touch == "alter") :])
    broken = found(touched, head_of(rows))
    assert broken is not None
    assert broken[0] == place + 1


@pytest.mark.parametrize(
    "content", [{"a": 1.0}, {"a": {"b": float("nan")}}, {"a": 2**53}, {"a": "\ud800"}, {"á": 1}, {"a": b"x"}]
)
def test_what_has_no_single_text_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(NotCanonical):
        canonical(content)
