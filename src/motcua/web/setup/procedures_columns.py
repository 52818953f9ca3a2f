"""The rows of a draft as a form shows them: which columns a term, a fee, a document and a step have."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.domain import procedure_words as said
from motcua.domain.words import Words

Label = Promise | str


class Column(NamedTuple):
    """One input of a row. ``kind``: text, long, whole, number, choice, tick or hidden."""

    name: str
    label: Label = ""
    kind: str = "text"
    size: str = ""
    choices: dict[str, Words] | None = None


class Part(NamedTuple):
    """A list of rows: its title, what one row is called, what a button adds, and its columns."""

    title: Label
    one: Label
    add: Label
    columns: tuple[Column, ...]
    new: dict[str, Any]  # what a row that was just added holds
    moves: bool  # whether the order of the rows says something
    folds: bool = False  # many rows: each is folded to its name until it is opened


REQUIRED = {
    "always": Words(vi="Luôn phải nộp", en="Always asked"),
    "when": Words(vi="Chỉ khi có điều kiện", en="Only under a condition"),
}
PROCESSES = {
    "standard": Words(vi="Mẫu chung của hệ thống", en="The system's standard"),
    "published": Words(vi="Đã công bố bằng quyết định", en="Published by decision"),
}

PARTS: dict[str, Part] = {
    "terms": Part(
        _("Terms"),
        _("Term"),
        _("Add a term"),
        (
            Column("channel", _("Channel"), "choice", "chars-20", said.CHANNELS),
            Column("value", _("Legal term"), "whole", "chars-4"),
            Column("unit", _("Unit"), "choice", "chars-20", said.UNITS),
            Column("promised", _("The province promises"), "whole", "chars-4"),
            Column("inferred", "", "hidden"),
            Column("why_vi", "", "hidden"),
            Column("why_en", "", "hidden"),
        ),
        {"channel": "online", "unit": "working_day"},
        moves=False,
    ),
    "documents": Part(
        _("Documents"),
        _("Paper"),
        _("Add a document"),
        (
            Column("code", "", "hidden"),
            Column("name_vi", _("Name in Vietnamese"), "long"),
            Column("name_en", _("Name in English"), "long"),
            Column("originals", _("Originals"), "whole", "chars-4"),
            Column("copies", _("Copies"), "whole", "chars-4"),
            Column("required", _("When it is asked"), "choice", "chars-20", REQUIRED),
            Column("shown", _("Only shown, then given back"), "tick"),
            Column("when_vi", _("Condition in Vietnamese"), "long"),
            Column("when_en", _("Condition in English"), "long"),
        ),
        {"originals": "1", "copies": "0", "required": "always"},
        moves=True,
        folds=True,
    ),
    "steps": Part(
        _("Steps of the process"),
        _("Step"),
        _("Add a step"),
        (
            Column("act", _("Act"), "choice", "chars-20", said.ACTS),
            Column("role", _("Whose turn it is"), "choice", "chars-20", said.ROLES),
            Column("unit", _("In which unit"), "choice", "chars-20", said.UNIT_KINDS),
            Column("hours", _("Hours or percent"), "number", "chars-4"),
            Column("counted", _("Counted in the term"), "tick"),
            Column("forms", _("Forms (numbers)"), "text", "chars-10"),
            Column("name_vi", _("Name in Vietnamese"), "long"),
            Column("name_en", _("Name in English"), "long"),
            Column("result_vi", _("Result in Vietnamese"), "long"),
            Column("result_en", _("Result in English"), "long"),
        ),
        {"act": "review", "role": "head_of_unit", "unit": "office", "counted": "on"},
        moves=True,
        folds=True,
    ),
    "fees": Part(
        _("Fees"),
        _("Fee"),
        _("Add a fee"),
        (
            Column("channel", _("Channel"), "choice", "chars-20", said.CHANNELS),
            Column("kind", _("Kind"), "choice", "chars-20", said.FEE_KINDS),
            Column("amount", _("Amount in dong"), "whole", "chars-10"),
            Column("per_vi", _("For what, in Vietnamese"), "text", "chars-20"),
            Column("per_en", _("For what, in English"), "text", "chars-20"),
            Column("note_vi", _("Note in Vietnamese"), "text", "chars-20"),
            Column("note_en", _("Note in English"), "text", "chars-20"),
        ),
        {"channel": "direct", "kind": "free"},
        moves=True,
    ),
}
HEAD = (
    Column("name_vi", _("Name of the procedure in Vietnamese"), "long"),
    Column("name_en", _("Name of the procedure in English"), "long"),
    Column("result_vi", _("Result in Vietnamese"), "long"),
    Column("result_en", _("Result in English"), "long"),
    Column("decision", _("Announced by the decision"), "text", "chars-20"),
    Column("legal_basis", _("Legal texts, separated by a semicolon"), "long"),
    Column("process", _("Internal process"), "choice", "chars-20", PROCESSES),
    Column("process_channel", _("The hours add up to the term of"), "choice", "chars-20", said.CHANNELS),
)
