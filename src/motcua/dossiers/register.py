"""Form 07, the dossier register of a center: what it holds in a period, in order, however many.

Annex I of Circular 03/2025/TT-VPCP: eleven columns, one register for each field or group of fields, numbered
on through the year (Circular 01/2018/TT-VPCP). Only accepted dossiers stand in it. Read by key in slices, so
that memory does not grow with the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.catalogue.models import Field
from motcua.domain.delivery import Way
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.states import Move
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, local
from motcua.dossiers import receipt
from motcua.dossiers.forms import Entry, Form07, form07
from motcua.dossiers.models import Dossier, Movement
from motcua.places.models import Center

A_PAGE = 10
"""Entries on a page of the register: what A4 across holds where names are long."""
MOST_PAGES = 60
LONGEST = timedelta(days=5 * 366)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
SLICE = 2_000
COLUMNS = (
    "received_at",
    "pk",
    "code",
    "revision__procedure__name_vi",
    "applicant__name",
    "applicant__address",
    "applicant__phone",
    "competent_unit__name_vi",
    "due_at",
    "returned_at",
    "return_way",
    "handover__way",
    "handover__receiver_name",
    "handover__is_agent",
    "due_original",
)


@dataclass(frozen=True)
class Register:
    """The register of one center from one day to another, for these fields; none chosen means all."""

    center: Center
    begins_on: date
    ends_on: date
    fields: tuple[Field, ...] = ()

    def rows(self) -> QuerySet[Dossier]:
        return self._received(_midnight(self.begins_on), _midnight(self.ends_on + timedelta(days=1)))

    @property
    def names_of_fields(self) -> tuple[str, ...]:
        return tuple(field.name_vi for field in self.fields) or ("Tất cả lĩnh vực",)

    @cached_property
    def count(self) -> int:
        return self.rows().count()

    @property
    def pages(self) -> int:
        return -(-self.count // A_PAGE)

    def entries(self, *, skip: int = 0, most: int | None = None) -> Iterator[Entry]:
        """The lines in order of reception, numbered on from the first of January; one statement a slice."""
        ordered = self.rows().order_by("received_at", "pk").values_list(*COLUMNS)
        year, order = self.begins_on.year, self._before + skip
        for row in _sliced(ordered, skip, most):
            if local(row[0]).year != year:
                year, order = local(row[0]).year, 0
            order += 1
            yield _entry(order, row)

    @cached_property
    def _before(self) -> int:
        """How many the year's register holds before the first day asked for."""
        began = _midnight(self.begins_on.replace(month=1, day=1))
        return self._received(began, _midnight(self.begins_on)).count()

    def _received(self, since: datetime, until: datetime) -> QuerySet[Dossier]:
        accepted = Movement.objects.filter(dossier=OuterRef("pk"), move=Move.ACCEPT)
        rows = Dossier.objects.filter(
            Exists(accepted), center=self.center, received_at__gte=since, received_at__lt=until
        )
        if self.fields:
            rows = rows.filter(revision__procedure__field__in=self.fields)
        return rows


def register(center: Center, *, begins_on: date, ends_on: date, fields: list[str]) -> Register:
    """The register that somebody asked for; ``InvalidFields`` for a period that is none, or too long."""
    wrong = []
    if ends_on < begins_on:
        wrong.append(_gap("ends_on", "Ngày cuối phải sau ngày đầu.", "The last day comes before the first."))
    elif begins_on < EARLIEST or ends_on > LATEST:
        wrong.append(_gap("ends_on", "Chọn ngày từ năm 2000 đến năm 2099.", "Choose days of this century."))
    elif ends_on - begins_on > LONGEST:
        wrong.append(_gap("ends_on", "Chọn tối đa năm năm.", "Choose at most five years."))
    chosen = tuple(Field.objects.filter(pk__in=fields).order_by("pk"))
    if len(chosen) != len(set(fields)):
        wrong.append(_gap("fields", "Có lĩnh vực không tồn tại.", "One of the fields does not exist."))
    if wrong:
        raise InvalidFields(wrong)
    return Register(center, begins_on, ends_on, chosen)


def register_pdf(asked: Register, *, first: int, last: int, link: str, now: datetime) -> bytes:
    """These pages of the register, counted from 1; ``link`` is the page on which it was asked for."""
    return form07.render(form_of(asked, first=first, last=last, link=link, now=now))


def form_of(asked: Register, *, first: int, last: int, link: str, now: datetime) -> Form07:
    """Form 07 with pages ``first`` to ``last``. Raises ``Invalid`` for pages that the register hasn't got."""
    all_pages = max(asked.pages, 1)
    if not 1 <= first <= last <= all_pages:
        raise _gap("last", f"Sổ có trang 1 đến {all_pages}.", f"The register has pages 1 to {all_pages}.")
    if last - first >= MOST_PAGES:
        raise _gap(
            "last", f"In mỗi lần tối đa {MOST_PAGES} trang.", f"Print at most {MOST_PAGES} pages at once."
        )
    entries = list(asked.entries(skip=(first - 1) * A_PAGE, most=(last - first + 1) * A_PAGE))
    return Form07(
        code="",
        number=str(asked.begins_on.year),
        agency=asked.center.unit.owner.name_vi,
        center=receipt.name_of(asked.center),
        place=receipt.place_of(asked.center),
        issued_at=now,
        link=link,
        fields=asked.names_of_fields,
        begins_on=asked.begins_on,
        ends_on=asked.ends_on,
        first_page=first,
        last_page=all_pages,
        pages=tuple(tuple(entries[at : at + A_PAGE]) for at in range(0, len(entries), A_PAGE)),
    )


def _sliced(ordered: "QuerySet[Any, Any]", skip: int, most: int | None) -> Iterator[tuple[Any, ...]]:
    """The rows in slices, each begun after the key of the one before: no slice is deeper than the first."""
    left, after = most, None
    while left is None or left > 0:
        size = SLICE if left is None else min(SLICE, left)
        rest = ordered if after is None else ordered.filter(after)
        rows = list(rest[skip : skip + size])
        yield from rows
        if len(rows) < size:
            return
        at, key = rows[-1][:2]
        # Said so that both databases begin at the index entry, and not with an OR over all that is left.
        after = Q(received_at__gte=at) & (Q(received_at__gt=at) | Q(pk__gt=key))
        skip, left = 0, None if left is None else left - size


def _entry(order: int, row: tuple[Any, ...]) -> Entry:
    (received_at, _, code, procedure, person, address, phone, agency, due_at, returned_at) = row[:10]
    chosen, went, taker, by_agent, due_original = row[10:]
    return Entry(
        order=order,
        code=code,
        procedure=procedure,
        person=person,
        contact=", ".join(part for part in (address, phone) if part),
        agency=agency,
        received_at=received_at,
        due_at=due_at,
        due_original=due_original,
        returned_at=returned_at,
        way=Way(went or chosen).words.vi,  # as it went; until then as it was registered
        signed=f"{taker} (nhận thay)" if by_agent else taker or "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _gap(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
