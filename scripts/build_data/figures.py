"""Rebuild data/statistics.csv: the published figures the demo's load is made from.

python scripts/build_data/figures.py ../shared/data src/motcua/data
"""

import csv
import sys
from pathlib import Path

# key: (start of the place, start of the metric) in the facts' statistics.csv
CHOSEN = {
    "dossiers_per_day.ward": ("Nghe An: Thanh Vinh ward", "dossiers per working day"),
    "dossiers_per_day.lowland": ("Nghe An: Con Cuong commune", "dossiers per working day"),
    "dossiers_per_day.highland": ("Nghe An: Chau Khe commune", "dossiers per working day"),
    "dossiers_per_day.smallest": ("Dien Bien: Na Son commune", "dossiers per working day"),
    "dossiers_per_1000_people_a_month": ("Nghe An: Thanh Vinh ward", "dossiers per 1,000 people per month"),
    "on_time_percent": ("Nghe An: Thanh Vinh ward", "on time"),
    "received.con_cuong": ("Nghe An: Con Cuong commune", "dossiers received"),
    "online.con_cuong": ("Nghe An: Con Cuong commune", "dossiers online"),
    "resolved.con_cuong": ("Nghe An: Con Cuong commune", "dossiers resolved"),
    "mix.total": ("HCMC: Vung Tau ward", "dossiers received"),
    "mix.certification": ("HCMC: Vung Tau ward", "mix: certification"),
    "mix.business": ("HCMC: Vung Tau ward", "mix: business"),
    "mix.civil-status": ("HCMC: Vung Tau ward", "mix: civil status"),
    "mix.land": ("HCMC: Vung Tau ward", "mix: land"),
    "people_per_day.busy_ward": ("HCMC: Ben Thanh ward", "citizens served per day"),
    "staff_per_center": ("32 provinces", "staff per commune centre"),
}
COLUMNS = ("key", "place", "period", "value", "unit", "kind", "source", "note")


def chosen(rows: list[dict[str, str]], place: str, metric: str) -> dict[str, str]:
    """The row meant; where its source is "see above", that of the row above about the same place."""
    about = [row for row in rows if row["place"].startswith(place)]
    row = next(row for row in about if row["metric"].startswith(metric))
    return {**row, "source": about[0]["source"]} if row["source"] == "see above" else row


def main(facts: Path, out: Path) -> None:
    with (facts / "statistics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (out / "statistics.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for key, (place, metric) in CHOSEN.items():
            writer.writerow({**chosen(rows, place, metric), "key": key})
    print(f"{len(CHOSEN)} figures")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
