"""Rebuild data/procedures/*.json from the facts' procedures.json and the tables beside this script.

    python scripts/build_data/procedures.py ../shared/data src/motcua/data

Facts (codes, terms, fees, counts, numbers of texts) come from the source; short names, translations,
fields and ranks from tables/; what had to be repaired is named in terms_and_fees.py.
"""

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from dossier_documents import TABLES, documents_of
from process_steps import steps_for
from terms_and_fees import fees_of, terms_of

SUBJECTS = {
    "Công dân Việt Nam": "citizen",
    "Người Việt Nam định cư ở nước ngoài": "vietnamese_abroad",
    "Người nước ngoài": "foreigner",
    "Doanh nghiệp": "enterprise",
    "Doanh nghiệp có vốn đầu tư nước ngoài": "foreign_enterprise",
    "Hợp tác xã": "cooperative",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": "organisation",
    "Tổ chức nước ngoài": "foreign_organisation",
    "Cán bộ, công chức, viên chức": "official",
    "Đảng viên": "party_member",
}
VERTICAL = ("police", "military")
ALWAYS = ("inferred", "counted")  # false says something in these


def official_name(text: str) -> str:
    """Without the empty words in front: «Thủ tục đăng ký khai sinh» is «Đăng ký khai sinh»."""
    name = re.sub(r"^Thủ tục\s+", "", re.sub(r"\s+", " ", text).strip(" .:"))
    return name[0].upper() + name[1:]


def decision(text: str) -> str:
    """The number alone: «Quyết định số 6375/QĐ-BQP» is «6375/QĐ-BQP»."""
    number = re.sub(r"^Quyết định số\s+", "", text.strip())
    return re.sub(r"^QĐ(\d+)-(\w+)$", r"\1/QĐ-\2", number)


def number_order(text: str) -> tuple[int, str]:
    year = re.search(r"/(\d{4})/", text)
    return (-int(year[1]) if year else 0, text)


def build(record: dict[str, Any], row: dict[str, str]) -> dict[str, Any]:
    terms = terms_of(record)
    timed = terms[0]
    official = official_name(record["name_vi"])
    return {
        "code": record["code"],
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "official_name_vi": official,
        "keywords_vi": [word.strip() for word in row["keywords_vi"].split(",") if word.strip()],
        "field": row["field"],
        "field_vi": record["field_vi"],
        "rank": int(row["rank"]),
        "decision": decision(record["decision"]),
        "authoritative_system": "ministry" if row["unit"] in VERTICAL else "motcua",
        "subjects": [SUBJECTS[subject] for subject in record["subjects_vi"]],
        "terms": terms,
        "fees": fees_of(record, [term["channel"] for term in terms]),
        "documents": documents_of(record),
        "result_vi": row["result_vi"],
        "result_en": row["result_en"],
        "legal_basis": sorted(set(record["legal_basis"]), key=number_order),
        "process": "standard",
        "process_channel": timed["channel"],
        "steps": steps_for(timed["value"], timed["unit"], row["unit"]),
        "source": record["source"]["address"],
    }


def readable(record: dict[str, Any]) -> str:
    """JSON with one line for each key and for each row of a list; empty optional texts left out."""
    lines = []
    for key, value in record.items():
        if value and isinstance(value, list) and isinstance(value[0], dict):
            rows = [
                {k: v for k, v in row.items() if k in ALWAYS or (v != "" and v is not False)} for row in value
            ]
            inner = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
            lines.append(f'"{key}": [\n  {inner}\n ]')
        else:
            lines.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def main(facts: Path, out: Path) -> None:
    records = json.loads((facts / "procedures.json").read_text(encoding="utf-8"))["procedures"]
    with (TABLES / "procedures.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    folder = out / "procedures"
    folder.mkdir(exist_ok=True)
    for record in records:
        built = build(record, rows[record["code"]])
        (folder / f"{record['code']}.json").write_text(readable(built), encoding="utf-8")
    print(f"{len(records)} procedures")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
