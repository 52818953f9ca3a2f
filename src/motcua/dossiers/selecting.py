"""Narrowing a queue: by field, procedure, unit, how the work stands, when it came, words of the name.

A selection is checked as it comes in and again each time it is used: what was kept a year ago may name a
unit, a field or a procedure that is no more.
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from motcua.catalogue.models import Field, Procedure
from motcua.domain.folding import fold
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.time_limits import Standing
from motcua.domain.words import Words
from motcua.dossiers.desks import Desk
from motcua.dossiers.finding import MOST_WORDS, with_words
from motcua.dossiers.models import SavedFilter, Step
from motcua.places.models import Unit

M = TypeVar("M", bound=Model)
LONGEST = 100


class Period(StrEnum):
    """Received within the last days."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 90}


@dataclass(frozen=True, slots=True)
class Selection:
    """What narrows a queue; empty: everything. ``field`` and ``procedure`` are codes, ``unit`` an id,
    ``text`` words of the applicant's name or the last digits of the code."""

    field: str = ""
    procedure: str = ""
    unit: str = ""
    standing: str = ""
    period: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, part.name) for part in fields(self))

    def columns(self) -> dict[str, Any]:
        """As ``SavedFilter`` keeps it."""
        parts = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "unit"}
        return {**parts, "unit_id": UUID(self.unit) if self.unit else None}


EVERYTHING = Selection()


def selection_of(saved: SavedFilter) -> Selection:
    """As it was kept; ``check_selection`` says whether it still holds."""
    unit = str(saved.unit_id) if saved.unit_id else ""
    return Selection(saved.field, saved.procedure, unit, saved.standing, saved.period, saved.text)


def check_selection(chosen: Selection, desk: Desk) -> None:
    """Raises ``InvalidFields`` naming each part that is nothing here, or no longer."""
    errors = []
    if chosen.field and not Field.objects.filter(code=chosen.field).exists():
        errors.append(_gone("field", "Không có lĩnh vực này.", "There is no such field."))
    if chosen.procedure and not Procedure.objects.filter(code=chosen.procedure).exists():
        errors.append(_gone("procedure", "Không có thủ tục này.", "There is no such procedure."))
    if chosen.unit and chosen.unit not in {str(unit.pk) for unit in units_of(desk)}:
        errors.append(_gone("unit", "Không có đơn vị này trong xã.", "The commune has no such unit."))
    if chosen.standing and chosen.standing not in list(Standing):
        errors.append(_gone("standing", "Không có tình trạng này.", "There is no such standing."))
    if chosen.period and chosen.period not in list(Period):
        errors.append(_gone("period", "Không có khoảng thời gian này.", "There is no such period."))
    errors += _wrong_words(chosen.text)
    if errors:
        raise InvalidFields(errors)


def narrowed(rows: QuerySet[M], chosen: Selection, desk: Desk) -> QuerySet[M]:
    """Those steps, or dossiers, of ``rows`` that the (checked) selection means."""
    of_steps = rows.model is Step
    to = "dossier__" if of_steps else ""
    wanted = Q()
    if chosen.field:
        wanted &= Q(**{f"{to}revision__procedure__field": chosen.field})
    if chosen.procedure:
        wanted &= Q(**{f"{to}revision__procedure": chosen.procedure})
    if chosen.unit and of_steps:
        wanted &= Q(unit=UUID(chosen.unit))
    elif chosen.unit:
        wanted &= Q(Exists(Step.objects.open().filter(dossier=OuterRef("pk"), unit=UUID(chosen.unit))))
    if chosen.standing:
        wanted &= desk.ruler.condition(Standing(chosen.standing))
    if chosen.period:
        since = desk.now - timedelta(days=DAYS[Period(chosen.period)])
        wanted &= Q(**{f"{to}received_at__gte": since})
    if chosen.text:
        key = "dossier_id" if of_steps else "pk"
        wanted &= Q(**{f"{key}__in": with_words(desk.centers, chosen.text).values("dossier_id")})
    return rows.filter(wanted)


def units_of(desk: Desk) -> list[Unit]:
    """The units of the officer's commune, by name; one statement."""
    communes = {post.unit.commune_id for post in desk.posts if post.unit.commune_id}
    return list(Unit.objects.filter(commune__in=communes).order_by("name_vi", "pk"))


def one_line(text: str, *, field: str, most: int) -> str:
    return " ".join(written(text, field=field, most=most).split())


def _wrong_words(text: str) -> list[Invalid]:
    if len(text) > LONGEST or (text and not 0 < len(fold(text).split()) <= MOST_WORDS):
        return [
            _gone(
                "text",
                "Nhập vài chữ của tên người nộp hoặc các số cuối của mã hồ sơ.",
                "Type some words of the applicant's name, or the last digits of the code.",
            )
        ]
    return []


def _gone(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"filter_{field}_wrong", Words(vi, en), field=field)
