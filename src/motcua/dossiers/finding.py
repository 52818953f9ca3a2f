"""Finding a dossier as people bring it: a scanned receipt, the code, its last digits, a name, a number."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, When

from motcua.base.keyset import Page, wrong_cursor
from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers.models import Applicant, Dossier, Search, SearchWord, Step, centers_of
from motcua.dossiers.queries import Work, as_work
from motcua.people.absences import takes_role
from motcua.people.models import Officer, Role

LINK = re.compile(r"/d/([0-9A-Za-z]{24})(?:[/?#].*)?\Z")
LAST_DIGITS = re.compile(r"[0-9]{1,6}")
TAIL = re.compile(
    r"(?:[0-9A-Z.]*[-\s]+)?(?P<day>[0-9]{6})(?:\s*-\s*(?P<serial>[0-9]{1,12})|\s+(?P<said>[0-9]{1,4}))"
)
"""A code without its beginning, as people read it aloud: 261123-0010, 791-261123-0010, 261123 10."""
IDENTITY = re.compile(r"(?=.*[0-9])[0-9A-Z]{6,14}")
LONGEST = 200
MOST_WORDS = 8
AFTER_Z = "{"
"""The character after "z": where the words that begin with given letters end."""
HANDLING = (
    Role.COUNTER,
    Role.SPECIALIST,
    Role.HEAD_OF_UNIT,
    Role.LEADER,
    Role.CLERK,
    Role.CENTER_HEAD,
)
Kind = Search.Kind


def read(typed: str) -> tuple[Search.Kind, str]:
    """What the text is, by its shape, and the text as it is compared. Raises ``Invalid`` where it is empty.

    A link or token of the resident's page and a whole code name one dossier; up to six digits, or a day and
    a number, are the end of a code; numbers of persons are compared whole; anything else is part of a name,
    without marks.
    """
    text = typed.replace("\x00", "").strip()[:LONGEST]
    if not text:
        raise Invalid(
            "search_empty",
            Words("Nhập mã hồ sơ, tên, số điện thoại hoặc số định danh.", "Type a code, a name or a number."),
            field="q",
        )
    link = LINK.search(text)
    digits = re.sub(r"[\s.\-]", "", text)
    number = digits if digits.isdecimal() else text.upper()
    if link or _taken(codes.read_token, text):
        return Kind.CODE, codes.read_token(link[1] if link else text)
    if _taken(codes.parse_dossier_code, text):
        return Kind.CODE, text.upper()
    if LAST_DIGITS.fullmatch(number):
        return Kind.LAST_DIGITS, f"{number:0>4}"
    if _taken(codes.phone, text):
        return Kind.PHONE, codes.phone(text)
    if tail := tail_of(text):
        return Kind.LAST_DIGITS, tail
    if IDENTITY.fullmatch(number):
        return Kind.IDENTITY, number
    return Kind.NAME, fold(text)


def tail_of(text: str) -> str:
    """The end of a dossier's code that the text names, as the words keep it; empty where it names none."""
    found = TAIL.fullmatch(text.strip().upper())
    if found is None or not _is_day(found["day"]):
        return ""
    return f"{found['day']}-{found['serial'] or found['said']:0>4}"


def check_may_find(officer: Officer, kind: Search.Kind, day: date) -> None:
    """A person is looked up by those who handle dossiers, in their own commune; others go by codes."""
    if kind != Kind.CODE and not (takes_role(officer, *HANDLING, day=day) and centers_of(officer, day)):
        raise Forbidden(
            "personal_data",
            Words(
                vi="Chỉ cán bộ xử lý hồ sơ của xã được tìm theo người; ở đây hãy dùng mã hồ sơ đầy đủ.",
                en="Only those who handle the commune's dossiers may look for a person; use the whole code.",
            ),
            basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
        )


