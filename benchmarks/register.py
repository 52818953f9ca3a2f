"""Memory and time for the register (Form 07) of a million dossiers as a spreadsheet, and for a page of it.

The spreadsheet is written by a process of its own, and its peak resident set is what the kernel counted.
The promise is issue 3's: one million rows within 200 MB. ``MOTCUA_BENCH_DOSSIERS`` makes it shorter.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks import ground
from benchmarks.copies import copy
from benchmarks.figures import Figure, show
from motcua.domain.codes import invented_person_id
from motcua.dossiers.actions import receive
from motcua.dossiers.filing import Filing, Handed, Person
from motcua.dossiers.register import Register, form_of, register
from motcua.dossiers.register_sheet import write_spreadsheet
from motcua.people.models import Officer
from motcua.places.models import Center

DOSSIERS = int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "1000000"))
MINUTES = 2
"""Between one dossier and the next: a million in less than the five years a register may span."""


def asked(today: date) -> Register:
    center = Center.objects.select_related("commune", "unit__parent").get(commune_id="17791")
    begins_on = today - timedelta(minutes=MINUTES * DOSSIERS) - timedelta(days=2)
    return register(center, begins_on=begins_on, ends_on=today, fields=[])


def peak() -> float:
    """The most memory this program ever had resident, in MB (since it began: not what its parent had)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def write(today: date) -> None:
    """In its own process: the spreadsheet into a file, as the page does it."""
    before = peak()
    began = time.perf_counter()
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        count = write_spreadsheet(asked(today), file)
        size = Path(file.name).stat().st_size
    rows, seconds = count / 1000, time.perf_counter() - began
    promise = ("<=", 200) if DOSSIERS == 1_000_000 else ("", None)
    show(Figure("thousand rows in the spreadsheet", rows, "rows", "==", (DOSSIERS + 1) / 1000))
    show(Figure("peak memory of the process that writes it", peak(), "MB", *promise))
    show(Figure("  of which before it began", before, "MB"))
    show(Figure("time for the spreadsheet", seconds, "s"))
    show(Figure("size of the spreadsheet", size / 1e6, "MB"))


def page(today: date, first: int) -> float:
    """Seconds for one page of the register from the database, numbered and worded."""
    began = time.perf_counter()
    form_of(
        asked(today), first=first, last=first, link="https://motcua.example.vn", now=ground.timezone.now()
    )
    return time.perf_counter() - began


def main() -> None:
    now = ground.lay()
    today = now.date() + timedelta(days=1)
    number = invented_person_id(1, woman=True, year=58)
    person = Person(
        "Nguyễn Thị Ví Dụ", identity_number=number, address="Xóm 1, Xã Kim Bảng", phone="0900000001"
    )
    papers = tuple(Handed(code, "original") for code in ("D1", "D2", "D3"))
    first = receive(
        Filing(ground.BIRTH, "direct", person, papers, answers={"child": {"name": "Nguyễn Văn Ví Dụ"}}),
        center=Center.objects.select_related("commune", "unit").get(commune_id="17791"),
        by=Officer.objects.get(login="counter.kimbang"),
        now=now,
    )
    began = time.perf_counter()
    copy(first, DOSSIERS, minutes=MINUTES)
    print(f"{DOSSIERS} dossiers laid in {time.perf_counter() - began:.0f} s", flush=True)
    pages = (DOSSIERS + 1) // 10
    show(Figure("first page of the register, counted", page(today, 1) * 1000, "ms"))
    show(Figure("page in the middle of the register", page(today, pages // 2) * 1000, "ms"))
    written = [sys.executable, "-m", "benchmarks.register", today.isoformat()]
    subprocess.run(written, check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(date.fromisoformat(sys.argv[1]))
    else:
        main()
