"""Form 05: notice that a dossier is stopped (Thông báo dừng giải quyết hồ sơ).

Decree 118/2025/NĐ-CP Art 21 and Circular 03/2025/TT-VPCP Art 7. The official layout could not be read; the
notice says what the law wants known: who asked, at which stage, what was decided, and the fees.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.forms.official import Official, Person, Values, in_words, printed

TEMPLATE = "form05"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form05(Official):
    """``asked_at`` is None where the authority stops by itself; ``stage`` is how far the work had come.

    ``reason`` is the applicant's or the authority's, ``fees`` what was paid and goes back, ``papers`` what
    is handed back.
    """

    person: Person
    request: str
    received_at: datetime
    asked_at: datetime | None = None
    reason: str
    stage: str
    decision: str
    fees: str
    papers: str
    basis: tuple[str, ...]
    signer: str
    signer_title: str


def values(form: Form05) -> Values:
    return in_words(form, "stopping")


def render(form: Form05) -> bytes:
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
