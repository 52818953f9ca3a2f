"""The documents of a procedure, in this project's own short words.

The portal lists long official sentences in random order, one for each alternative of a case, paper and
electronic form apart. ``tables/documents.csv`` gives each sentence (known by its digest, so that a text
that changed is noticed) a short name in both languages, and the condition under which it is asked.
``tables/cases.csv`` names the alternatives. Sentences with the same short name become one document.
"""

import csv
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"
ONE_CASE_ONLY = ("Người khác làm thủ tục thay", "Nộp trực tuyến")  # beside the alternatives, not one of them
FORMS = ("Tờ khai", "Đơn ", "Giấy đề nghị", "Văn bản đề nghị", "Đề nghị", "Thông báo", "Bản đăng ký")
LONGEST_CONDITION = 160

# The record of the new permit repeats the form of the repair permit; both are Form 1 of the same decree.
CORRECTED = {
    ("1.013225", "Đơn đề nghị cấp giấy phép sửa chữa, cải tạo (Mẫu số 1)"): (
        "Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 1)",
        "Form 1: application for a building permit",
    )
}
# The portal lists these under some alternatives only, though nobody can file without them.
NEEDED_ANYWAY = {
    ("1.013225", "Hai bộ bản vẽ thiết kế xây dựng"),
    ("1.004222", "Tờ khai thay đổi thông tin cư trú (Mẫu CT01)"),
    ("2.000720", "Giấy đề nghị thay đổi nội dung đăng ký hộ kinh doanh"),
}


def normal(text: str) -> str:
    """Without bullets, line breaks and closing marks."""
    return re.sub(r"\s+", " ", re.sub(r"^[\s\-*+•–]+", "", text)).strip(" .;:,")


def digest(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()[:12]


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHORT = {row["digest"]: row for row in _rows("documents.csv")}
CASES = [(row["source_starts"], row["when_vi"], row["when_en"]) for row in _rows("cases.csv")]

Label = tuple[str, str]
"""A condition in Vietnamese and in English."""


@dataclass
class Gathered:
    """What the sentences with one short name say together."""

    name_vi: str
    name_en: str
    originals: int = 0
    copies: int = 0
    shown: bool = True
    always: bool = False
    conditions: list[Label] = field(default_factory=list)
    cases: list[Label] = field(default_factory=list)


def case_label(heading: str) -> Label | None:
    text = normal(heading)
    return next(((vi, en) for start, vi, en in CASES if text.startswith(start)), None)


def add_unique(labels: list[Label], label: Label) -> None:
    if label not in labels:
        labels.append(label)


def gather(record: dict[str, Any]) -> tuple[list[Gathered], list[Label]]:
    """The merged documents of a record, and the alternatives its headings name."""
    found: dict[str, Gathered] = {}
    alternatives: list[Label] = []
    for entry in record["documents"]:
        short = SHORT.get(digest(entry["name_vi"])) if entry["kind"] == "document" else None
        if entry["kind"] == "document" and short is None:
            raise SystemExit(f"{record['code']}: no short name for {normal(entry['name_vi'])[:80]!r}")
        if short is None or not short["name_vi"]:
            continue
        names = CORRECTED.get((record["code"], short["name_vi"]), (short["name_vi"], short["name_en"]))
        document = found.setdefault(names[0], Gathered(*names))
        document.originals = max(document.originals, entry["original"])
        document.copies = max(document.copies, entry["copy"])
        document.shown = document.shown and "xuất trình" in entry["case"]
        case = case_label(entry["case"])
        if case and case[0] not in ONE_CASE_ONLY:
            add_unique(alternatives, case)
        if short["when_vi"]:
            add_unique(document.conditions, (short["when_vi"], short["when_en"]))
        elif case:
            add_unique(document.cases, case)
        else:
            document.always = True
    for document in found.values():
        document.always = document.always or (record["code"], document.name_vi) in NEEDED_ANYWAY
        if document.name_vi.startswith("Hai "):
            document.originals, document.copies = 2, 0
    return list(found.values()), alternatives


def condition(document: Gathered, alternatives: list[Label]) -> Label:
    """When the document is asked for; empty texts where it always is."""
    named = document.cases
    if document.always or (len(named) > 0 and len(named) == len(alternatives)):
        return ("", "")
    missing = [label for label in alternatives if label not in named]
    if len(named) > 2 and len(missing) < len(named) and not document.conditions:
        return joined(missing, 0, "Trừ "), joined(missing, 1, "Not for ")
    labels = document.conditions + named
    return joined(labels, 0), joined(labels, 1)


def joined(labels: list[Label], language: int, start: str = "") -> str:
    """One sentence of several conditions; too long for the counter's list is an error of the tables."""
    texts = [label[language] for label in labels]
    text = start + "; ".join(
        part if not start and at == 0 else lowered(part) for at, part in enumerate(texts)
    )
    if len(text) > LONGEST_CONDITION:
        raise SystemExit(f"condition too long: {text}")
    return text


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def documents_of(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The documents as data/procedures/*.json holds them: always asked first, forms first of all."""
    gathered, alternatives = gather(record)
    rows = []
    for document in gathered:
        when_vi, when_en = condition(document, alternatives)
        rows.append({
            "code": "",
            "name_vi": document.name_vi,
            "name_en": document.name_en,
            "originals": document.originals,
            "copies": document.copies,
            "shown": document.shown,
            "required": "when" if when_vi else "always",
            "when_vi": when_vi,
            "when_en": when_en,
        })  # fmt: skip
    rows.sort(key=lambda row: (row["required"] == "when", not row["name_vi"].startswith(FORMS), row["shown"]))
    for number, row in enumerate(rows, 1):
        row["code"] = f"D{number}"
    return rows
