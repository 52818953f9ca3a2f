"""Where a slip goes when the kiosk is alone: the printer beside it, if there is one.

With the server the slip is one of its print jobs, seen through to the paper (``motcua.printing``). Here it is
drawn as there and sent once; what becomes of it nobody watches, so the screen says what to do without it.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from motcua.domain.codes import spaced_token
from motcua.domain.words import Words
from motcua.domain.workdays import local

log = logging.getLogger("motcua.kiosk")
KINDS = ("network", "usb", "cups")
CENTER = Words("Trung tâm Phục vụ hành chính công", "Public Administration Service Center")
YOURS = Words("Số thứ tự của ông/bà", "Your number")
KEPT = Words("Chỗ trong hàng được giữ nguyên", "Your place in the line is kept")
READY = Words("Chuẩn bị sẵn:", "Have ready:")
PAPERS = (
    Words("thẻ căn cước hoặc VNeID", "your ID card or VNeID"),
    Words("giấy tờ của thủ tục, bản chính để đối chiếu", "the procedure's papers, originals to compare"),
)
SCAN = Words("Quét mã để xem khi nào đến lượt", "Scan to see when it is your turn")
TYPE_IT = Words("Mã theo dõi:", "Follow code:")
TAKEN = Words("Lấy số lúc", "Taken at")


@dataclass(frozen=True)
class Slip:
    """What stands on the paper."""

    center: str
    number: str
    field: str
    at: datetime
    token: str
    follow: str
    language: str


class Printer(Protocol):
    def once(self, key: str, slip: Slip) -> bool:
        """Print a slip, the same ``key`` only once; whether it is coming out. Never raises."""
        ...


class NoPrinter:
    """The number stands on the screen; who wants paper prints the page."""

    def once(self, key: str, slip: Slip) -> bool:
        return False


class Beside:
    """A printer that this machine reaches; a slip is drawn and sent while the page is already shown."""

    def __init__(self, kind: str, address: str, dots: int) -> None:
        self.kind, self.address, self.dots = kind, address, dots
        self._sent: set[str] = set()
        self._one = threading.Lock()

    def once(self, key: str, slip: Slip) -> bool:
        if key not in self._sent:
            self._sent.add(key)
            threading.Thread(target=self._print, args=(slip,), daemon=True).start()
        return True

    def _print(self, slip: Slip) -> None:
        from motcua.printing.printers import Setup, printer_of

        try:
            with self._one:
                setup = Setup(id="", name="", kind=self.kind, address=self.address)
                printed = printer_of(setup).put(drawn(slip, self.dots), lambda: None)
            log.info("a slip: %s %s", printed.outcome, printed.reason)
        except Exception:  # a printer's fault must not end the kiosk; the number stands on the screen
            log.exception("a slip could not be printed")


def printer_at(text: str, dots: int) -> Printer:
    """``network:192.168.1.50``, ``usb:/dev/usb/lp0``, ``cups:NAME``; raises ``ValueError``."""
    kind, _, address = text.partition(":")
    if kind not in KINDS or not address:
        raise ValueError(f"{text[:60]!r} is no printer: {', '.join(KINDS)} and its address after a colon")
    return Beside(kind, address, dots)


def drawn(slip: Slip, dots: int) -> bytes:
    """The same paper as with the server, without what only the server knows."""
    from motcua.hall.slips.drawing import draw

    def said(words: Words) -> str:
        return words.in_language(slip.language)

    code = spaced_token(slip.token)
    data = {
        "language": slip.language,
        "center": [said(CENTER), slip.center],
        "place": "",
        "reprint": "",
        "yours": said(YOURS),
        "number": slip.number,
        "wanted": [slip.field],
        "ahead": said(KEPT),
        "latest": "",
        "have_ready": said(READY),
        "papers": [said(words) for words in PAPERS],
        "scan": said(SCAN),
        "type_it": said(TYPE_IT),
        "code": [code[: len(code) // 2].strip(), code[len(code) // 2 :].strip()],
        "taken": f"{said(TAKEN)} {local(slip.at):%H:%M %d/%m/%Y}",
    }
    return draw("number.typ", data, dots=dots, qr=slip.follow)
