"""Finding a dossier as people bring it: a scanned receipt, the code, its last digits, a name."""

import re

from django.db.models import Case, IntegerField, QuerySet, When

from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.refusal import Refusal
from motcua.domain.states import State
from motcua.dossiers.models import Dossier

LINK = re.compile(r"/d/([0-9A-Za-z]{24})(?:[/?#].*)?\Z")
LAST_DIGITS = re.compile(r"[0-9]{1,6}")
LONGEST = 200


def found(among: QuerySet[Dossier], typed: str) -> QuerySet[Dossier]:
    """Those of ``among`` that the text may mean, results that wait for their owner first.

    A link or token of the resident's page and a whole code name one dossier; up to six digits are the
    end of a code; anything else is part of the applicant's name, with or without diacritics.
    """
    text = typed.replace("\x00", "").strip()[:LONGEST]
    link = LINK.search(text)
    waiting_first = Case(When(state=State.PROCESSED, then=0), default=1, output_field=IntegerField())
    ordered = among.order_by(waiting_first, "-received_at", "-code")
    if link or _is_token(text):
        return ordered.filter(token=(link[1] if link else text).upper())
    if _is_code(text):
        return ordered.filter(code=text.upper())
    if LAST_DIGITS.fullmatch(text):
        return ordered.filter(code__endswith=f"-{text:0>4}")
    name = fold(text)
    return ordered.filter(applicant__name_search__contains=name) if name else ordered.none()


def _is_token(text: str) -> bool:
    try:
        codes.read_token(text)
    except Refusal:
        return False
    return True


def _is_code(text: str) -> bool:
    try:
        codes.parse_dossier_code(text)
    except Refusal:
        return False
    return True