def opened(pk: UUID, officer: Officer, now: datetime) -> Search:
    """The officer's own search, while it is kept."""
    search = Search.objects.filter(pk=pk, officer=officer, ends_at__gt=now).first()
    if search is None:
        raise NotFound(
            "search_ended",
            Words(
                vi="Kết quả tìm này không còn được giữ; hãy tìm lại.",
                en="What this search found is no longer kept; search again.",
            ),
        )
    return search


def listed(search: Search, officer: Officer, day: date, *, after: str = "", limit: int) -> Page[Work]:
    """What was found among what the officer may see, the latest entered first, each dossier with its last
    step; three statements."""
    kind, text = read(search.text)
    check_may_find(officer, kind, day)
    rows, key = _meant(kind, text, centers_of(officer, day))
    if after:
        rows = rows.filter(**{f"{key}__lt": _cursor(after)})
    ids = list(rows.order_by(f"-{key}").values_list(key, flat=True).distinct()[: limit + 1])
    shown = Dossier.objects.visible_to(officer, day).filter(pk__in=ids[:limit])
    shown = shown.select_related("applicant", "revision__procedure", "center", "competent_unit")
    shown = shown.prefetch_related(Prefetch("steps", queryset=_last_steps(day), to_attr="latest"))
    found = [as_work(dossier) for dossier in shown.order_by("-pk")]
    return Page(found, ids[limit - 1].hex if len(ids) > limit else "")


def found(among: QuerySet[Dossier], typed: str, centers: Sequence[UUID]) -> QuerySet[Dossier]:
    """Those of ``among`` (of these centers) that the text may mean, results that wait first."""
    try:
        kind, text = read(typed)
    except Invalid:
        return among.none()
    waiting_first = Case(When(state=State.PROCESSED, then=0), default=1, output_field=IntegerField())
    rows, key = _meant(kind, text, centers)
    return among.filter(pk__in=rows.values(key)).order_by(waiting_first, "-received_at", "-code")


def with_words(centers: Sequence[UUID], text: str) -> QuerySet[SearchWord]:
    """The rows of these centers' dossiers in which each word of the text begins a word of the applicant's
    name, or is the number at the end of the code; or whose code ends as the text says."""
    tail = tail_of(text)
    if tail:
        return SearchWord.objects.filter(center__in=centers, word=tail)
    words = sorted(set(fold(text).split()), key=len, reverse=True)[:MOST_WORDS]
    if not words:
        return SearchWord.objects.none()
    rows = _beginning(centers, words[0])
    for word in words[1:]:
        rows = rows.filter(dossier__in=_beginning(centers, word).values("dossier_id"))
    return rows


def _meant(kind: Search.Kind, text: str, centers: Sequence[UUID]) -> tuple[QuerySet[Any], str]:
    """The rows that answer, and which of their columns is the dossier's id."""
    if kind == Kind.CODE:
        return Dossier.objects.filter(Q(token=text) | Q(code=text)), "pk"
    if kind == Kind.LAST_DIGITS:
        return SearchWord.objects.filter(center__in=centers, word=text), "dossier_id"
    if kind == Kind.NAME:
        return with_words(centers, text), "dossier_id"
    same = Q(identity_number=text)
    if kind == Kind.PHONE:  # an organisation's tax number may look like one
        same |= Q(phone=text)
    return Applicant.objects.filter(same, dossier__center__in=centers), "dossier_id"


def _beginning(centers: Sequence[UUID], word: str) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(center__in=centers, word__gte=word, word__lt=word + AFTER_Z)


def _last_steps(day: date) -> QuerySet[Step]:
    after = Q(round__gt=OuterRef("round")) | Q(round=OuterRef("round"), position__gt=OuterRef("position"))
    later = Step.objects.filter(after, dossier=OuterRef("dossier"))
    return Step.objects.filter(~Exists(later)).with_people(day).select_related("unit", "officer", "done_by")


def _cursor(text: str) -> UUID:
    try:
        return UUID(hex=text)
    except ValueError:
        raise wrong_cursor() from None


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(f"20{digits}")
    except ValueError:
        return False
    return True


def _taken(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except Refusal:
        return False
    return True
