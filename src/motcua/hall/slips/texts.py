"""What stands on each slip, in the language of who asked for it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from motcua.catalogue.queries import in_force
from motcua.domain.codes import spaced_token
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import queries
from motcua.hall.models import PrintJob, Ticket
from motcua.hall.slips.drawing import draw
from motcua.hall.wishes import still_wanted
from motcua.places.hours import business_date

CENTER = Words("Trung tâm Phục vụ hành chính công", "Public Administration Service Center")
YOURS = Words("Số thứ tự của ông/bà", "Your number")
REPRINT = Words("BẢN IN LẠI", "REPRINT")
COPY = Words("lần thứ", "copy")
NOBODY = Words("Không có ai chờ trước ông/bà", "Nobody is waiting ahead of you")
AHEAD = Words("Số người chờ trước ông/bà:", "People waiting ahead of you:")
LATEST = Words("Được gọi muộn nhất lúc", "Called at the latest at")
LATEST_NOW = Words("Như hiện giờ: muộn nhất lúc", "As things stand now: latest at")
READY = Words("Chuẩn bị sẵn:", "Have ready:")
ALWAYS = (
    Words("thẻ căn cước hoặc VNeID", "your ID card or VNeID"),
    Words("giấy tờ của thủ tục, bản chính để đối chiếu", "the procedure's papers, originals to compare"),
)
SCAN = Words("Quét mã để xem khi nào đến lượt", "Scan to see when it is your turn")
TYPE_IT = Words("Mã theo dõi:", "Follow code:")
TAKEN = Words("Lấy số lúc", "Taken at")
PRINTED = Words("In lúc", "Printed at")
PAPERS = Words("Giấy tờ còn thiếu", "Papers still missing")
COME_BACK = Words(
    "Mang đủ giấy tờ trên rồi trở lại; hỏi bàn hỗ trợ để không phải xếp hàng lại từ đầu.",
    "Come back with these papers; ask at the help desk, so that you need not queue from the end.",
)
TEST = Words("TRANG IN THỬ", "TEST PAGE")
EDGES = Words(
    "Hai đầu đường kẻ phải còn lề trắng đều nhau.", "Both ends of the lines must leave the same white margin."
)
LETTERS = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị",
    "oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ",
    "AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ",
    "OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ Đ",
    "0123456789 · A015 · 07:30 · 23/11/2026",
)
MOST_PAPERS = 6


def slip_of(job: PrintJob, now: datetime, *, link: str = "") -> bytes:
    """The slip of a print job as PNG, with the queue as it stands now.

    ``link`` is what the QR opens where whoever queued the slip knew no address of the server.
    """
    job.link = job.link or link
    return _SLIPS[job.what](job, now)


def _number(job: PrintJob, now: datetime) -> bytes:
    ticket = job.ticket
    assert ticket is not None  # the table's own check
    in_language = _in(job.language)
    standing = queries.standing(ticket, queries.floor(ticket.center, now))
    # The first slip says what was promised at the press, by which the hall is measured; a reprint what holds
    # when it is printed, and says that it does, for its holder may have both.
    again = job.copy > 1
    latest = (None if again else ticket.promised_by) or standing.promised_by
    taken = f"{in_language(TAKEN)} {_moment(ticket.issued_at)}"
    data = _head(job, now) | {
        "place": place_of(ticket, job.language),
        "reprint": f"{in_language(REPRINT)} · {in_language(COPY)} {job.copy}" if again else "",
        "yours": in_language(YOURS),
        "number": ticket.text,
        "wanted": [wish.named_in(job.language) for wish in still_wanted(ticket)],
        "ahead": _ahead(standing.ahead, in_language),
        "latest": f"{in_language(LATEST_NOW if again else LATEST)} {local(latest):%H:%M}" if latest else "",
        "have_ready": in_language(READY),
        "papers": have_ready(ticket, job.language, now),
        "scan": in_language(SCAN) if job.link else "",
        "type_it": in_language(TYPE_IT),
        "code": _halves(spaced_token(ticket.token)),
        "taken": f"{taken} · {in_language(PRINTED)} {local(now):%H:%M}" if again else taken,
    }
    # Without an address to open there is no code to scan; the follow code in text still is.
    return draw("number.typ", data, dots=job.printer.dots, qr=job.link or ticket.token)


def _ahead(count: int | None, in_language: Callable[[Words], str]) -> str:
    """Nothing where the number is being called already."""
    if count is None:
        return ""
    return f"{in_language(AHEAD)} {count}" if count else in_language(NOBODY)


def place_of(ticket: Ticket, language: str) -> str:
    """Where the number is called: the further receiving point, else the center's own address."""
    if ticket.point is not None:
        named = ticket.point.name_in(language)
        return f"{named}, {ticket.point.address}" if ticket.point.address else named
    return ticket.center.address


def have_ready(ticket: Ticket, language: str, now: datetime) -> list[str]:
    """What to take out before the call: the ID card, and the papers of the procedure where it is known."""
    always = [words.in_language(language) for words in ALWAYS]
    if not ticket.procedure_code:
        return always
    try:
        parts = in_force(ticket.procedure_code, business_date(now))
    except NotFound:
        return always
    named = [paper.name_in(language) for paper in parts.documents if paper.is_always]
    return [always[0], *(_short(name) for name in named[:MOST_PAPERS])]


def _papers(job: PrintJob, now: datetime) -> bytes:
    in_language = _in(job.language)
    data = _head(job, now) | {
        "title": in_language(PAPERS),
        "procedure": job.content["title"],
        "lines": job.content["lines"],
        "come_back": in_language(COME_BACK),
    }
    return draw("papers.typ", data, dots=job.printer.dots)


def _test(job: PrintJob, now: datetime) -> bytes:
    in_language = _in(job.language)
    data = _head(job, now) | {
        "title": in_language(TEST),
        "printer": f"{job.printer.name} · {job.printer.dots}",
        "letters": LETTERS,
        "edges": in_language(EDGES),
    }
    return draw("test.typ", data, dots=job.printer.dots)


_SLIPS: dict[str, Callable[[PrintJob, datetime], bytes]] = {
    PrintJob.What.TICKET: _number,
    PrintJob.What.PAPERS: _papers,
    PrintJob.What.TEST: _test,
}


def _head(job: PrintJob, now: datetime) -> dict[str, Any]:
    in_language = _in(job.language)
    return {
        "language": job.language,
        "center": [in_language(CENTER), job.center.name_in(job.language)],
        "taken": f"{in_language(PRINTED)} {_moment(now)}",
    }


def _in(language: str) -> Callable[[Words], str]:
    return lambda words: words.in_language(language)


def _halves(code: str) -> list[str]:
    """A follow code may break in its middle only."""
    groups = code.split(" ")
    middle = (len(groups) + 1) // 2
    return [" ".join(groups[:middle]), " ".join(groups[middle:])]


def _moment(at: datetime) -> str:
    here = local(at)
    return f"{here:%H:%M}, {here:%d/%m/%Y}"


def _short(name: str) -> str:
    return name if len(name) <= 90 else f"{name[:89].rstrip()}…"
