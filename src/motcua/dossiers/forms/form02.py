"""Form 02: request to complete a dossier (Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ).

Annex I of Circular 03/2025/TT-VPCP. Everything that is missing is asked at once and in writing: Decree
61/2018/NĐ-CP Art 11(2)c and Art 19(4), Decree 118/2025/NĐ-CP Art 11.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.forms.official import Official, Person, Values, in_words, printed

TEMPLATE = "form02"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to bring or to put right; ``document`` is empty where it concerns the whole dossier."""

    wanted: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form02(Official):
    """``answer_by``: until when the dossier waits (15 working days, or the field's own time)."""

    person: Person
    request: str
    defects: tuple[Defect, ...]
    reason: str
    contact: str
    contact_phone: str
    answer_by: datetime | None = None
    officer: str


def values(form: Form02) -> Values:
    return in_words(form, "supplement")


def render(form: Form02) -> bytes:
    """The PDF: one A5 page for a few defects."""
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
