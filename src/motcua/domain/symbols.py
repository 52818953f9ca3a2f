"""The symbol under a document's number, as the clerk would write it.

Law: number and symbol, Decree 30/2020/NĐ-CP Annex I (Part II, II.3: ``12/QĐ-UBND``) and the abbreviations of
its Annex III. Certificates, permits, confirmations and extracts stand in no annex; theirs are what
communes write. It is a proposal: the clerk may write another, in the form of the decree.

>>> symbol_for("Quyết định hỗ trợ chi phí mai táng"), symbol_for("Trích lục khai tử")
('QĐ-UBND', 'TL-UBND')
>>> symbol_for("Bản sao được chứng thực")
'UBND'
>>> checked_symbol(" GP-UBND "), checked_symbol("2026/QĐ-UBND")
('GP-UBND', '2026/QĐ-UBND')
"""

import re
import unicodedata

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

LENGTH = 30
"""Letters of the longest symbol that is kept."""
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, mục II.3"
_GROUP = r"[^\W\d_][^\W_]*"
_FORM = re.compile(rf"(?:20[0-9]{{2}}/)?{_GROUP}(?:[-./]{_GROUP})*")
"""Abbreviations joined by hyphens (``QĐ-UBND``), of a civil-status paper one alone (``TLKT``), before them
the year where a series carries it; a dot or a stroke as some bodies join the drafting unit."""

BODY = "UBND"
KINDS = (
    ("Quyết định", "QĐ"),
    ("Thông báo", "TB"),
    ("Biên bản", "BB"),
    ("Phương án", "PA"),
    ("Giấy giới thiệu", "GGT"),
    ("Giấy chứng nhận", "GCN"),
    ("Giấy xác nhận", "GXN"),
    ("Xác nhận", "XN"),
    ("Giấy phép", "GP"),
    ("Giấy khai sinh", "GKS"),
    ("Trích lục", "TL"),
)


def symbol_for(result: str) -> str:
    """``result`` is the Vietnamese name of what the procedure ends with."""
    for name, short in KINDS:
        if result.startswith(name):
            return f"{short}-{BODY}"
    return BODY


def checked_symbol(text: str) -> str:
    """The symbol without spaces around it; the number before it is not the clerk's to write.

    Raises ``Invalid`` (``symbol_wrong``) with what is wrong and how it is written.
    """
    symbol = unicodedata.normalize("NFC", text).strip()
    if not symbol:
        raise _wrong("Nhập ký hiệu văn bản, ví dụ QĐ-UBND.", "Enter the document symbol, such as QĐ-UBND.")
    if len(symbol) > LENGTH:
        raise _wrong(
            f"Ký hiệu có nhiều nhất {LENGTH} ký tự; hiện đang có {len(symbol)}.",
            f"A symbol has at most {LENGTH} characters; there are {len(symbol)} now.",
        )
    if re.match(r"[0-9]+/\D", symbol) and _FORM.fullmatch(symbol) is None:
        raise _wrong(
            "Chỉ ghi ký hiệu, không ghi số: số văn bản được cấp khi bấm nút. Ví dụ: QĐ-UBND.",
            "Write the symbol alone: the number is given when you press the button. Such as QĐ-UBND.",
        )
    if _FORM.fullmatch(symbol) is None or symbol != symbol.upper():
        raise _wrong(
            "Ký hiệu là các chữ viết tắt in hoa, không dấu cách, nối với nhau bằng dấu gạch ngang, "
            "ví dụ QĐ-UBND, GCN-UBND.",
            "A symbol is abbreviations in capitals, without spaces, joined by hyphens, such as QĐ-UBND or "
            "GCN-UBND.",
        )
    if "QD" in re.split(r"[-./]", symbol):
        raise _wrong("Viết QĐ với chữ Đ, ví dụ QĐ-UBND.", "Write QĐ with the letter Đ, such as QĐ-UBND.")
    return symbol


def _wrong(vi: str, en: str) -> Invalid:
    return Invalid("symbol_wrong", Words(vi=vi, en=en), basis=BASIS, field="symbol")
