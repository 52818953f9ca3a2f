"""The number on paper: an 80 mm slip for the kiosk's printer, in the language the kiosk speaks."""

from collections.abc import Sequence
from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.domain.words import Words
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import local, unit_held

SENTENCES = {
    "title": Words("Phiếu số thứ tự", "Number slip"),
    "yours": Words("Số thứ tự của ông/bà", "Your number"),
    "scan": Words("Quét mã để xem khi nào đến lượt", "Scan to see when it is your turn"),
    "picture": Words("Mã QR mở trang theo dõi số thứ tự", "QR code to follow this number"),
    "taken": Words("Lấy số lúc", "Taken at"),
}
NOBODY = Words("Không có ai chờ trước ông/bà", "Nobody is waiting ahead of you")
AHEAD = Words("Số người chờ trước ông/bà:", "People waiting ahead of you:")


def ticket_slip(
    *,
    center: str,
    number: str,
    field: str,
    further: Sequence[str] = (),
    issued_at: datetime,
    people_ahead: int,
    link: str,
    language: str = "vi",
) -> bytes:
    """A PDF as long as it needs to be, black only: thermal printers know no grey.

    ``center``, ``field`` and ``further``, what else the number is for, come in the reader's language;
    ``link`` is the page that follows the number.
    """
    here = local(issued_at)
    ahead = f"{AHEAD.in_language(language)} {people_ahead}" if people_ahead else NOBODY.in_language(language)
    data = {name: words.in_language(language) for name, words in SENTENCES.items()} | {
        "language": language[:2],
        "center": unit_held(center),
        "number": number,
        "wanted": [field, *further],
        "time": f"{here:%H:%M}, {here:%d/%m/%Y}",
        "ahead": ahead,
        "link": link,
    }
    return typeset(FOLDER / "slip.typ", data, at=issued_at, pictures={"qr": qr_svg(link)})
