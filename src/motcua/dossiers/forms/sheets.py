"""What the law says about each form's sheet: its number, title, symbol and paper.

Data, not code: ``forms.json`` beside this module holds Annex I of Circular 03/2025/TT-VPCP and the older
numbering of Circular 01/2018/TT-VPCP, which some provinces still print. A province with numbers or symbols
of its own puts a file of the same shape into Motcua's folder (``MOTCUA_HOME/forms.json``).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER = Path(__file__).parent
NAMES = ("receipt", "supplement", "refusal", "apology", "stopping", "control", "register")
"""Forms 01-07 in the order of Circular 03/2025, by what they are for: the number may change."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``paper`` is a Typst paper name; ``symbol`` has a place ``{number}`` and may have a ``{year}``."""

    number: str
    title: str
    symbol: str
    paper: str
    basis: str
    landscape: bool = False


@cache
def sheet(name: str, numbering: str = "") -> Sheet:
    """The sheet of one form, in the ``numbering`` that the file chooses or in another of its own.

    Raises ``KeyError`` for a form or a numbering that the file doesn't have.
    """
    given = json.loads(_file().read_text(encoding="utf-8"))
    return Sheet(**given[numbering or given["numbering"]][name])


def _file() -> Path:
    own = Path(settings.HOME) / "forms.json"
    return own if own.exists() else FOLDER / "forms.json"
