"""Form 04: apology and extension of the term (Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết).

Annex I of Circular 03/2025/TT-VPCP; Decree 61/2018/NĐ-CP Art 19(9): at the latest one day before the term
ends, with the reason and the new date, once only. The head of the agency or unit signs it.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.forms.official import Official, Person, Values, in_words, printed

TEMPLATE = "form04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form04(Official):
    """``due_at`` stands on the receipt, ``new_due_at`` is promised now; ``head`` signs as ``head_title``."""

    person: Person
    request: str
    received_at: datetime
    due_at: datetime
    reason: str
    new_due_at: datetime
    head: str
    head_title: str = ""


def values(form: Form04) -> Values:
    return in_words(form, "apology")


def render(form: Form04) -> bytes:
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
