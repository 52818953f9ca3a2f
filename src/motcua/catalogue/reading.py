"""The files of data/ as typed rows: procedures, fields, communes, agencies, units, figures.

Pure reading: no model, no database. A procedure's file that cannot be read or breaks a rule is not
skipped: it comes back with its problems, so that whoever loads can report each.
"""

import csv
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from motcua.domain.procedure_check import Problem, check, refusals
from motcua.domain.procedure_record import ProcedureRecord, read
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.places.rows import AgencyRow, CommuneRow, UnitRow

DATA = Path(__file__).parents[1] / "data"
LARGEST_FILE = 1_000_000
"""Bytes; the longest real procedure has about 9,300."""


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """One file. ``record`` is None where the file could not be read at all."""

    path: Path
    record: ProcedureRecord | None
    problems: list[Problem]

    @property
    def refused(self) -> list[Problem]:
        return refusals(self.problems)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A group of procedures as people come for them; ``unit`` is the kind of unit that mostly owns it."""

    code: str
    series: str
    order: int
    icon: str
    unit: str
    name: Words
    hint: Words
    source_fields: tuple[str, ...]


def procedures(path: Path | None = None, fields: Collection[str] | None = None) -> Iterator[ProcedureFile]:
    """Every procedure file under ``path`` (a folder or one file; the project's own where None), by name.

    ``fields``: the codes a procedure may name; the project's own where None.
    """
    known = {field.code for field in field_rows()} if fields is None else fields
    place = DATA / "procedures" if path is None else path
    for each in [place] if place.is_file() else sorted(place.glob("*.json")):
        yield procedure(each, known)


def procedure(path: Path, fields: Collection[str] | None = None) -> ProcedureFile:
    """One file, read and checked; whatever is in it, never an exception."""
    try:
        record = read(_json(path))
    except Refusal as refusal:
        return ProcedureFile(path, None, [Problem(refusal.code, refusal.words, refusal.field)])
    problems = check(record, fields)
    if path.stem != record.code:
        words = Words(
            vi=f"Tên tệp phải là mã thủ tục, {record.code}.json.",
            en=f"The file must be named after the code, {record.code}.json.",
        )
        problems.append(Problem("code_is_not_the_file_name", words, "code"))
    return ProcedureFile(path, record, problems)


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError("too large")
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        words = Words(
            vi=f"Tệp {path.name} không đọc được: cần JSON, mã UTF-8, không quá 1 MB.",
            en=f"{path.name} cannot be read: it must be JSON in UTF-8 of at most 1 MB.",
        )
        raise Refusal("unreadable_file", words) from error


def field_rows() -> list[FieldRow]:
    """The fields of the kiosk and the counter, in their order."""
    return [
        FieldRow(
            code=row["code"],
            series=row["series"],
            order=int(row["order"]),
            icon=row["icon"],
            unit=row["owning_unit"],
            name=_words(row, "name"),
            hint=_words(row, "hint"),
            source_fields=tuple(row["source_fields"].split("|")),
        )
        for row in _rows("fields.csv")
    ]


def commune_rows() -> list[CommuneRow]:
    """The 130 communes and wards of Nghệ An, by code."""
    return [
        CommuneRow(
            code=row["code"],
            name=_words(row, "name"),
            kind=row["kind"],
            area_km2=Decimal(row["area_km2"]),
            population=int(row["population"]),
            lat=Decimal(row["lat"]),
            lon=Decimal(row["lon"]),
            neighbours=tuple(row["neighbours"].split()),
            inspected=row["inspected"] == "1",
            agency_id=row["agency_id"],
        )
        for row in _rows("communes.csv")
    ]


def agency_rows() -> list[AgencyRow]:
    """The province's bodies, parents first, then every commune's People's Committee."""
    return [
        AgencyRow(
            agency_id=row["agency_id"],
            parent_id=row["parent_id"],
            level=row["level"],
            commune_code=row["commune_code"],
            name=_words(row, "name"),
            short_vi=row["short_vi"],
            provisional=row["provisional"] == "1",
        )
        for row in _rows("agencies.csv")
    ]


def unit_rows(commune_kind: str = "commune") -> list[UnitRow]:
    """The units of a commune or of a ward, in their order (Decree 150/2025/NĐ-CP)."""
    rows = [
        UnitRow(
            code=row["code"],
            commune_kind=row["kind_of_commune"],
            name=_words(row, "name"),
            short_vi=row["short_vi"],
            head_title=_words(row, "head_title"),
            order=int(row["order"]),
        )
        for row in _rows("commune_units.csv")
    ]
    return [row for row in rows if row.is_of(commune_kind)]


def figures() -> dict[str, Decimal]:
    """The published figures the demo's load is made from, by key."""
    return {row["key"]: Decimal(row["value"]) for row in _rows("statistics.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(row: dict[str, str], name: str) -> Words:
    return Words(vi=row[f"{name}_vi"], en=row[f"{name}_en"])
