"""CPU for a receipt (Form 01) and a number slip as PDF, on a warm compiler (no database).

Each paper has a code, a link and a QR code of its own, as at a counter. The promise is ours: a
receipt must never be what people wait for.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.figures import Figure, show
from motcua.dossiers.forms import Fee, Form01, Paper, Person, render, ticket_slip

ROUNDS = 60
NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
CENTER = "Trung tâm Phục vụ hành chính công xã Kim Bảng"
RECEIPT = Form01(
    code="H41.17.791-261123-0001",
    number="1",
    agency="Ủy ban nhân dân xã Kim Bảng",
    center=CENTER,
    place="Kim Bảng",
    hotline="0238 3 861 234",
    submitter=Person("Nguyễn Thị Hạnh", "040185001234", "Xóm 5, xã Kim Bảng, tỉnh Nghệ An", "0912 345 678"),
    request="Đăng ký khai sinh",
    papers=(
        Paper("Tờ khai đăng ký khai sinh", "original"),
        Paper("Giấy chứng sinh", "original"),
        Paper("Giấy chứng nhận kết hôn của cha mẹ", "copy"),
    ),
    term="01 ngày làm việc",
    issued_at=NOW,
    received_at=NOW,
    due_at=NOW,
    collect_at=CENTER,
    fee=Fee(8_000, "paid"),
    receiver="Trần Văn Đức",
    link="https://motcua.example.vn/d/0",
)


def receipt(turn: int, papers: int = 3) -> bytes:
    form = replace(
        RECEIPT, code=f"H41.17.791-261123-{turn:04}", link=f"https://motcua.example.vn/d/{turn:020}"
    )
    return render(replace(form, papers=tuple(Paper(f"Giấy tờ số {n}", "copy") for n in range(papers))))


def slip(turn: int) -> bytes:
    link = f"https://motcua.example.vn/t/{turn:020}"
    return ticket_slip(
        center=CENTER,
        number=f"A{turn:03}",
        field="Hộ tịch – Chứng thực",
        issued_at=NOW,
        people_ahead=turn,
        link=link,
    )


def milliseconds(make: Callable[[int], bytes], first: int) -> float:
    """The median CPU of one paper, all threads of the process counted."""
    spent = []
    for turn in range(first, first + ROUNDS):
        began = time.process_time()
        make(turn)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def main() -> None:
    began = time.process_time()
    size = len(receipt(0))
    show(Figure("CPU for the first receipt of a process", (time.process_time() - began) * 1000, "ms"))
    show(Figure("CPU a receipt, warm", milliseconds(receipt, 1), "ms", "<=", 50))
    show(
        Figure("CPU a receipt with 25 papers, warm", milliseconds(lambda turn: receipt(turn, 25), 1000), "ms")
    )
    show(Figure("CPU a number slip, warm", milliseconds(slip, 1), "ms"))
    show(Figure("size of a receipt", size / 1000, "kB"))


if __name__ == "__main__":
    main()
