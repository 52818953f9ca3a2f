"""The form of a draft: rows that buttons add, move and take out, without a script; nothing typed is lost.

What people type becomes the JSON of a record (``domain.procedure_record``); the rules judge that.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext

from motcua.domain.free_text import written
from motcua.domain.procedure_record import ProcedureRecord, read
from motcua.domain.procedure_text import as_json
from motcua.domain.refusal import Invalid
from motcua.web.setup.procedures_columns import HEAD, PARTS, Column, Part

Values = dict[str, str]
MOST_ROWS = 60
LONGEST = 2000
BUTTON = re.compile(r"(add|drop|up|down)-(terms|documents|steps|fees)-?([0-9]{0,2})")
PATH = re.compile(r"(terms|documents|steps|fees)\[(\d+)\](?:\.(\w+))?")
NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")
WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the error summary: where it leads, and what is wrong."""

    field: str
    text: str


@dataclass(slots=True)
class Cell:
    """One input as the template draws it."""

    column: Column
    id: str
    value: str
    error: str = ""

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        language = get_language() or "vi"
        known = {code: words.in_language(language) for code, words in (self.column.choices or {}).items()}
        if self.value and self.value not in known:
            known[self.value] = self.value
        return [(code, label, code == self.value) for code, label in known.items()]


@dataclass(slots=True)
class Line:
    """One row with its buttons; folded away unless it was just pressed, is empty or has an error."""

    number: int
    cells: list[Cell]
    is_first: bool
    is_last: bool
    is_chosen: bool
    folds: bool
    error: str

    @property
    def title(self) -> str:
        """What the row is called while it is folded: its name, or what it chose first."""
        named = next((cell.value for cell in self.cells if cell.column.name == "name_vi"), None)
        if named is not None:
            return named
        return ", ".join(label for cell in self.cells for _, label, is_chosen in cell.choices if is_chosen)

    @property
    def is_open(self) -> bool:
        if not self.folds or self.is_chosen or not self.title:
            return True
        return bool(self.error) or any(cell.error for cell in self.cells)


@dataclass(slots=True)
class Section:
    name: str
    part: Part
    lines: list[Line]

    @property
    def place_of_new(self) -> int:
        return place_of_new(self.name, len(self.lines))


def place_of_new(name: str, count: int) -> int:
    """A process ends with the return of the result: a new step comes before that."""
    return max(count - 1, 0) if name == "steps" else count


