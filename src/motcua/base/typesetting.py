"""Typst templates with data in, PDF out.

What people wrote reaches a template only as JSON through ``sys.inputs``: for Typst it is text, never
markup. Pages are tagged PDF/A-2a and PDF/UA-1: they last in an archive and can be read aloud.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

STANDARDS = ["a-2a", "ua-1"]
LONGEST = 2_000
"""Characters of one value that are printed; the rest becomes an ellipsis, so no value prints a book."""

_lock = threading.RLock()
_spaces = re.compile(r"[^\S\u00a0]+")  # U+00A0 stays: it holds a date together
_piled_marks = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")


def typeset(
    template: Path, data: Mapping[str, Any], *, at: datetime, pictures: Mapping[str, str] | None = None
) -> bytes:
    """The PDF of a template; ``at`` is its date of making, so the same input gives the same bytes.

    The template reads ``json(bytes(sys.inputs.data))`` and each picture (SVG source) by its own name.
    Texts are made printable first. A letter that no bundled font has (Chinese, emoji) prints as a box
    and costs the claim to the archive standards, not the paper. Raises ``typst.TypstError`` only for a
    fault in the template itself.
    """
    from typst import TypstError

    inputs = {**(pictures or {}), "data": json.dumps(all_printable(data), ensure_ascii=False)}
    try:
        return _compile(template, inputs, STANDARDS, at)
    except TypstError:
        return _compile(template, inputs, [], at)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page as PDF counts: pages from 0, points from the left and from the bottom."""

    page: int
    x: float
    y: float


def typeset_anchored(
    template: Path, data: Mapping[str, Any], *, at: datetime, pictures: Mapping[str, str] | None = None
) -> tuple[bytes, dict[str, Spot]]:
    """As ``typeset``, and where the template's anchors came to stand: what is signed later is put there.

    An anchor is ``#metadata((name: .., page: .., x: .., y: ..)) <anchor>`` (``forms/anchors.typ``).
    """
    with _lock:
        pdf = typeset(template, data, at=at, pictures=pictures)
        found = json.loads(_compiler(template.parent).query("<anchor>", field="value"))
    return pdf, {spot["name"]: Spot(spot["page"] - 1, spot["x"], spot["y"]) for spot in found}


def drawn(template: Path, data: Mapping[str, Any], *, dots_per_inch: float = 300) -> bytes:
    """The one page of a template as PNG, transparent where the template paints nothing."""
    with _lock:
        picture = _compiler(template.parent).compile(
            str(template),
            format="png",
            ppi=dots_per_inch,
            sys_inputs={"data": json.dumps(all_printable(data), ensure_ascii=False)},
        )
    assert isinstance(picture, bytes)
    return picture


def printable(text: str) -> str:
    """One line of composed Unicode without what would not print or would turn the line around.

    >>> printable(" Lê  Thi\\u0323\\n\\u202e Le\\u0323\\u0302\\x07")
    'Lê Thị Lệ'
    """
    spaced = _spaces.sub(" ", unicodedata.normalize("NFC", text))
    seen = "".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C")
    seen = _piled_marks.sub(r"\1", _spaces.sub(" ", seen)).strip(" ")
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 1] + "…"


def all_printable(value: Any) -> Any:
    """A value of JSON with every text in it made ``printable``."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: all_printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(part) for part in value]
    return value


def _compile(template: Path, inputs: dict[str, str], standards: list[Any], at: datetime) -> bytes:
    with _lock:  # the compiler refuses a second thread ("Already borrowed"); a page takes milliseconds
        pdf = _compiler(template.parent).compile(
            str(template),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(folder: Path) -> "typst.Compiler":
    """One a folder, kept: a reused compiler remembers fonts and layout (2 ms a page, not 16).

    Only the bundled fonts, so a page looks the same on every machine.
    """
    from typst import Compiler

    return Compiler(root=str(folder), ignore_system_fonts=True)
