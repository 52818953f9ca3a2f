"""What pydantic finds wrong with a request, said to people in both languages, at the field's own name."""

from collections.abc import Callable
from typing import Any

from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words

MOST_ERRORS = 30
"""A list of a thousand wrong entries need not be answered a thousand times."""
PLACES = ("body", "query", "path", "header")

Say = Callable[[dict[str, Any]], Words]


def refusal_of(errors: list[dict[str, Any]]) -> InvalidFields:
    """All that is wrong, one sentence each."""
    return InvalidFields([_invalid(error) for error in errors[:MOST_ERRORS]])


def _invalid(error: dict[str, Any]) -> Invalid:
    kind = str(error.get("type", ""))
    say = SENTENCES.get(kind, _wrong)
    return Invalid(CODES.get(kind, "wrong_value"), say(error.get("ctx") or {}), field=_name(error["loc"]))


def _name(loc: tuple[str | int, ...]) -> str:
    """("body", "filing", "documents", 0, "code") is ``documents.0.code``: the argument's name is ours."""
    parts = [str(part) for part in loc]
    if parts[:1] == ["body"]:
        parts = parts[2:] or ["body"]
    elif parts and parts[0] in PLACES:
        parts = parts[1:]
    return ".".join(parts)[:100]


def _wrong(ctx: dict[str, Any]) -> Words:
    return Words("Giá trị không đúng.", "This value is wrong.")


def _always(vi: str, en: str) -> Say:
    return lambda ctx: Words(vi, en)


def _with(name: str, vi: str, en: str) -> Say:
    return lambda ctx: Words(vi.format(ctx.get(name, "?")), en.format(ctx.get(name, "?")))


CODES = {"missing": "missing_value"}
_WHOLE = _always("Phải là số nguyên.", "This must be a whole number.")
_TEXT = _always("Phải là chuỗi ký tự.", "This must be text.")
_OBJECT = _always("Phải là một đối tượng JSON.", "This must be a JSON object.")
_DATE = _always("Phải là ngày dạng 2026-11-23.", "This must be a date such as 2026-11-23.")
_MOMENT = _always(
    "Phải là thời điểm dạng 2026-11-23T09:00:00+07:00.",
    "This must be a time such as 2026-11-23T09:00:00+07:00.",
)
_TRUTH = _always("Phải là true hoặc false.", "This must be true or false.")
_CHOICE = _with("expected", "Phải là một trong: {}.", "This must be one of: {}.")

SENTENCES: dict[str, Say] = {
    "missing": _always("Còn thiếu.", "This is missing."),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_long": _with("max_length", "Không quá {} ký tự.", "At most {} characters."),
    "string_too_short": _with("min_length", "Ít nhất {} ký tự.", "At least {} characters."),
    "string_pattern_mismatch": _always("Không đúng dạng.", "This does not have the right form."),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "finite_number": _WHOLE,
    "greater_than_equal": _with("ge", "Không nhỏ hơn {}.", "Not less than {}."),
    "less_than_equal": _with("le", "Không lớn hơn {}.", "Not more than {}."),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "list_type": _always("Phải là một danh sách.", "This must be a list."),
    "too_long": _with("max_length", "Không quá {} mục.", "At most {} entries."),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
}
