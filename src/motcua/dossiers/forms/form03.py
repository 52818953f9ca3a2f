"""Form 03: refusal to receive or to settle a dossier (Phiếu từ chối tiếp nhận, giải quyết hồ sơ).

Annex I of Circular 03/2025/TT-VPCP; at reception Decree 118/2025/NĐ-CP Art 17(1), after appraisal Decree
61/2018/NĐ-CP Art 19(8). The reasons are given in full.
"""

from dataclasses import dataclass

from motcua.dossiers.forms.official import Official, Person, Values, in_words, printed

TEMPLATE = "form03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form03(Official):
    """``code`` may be empty: who is refused at the counter has none. ``basis`` names the texts of law."""

    person: Person
    request: str
    reasons: tuple[str, ...]
    basis: str = ""
    signer: str
    after_appraisal: bool = False


def values(form: Form03) -> Values:
    return in_words(form, "refusal")


def render(form: Form03) -> bytes:
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