@dataclass(slots=True)
class DraftForm:
    """What stands in the form: the head's values, and a list of rows for each part."""

    head: Values
    rows: dict[str, list[Values]]
    errors: list[Said] = field(default_factory=list)
    at: str = ""  # the row whose button was pressed

    @classmethod
    def of(cls, record: ProcedureRecord) -> "DraftForm":
        given = as_json(record)
        rows = {name: [_shown(row, part.columns) for row in given[name]] for name, part in PARTS.items()}
        given["legal_basis"] = "; ".join(record.legal_basis)
        return cls(_shown(given, HEAD), rows)

    @classmethod
    def posted(cls, data: Mapping[str, str]) -> "DraftForm":
        rows = {name: list(_rows(data, name, part.columns)) for name, part in PARTS.items()}
        return cls({column.name: _tidy(data.get(column.name, "")) for column in HEAD}, rows)

    def press(self, button: str) -> None:
        """Do what a row's button says; one that is none does nothing."""
        match = BUTTON.fullmatch(button)
        if match is not None:
            self.at = self._pressed(match)

    def _pressed(self, match: re.Match[str]) -> str:
        what, name, place = match[1], match[2], int(match[3] or 0)
        rows = self.rows[name]
        if what == "add" and len(rows) < MOST_ROWS:
            at = place_of_new(name, len(rows))
            rows.insert(
                at, {column.name: PARTS[name].new.get(column.name, "") for column in PARTS[name].columns}
            )
            return f"{name}-{at}"
        if place >= len(rows):
            return name
        if what == "drop":
            rows.pop(place)
            return name
        other = place - 1 if what == "up" else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            return f"{name}-{other}"
        return f"{name}-{place}"

    def record(self, base: ProcedureRecord, taken: Iterable[str]) -> ProcedureRecord | None:
        """The record that the form says; None, and ``errors``, where a value cannot even be read.

        What the form does not show stays as in ``base``; ``taken`` are codes of documents not to use again.
        """
        given = as_json(base) | {key: value for key, value in self.head.items() if key != "legal_basis"}
        given["legal_basis"] = [text.strip() for text in self.head["legal_basis"].split(";") if text.strip()]
        self._give_codes(taken)
        for name, part in PARTS.items():
            given[name] = [
                {column.name: self._value(row, column, f"{name}[{place}]") for column in part.columns}
                for place, row in enumerate(self.rows[name])
            ]
        for place, step in enumerate(given["steps"]):
            step["order"] = place + 1
            step["forms"] = [number for number in re.split(r"[\s,;]+", step["forms"]) if number]
        if self.errors:
            return None
        try:
            return read(given)
        except Invalid as refusal:
            self.refuse([refusal])
            return None

    def refuse(self, problems: Iterable[Any]) -> None:
        """Add what is wrong: each with ``field``, a path such as ``steps[2].hours``, and ``words``."""
        for problem in problems:
            sentence = problem.words.in_language(get_language() or "vi")
            self._say(problem.field, sentence.removeprefix(f"{problem.field}: "))

    def sections(self) -> list[Section]:
        return [
            Section(name, part, [self._line(name, part, place) for place in range(len(self.rows[name]))])
            for name, part in PARTS.items()
        ]

    def head_cells(self) -> list[Cell]:
        return [
            Cell(column, column.name, self.head[column.name], self._error(column.name)) for column in HEAD
        ]

    def _line(self, name: str, part: Part, place: int) -> Line:
        row = self.rows[name][place]
        cells = []
        for column in part.columns:
            key = f"{name}-{place}-{column.name}"
            cells.append(Cell(column, key, row.get(column.name, ""), self._error(key)))
        key, last = f"{name}-{place}", len(self.rows[name]) - 1
        return Line(place + 1, cells, place == 0, place == last, self.at == key, part.folds, self._error(key))

    def _error(self, key: str) -> str:
        return next((said.text for said in self.errors if said.field == key), "")

    def _say(self, path: str, sentence: str) -> None:
        match = PATH.fullmatch(path)
        if match is None:
            self.errors.append(Said(path, sentence))
            return
        name, place, column = match[1], int(match[2]), match[3]
        columns = {each.name for each in PARTS[name].columns if each.kind != "hidden"}
        where = f"{name}-{place}-{column}" if column in columns else f"{name}-{place}"
        self.errors.append(Said(where, f"{PARTS[name].one} {place + 1}: {sentence}"))

    def _value(self, row: Values, column: Column, path: str) -> Any:
        typed = row.get(column.name, "")
        if column.kind == "tick" or column.name == "inferred":
            return bool(typed)
        if column.kind == "whole":
            return self._whole(typed, column, path)
        if column.kind == "number":
            if typed and not NUMBER.fullmatch(typed):
                self._say(f"{path}.{column.name}", gettext("Enter a number, such as 4 or 26,5."))
                return 0
            return float(typed.replace(",", ".") or 0)
        return typed

    def _whole(self, typed: str, column: Column, path: str) -> int | None:
        if not typed:
            return None if column.name in ("amount", "promised") else 0
        digits = re.sub(r"[\s.]", "", typed) if column.name == "amount" else typed
        if not WHOLE.fullmatch(digits):
            self._say(f"{path}.{column.name}", gettext("Enter a whole number."))
            return 0
        return int(digits)

    def _give_codes(self, taken: Iterable[str]) -> None:
        """A new document gets a code that none had before: a code says that it is the same paper."""
        rows = self.rows["documents"]
        used = [*taken, *(row["code"] for row in rows)]
        highest = max((int(code[1:]) for code in used if re.fullmatch(r"D[0-9]{1,4}", code)), default=0)
        for row in rows:
            if not row["code"]:
                highest += 1
                row["code"] = f"D{highest}"


def _shown(given: Mapping[str, Any], columns: Iterable[Column]) -> Values:
    """Values of a record as inputs hold them."""
    return {column.name: _as_typed(given.get(column.name)) for column in columns}


def _as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, float) and not (get_language() or "vi").startswith("en"):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else str(value)


def _rows(data: Mapping[str, str], name: str, columns: Iterable[Column]) -> Iterable[Values]:
    """The rows that were sent, up to the first number that was not."""
    names = [column.name for column in columns]
    for place in range(MOST_ROWS):
        sent = {key: data.get(f"{name}-{place}-{key}") for key in names}
        if all(value is None for value in sent.values()):
            return
        yield {key: _tidy(value or "") for key, value in sent.items()}


def _tidy(text: str) -> str:
    return " ".join(written(text[:LONGEST], field="text", most=LONGEST).split())
