"""What the law says about each form's sheet: its number, title, symbol and paper."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sheet:
    """``paper`` is a Typst paper name; ``symbol`` has the places ``{number}`` and ``{year}``."""

    number: str
    title: str
    symbol: str
    paper: str
    basis: str


@cache
def sheet(name: str) -> Sheet:
    """Raises ``KeyError`` for a form that ``forms.json`` doesn't have."""
    return Sheet(**json.loads((FOLDER / "forms.json").read_text(encoding="utf-8"))[name])
