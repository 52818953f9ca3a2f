"""The book: what was shown is in it, whatever happened to the machine."""

import os
from datetime import UTC, date, datetime

import pytest

from motcua.kiosk import book as books
from motcua.kiosk.book import Book, InUse

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LENT = list(range(900, 950))


def give(book, press="", series="A", numbers=LENT):
    made = book.give(
        numbers,
        day=DAY,
        series=series,
        field="civil-status",
        token=f"T{len(book.entries)}",
        at=AT,
        press=press,
    )
    return made and made.text


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kiosk"


def reopened(book, folder):
    book.close()
    return Book(folder)


def test_numbers_go_on_where_they_were(folder):
    book = Book(folder)
    assert [give(book), give(book), give(book, series="C")] == ["A900", "A901", "C900"]
    book = reopened(book, folder)
    assert [give(book), give(book, series="C")] == ["A902", "C901"]
    assert [entry.seq for entry in book.entries] == [1, 2, 3, 4, 5]


def test_one_press_has_one_number_also_after_a_start(folder):
    book = Book(folder)
    assert [give(book, "one"), give(book, "one")] == ["A900", "A900"]
    assert give(reopened(book, folder), "one") == "A900"


def test_all_lent_numbers_are_given_and_then_none(folder):
    book = Book(folder)
    assert [give(book, numbers=[900, 901]) for _ in range(3)] == ["A900", "A901", None]


def test_a_book_is_open_once(folder):
    held = Book(folder)
    with pytest.raises(InUse):
        Book(folder)
    held.close()


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_a_torn_line_was_never_shown_and_its_number_is_given_again(folder, left):
    book = Book(folder)
    give(book)
    whole = book.path.stat().st_size
    give(book)
    os.truncate(book.path, whole + left)
    book = reopened(book, folder)
    assert [entry.text for entry in book.entries] == ["A900"]
    assert (book.path.stat().st_size, give(book)) == (whole, "A901")
    assert [entry.text for entry in reopened(book, folder).entries] == ["A900", "A901"]


def test_a_tail_of_zeros_is_cut_off(folder):
    book = Book(folder)
    give(book)
    with book.path.open("ab") as file:
        file.write(bytes(512))
    book = reopened(book, folder)
    assert (book.damaged, give(book)) == (0, "A901")


def test_a_damaged_line_may_have_been_shown_so_its_number_is_skipped(folder):
    book = Book(folder)
    give(book), give(book)
    data = bytearray(book.path.read_bytes())
    data[-10] ^= 1
    book.path.write_bytes(data)
    book = reopened(book, folder)
    assert (book.damaged, give(book), give(book)) == (1, "A902", "A903")
    book = reopened(book, folder)
    assert (book.damaged, give(book)) == (1, "A904")


def test_what_the_server_has_is_noted(folder):
    book = Book(folder)
    give(book), give(book), give(book)
    book.note_joined(2, {2: "number_taken"})
    book = reopened(book, folder)
    assert ([entry.text for entry in book.waiting()], book.refused) == (["A902"], {2: "number_taken"})


def test_a_full_disk_gives_no_number_and_leaves_no_half_line(folder, monkeypatch):
    book = Book(folder)
    give(book)
    real = os.write
    monkeypatch.setattr(books.os, "write", lambda file, data: real(file, data[:20]))
    with pytest.raises(OSError, match="full"):
        give(book)
    monkeypatch.undo()
    assert give(book) == "A901"
    assert [entry.text for entry in reopened(book, folder).entries] == ["A900", "A901"]


def test_a_number_is_on_disk_before_it_is_returned(folder, monkeypatch):
    book, synced = Book(folder), []
    monkeypatch.setattr(books.os, "fsync", lambda file: synced.append(book.path.read_bytes().count(b"\n")))
    give(book)
    assert synced == [1]
