"""The written list somebody takes home before they have waited in vain, on A5, in their language.

Guidance in one time and in writing: Decree 118/2025/NĐ-CP Art 11, Decree 61/2018/NĐ-CP Art 11(2)c. It is
no Form 02: nothing was received, and it names nobody.
"""

from collections.abc import Sequence
from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.domain.words import Words
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import local, unit_held

SENTENCES = {
    "title": Words("Giấy tờ còn thiếu", "What is still missing"),
    "bring": Words("Ông/bà vui lòng chuẩn bị:", "Please bring:"),
    "enough": Words(
        "Chỉ cần đủ các giấy tờ trên, theo danh mục của thủ tục.",
        "Nothing else is needed: this is the procedure's own list.",
    ),
    "again": Words(
        "Khi quay lại, quét mã này ở máy lấy số hoặc đưa cho bàn hỗ trợ: không phải xếp hàng lại từ đầu.",
        "When you come back, scan this at the kiosk or show it at the help desk: no second queue.",
    ),
    "picture": Words("Mã QR mở danh sách này", "QR code that opens this list"),
    "checked": Words("Kiểm tra lúc", "Checked at"),
    "until": Words("Phiếu có giá trị đến hết ngày", "This list holds to the end of"),
}


def missing_papers(
    *,
    center: str,
    procedure: str,
    lines: Sequence[str],
    code: str,
    checked_at: datetime,
    until: datetime,
    link: str,
    language: str = "vi",
) -> bytes:
    """A PDF. ``center``, ``procedure`` and ``lines`` come in the reader's language; ``link`` is the page
    that shows the same list."""
    here = local(checked_at)
    data = {name: words.in_language(language) for name, words in SENTENCES.items()} | {
        "language": language[:2],
        "center": unit_held(center),
        "procedure": procedure,
        "lines": list(lines),
        "code": code,
        "time": f"{here:%H:%M}, {here:%d/%m/%Y}",
        "last_day": f"{local(until):%d/%m/%Y}",
        "link": link,
    }
    return typeset(FOLDER / "missing_papers.typ", data, at=checked_at, pictures={"qr": qr_svg(link)})
