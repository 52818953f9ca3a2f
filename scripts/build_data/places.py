"""Rebuild data/communes.csv and data/agencies.csv.

    python scripts/build_data/places.py ../shared/data src/motcua/data

Reads ``nghean_communes.csv`` of the facts folder given first and writes into the folder given second.
"""

import csv
import sys
from pathlib import Path

PROVINCE = "40"
PROVINCE_ID = "H41"
SOURCE = "thanglequoc/vietnamese-provinces-database (MIT), 2026-07-25"

# The data set's population dropped a trailing zero here as well: 6,476 people on 29 km2 of a town
# and 6,196 in the former district town of Đô Lương, against 30,000 to 60,000 in their neighbours.
LOST_ZERO = {"16732": "Cửa Lò", "17662": "Đô Lương"}

COMMUNE_COLUMNS = (
    "code name_vi name_en kind area_km2 population lat lon neighbours inspected agency_id note source".split()
)
AGENCY_COLUMNS = "agency_id parent_id level commune_code name_vi name_en short_vi provisional source".split()

PROVINCIAL = (
    ("H41", "", "Ủy ban nhân dân tỉnh Nghệ An", "Nghệ An Provincial People's Committee", "UBND tỉnh"),
    ("H41.01", "H41", "Văn phòng Ủy ban nhân dân tỉnh", "Office of the Provincial People's Committee",
     "Văn phòng UBND tỉnh"),
    ("H41.01.01", "H41.01", "Trung tâm Phục vụ hành chính công tỉnh",
     "Provincial Public Administration Service Center", "Trung tâm PVHCC tỉnh"),
    ("H41.02", "H41", "Sở Nội vụ", "Department of Home Affairs", "Sở Nội vụ"),
    ("H41.03", "H41", "Sở Tài chính", "Department of Finance", "Sở Tài chính"),
    ("H41.04", "H41", "Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment",
     "Sở NN&MT"),
    ("H41.05", "H41", "Sở Xây dựng", "Department of Construction", "Sở Xây dựng"),
    ("H41.06", "H41", "Sở Công Thương", "Department of Industry and Trade", "Sở Công Thương"),
    ("H41.07", "H41", "Sở Giáo dục và Đào tạo", "Department of Education and Training", "Sở GD&ĐT"),
    ("H41.08", "H41", "Tổ công tác số 4", "Working Group No. 4", "Tổ công tác số 4"),
)  # fmt: skip


def commune_agency_id(code: str) -> str:
    """H41.17.791 for 17791: the groups of two and three digits of the province's own dossier codes."""
    return f"{PROVINCE_ID}.{code[:2]}.{code[2:]}"


def commune_row(row: dict[str, str]) -> dict[str, str]:
    note, population = "", row["population"]
    if row["population_note"]:
        note = "population repaired: the data set had lost trailing zeros"
    if row["code"] in LOST_ZERO:
        population += "0"
        note = "population repaired by this project: the data set's figure is a tenth of its neighbours'"
    return {
        "code": row["code"],
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "kind": {"xã": "commune", "phường": "ward"}[row["kind"]],
        "area_km2": row["area_km2"],
        "population": population,
        "lat": row["lat"],
        "lon": row["lon"],
        "neighbours": row["neighbours"],
        "inspected": "1" if row["named_in_mission"] == "yes" else "0",
        "agency_id": commune_agency_id(row["code"]),
        "note": note,
        "source": SOURCE,
    }


def agency_rows(communes: list[dict[str, str]]) -> list[dict[str, str]]:
    """The province's bodies named in the mission, then every commune's People's Committee."""
    rows = [
        dict(zip(AGENCY_COLUMNS, (code, parent, "province", "", vi, en, short,
                                  "0" if code == PROVINCE_ID else "1",
                                  "domain.md 2.2 (document-exchange SDK)" if code == PROVINCE_ID
                                  else "provisional, to be replaced by the province's own table"),
                 strict=True))
        for code, parent, vi, en, short in PROVINCIAL
    ]  # fmt: skip
    for commune in communes:
        lower = commune["name_vi"][0].lower() + commune["name_vi"][1:]
        values = (commune["agency_id"], PROVINCE_ID, "commune", commune["code"], f"Ủy ban nhân dân {lower}",
                  f"People's Committee of {commune['name_en']}", f"UBND {lower}", "1",
                  "provisional, made from the administrative code")  # fmt: skip
        rows.append(dict(zip(AGENCY_COLUMNS, values, strict=True)))
    return rows


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(facts: Path, out: Path) -> None:
    with (facts / "nghean_communes.csv").open(encoding="utf-8", newline="") as file:
        communes = [commune_row(row) for row in csv.DictReader(file)]
    agencies = agency_rows(communes)
    write(out / "communes.csv", COMMUNE_COLUMNS, communes)
    write(out / "agencies.csv", AGENCY_COLUMNS, agencies)
    print(f"{len(communes)} communes, {len(agencies)} agencies")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
