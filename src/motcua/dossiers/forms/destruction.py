"""The certificate of a destruction (Biên bản tiêu hủy hồ sơ hết thời hạn lưu trữ).

Archives Law 33/2024/QH15 wants the destruction of records documented; its articles and any prescribed layout
were not read, so this paper says what an inspector asks for: which dossiers, by which rule, who proposed,
who approved, who carried it out, and the digests by which a copy could be recognised.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.base.typesetting import typeset
from motcua.dossiers.forms.official import Official, Values, in_words
from motcua.dossiers.forms.sheets import FOLDER, Sheet

SHEET = Sheet(
    number="",
    title="Biên bản tiêu hủy hồ sơ hết thời hạn lưu trữ",
    symbol="{number}/BB-TTPVHCC",
    paper="a4",
    basis="Luật Lưu trữ số 33/2024/QH15",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who did what about the list, as which post, and when."""

    part: str
    name: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """One dossier: nothing of the person. ``rule`` is the number of its rule in ``rules``."""

    code: str
    procedure: str
    result: str
    closed: str
    kept_until: str
    rule: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Official):
    """``list_number`` as 3/2026; ``files`` how many lost their content; ``digest`` of all lines' digests."""

    list_number: str
    signed: tuple[Signed, ...]
    rules: tuple[str, ...]
    gone: tuple[Gone, ...]
    stayed: tuple[Stayed, ...]
    files: int
    digest: str
    erased: str
    remains: str


def values(form: Certificate) -> Values:
    return in_words(form, "destruction", SHEET)


def render(form: Certificate) -> bytes:
    """The PDF on A4; the same certificate gives the same bytes."""
    return typeset(FOLDER / "destruction.typ", values(form), at=form.issued_at)
