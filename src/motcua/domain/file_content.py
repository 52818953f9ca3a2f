"""What a file is, decided by what is in it, and what no file may carry. Names and promises count for nothing.

Kept are PDF, JPEG and PNG: what a scanner, a phone and this program make. Not from a text of law: a person
who opens a stored file at a counter must not run anything by it. So a PDF with a script, a program to start,
a form that sends itself or a file inside is refused, as is one that cannot be looked into: encrypted, or with
its objects packed in a way that hides them.

>>> media_type(b"\\x89PNG\\r\\n")
Traceback (most recent call last):
motcua.domain.refusal.Invalid: The picture is cut off or damaged; please send it again.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
PDF: MediaType = "application/pdf"
JPEG: MediaType = "image/jpeg"
PNG: MediaType = "image/png"

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
"""A phone's largest photographs have 50 million; beyond that a small file becomes gigabytes when opened."""
MOST_UNPACKED = 150 * 1024 * 1024
"""Bytes of all streams of one PDF together: a scan of 30 pages has a tenth of it."""
MOST_STREAMS = 20_000

SUFFIX: dict[str, str] = {PDF: "pdf", JPEG: "jpg", PNG: "png"}

_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia|EmbeddedFiles?|GoToE|XFA)(?=[\s/<>\[\]()%]|\Z)"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?=[\s/<>\[\]()%]|\Z)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_OBJECT_STREAM = re.compile(rb"/(?:ObjStm|First)(?=[\s/<>\[\]()%])")
_PLAIN_FILTER = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_ANY_FILTER = re.compile(rb"/(?:Filter|F|DecodeParms|DP)(?=[\s/<>\[\]()%])")
_LONGEST_HEAD = 4_000
"""Bytes before a stream in which its dictionary is looked for."""
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG after which its height and width stand."""


def media_type(content: bytes, field: str = "file") -> MediaType:
    """PDF, JPEG or PNG; ``Invalid`` for anything else, too large, cut off, or with something active in it."""
    if not content:
        raise _no(field, "file_empty", "Tệp trống; hãy chọn tệp khác.", "The file is empty; choose another.")
    if len(content) > MOST_BYTES:
        raise too_large(field)
    if content.startswith(b"%PDF-"):
        _check_pdf(content, field)
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        _check_pixels(_jpeg_size(content), field)
        return JPEG
    if content.startswith(b"\x89PNG\r\n"):
        _check_pixels(_png_size(content), field)
        return PNG
    raise _no(
        field,
        "file_kind",
        "Chỉ nhận tệp PDF, JPEG hoặc PNG.",
        "Only PDF, JPEG and PNG files are accepted.",
    )


def too_large(field: str = "file") -> Invalid:
    """The refusal of a file beyond ``MOST_BYTES``, also for who sees its size before its content."""
    return _no(
        field,
        "file_too_large",
        "Tệp lớn hơn 10 MB. Hãy quét lại với độ phân giải thấp hơn hoặc chia thành nhiều tệp.",
        "The file is larger than 10 MB. Scan it again at a lower resolution, or split it.",
    )


def _check_pdf(content: bytes, field: str) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise _no(
            field,
            "file_damaged",
            "Tệp PDF bị cắt ngang hoặc hỏng; hãy gửi lại.",
            "The PDF is cut off or damaged; please send it again.",
        )
    if _ENCRYPTED.search(_unescaped(content)):
        raise _no(
            field,
            "file_encrypted",
            "Tệp PDF có mật khẩu hoặc bị mã hóa nên không kiểm tra được; hãy bỏ mật khẩu rồi gửi lại.",
            "The PDF is protected by a password and cannot be checked; remove it and send the file again.",
        )
    if _ACTIVE.search(_unescaped(content)):
        raise _active(field)
    for part in _unpacked(content, field):
        if _ACTIVE.search(_unescaped(part)):
            raise _active(field)
    if _hides(content):
        raise _active(field)


def _hides(content: bytes) -> bool:
    """Whether objects are packed otherwise than plainly deflated, so that looking at them proves nothing."""
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _LONGEST_HEAD) : match.start()]
        opening = [found.end() for found in _OBJECT.finditer(head)]
        head = _unescaped(head[opening[-1] :] if opening else head)
        if _OBJECT_STREAM.search(head) and _ANY_FILTER.search(_PLAIN_FILTER.sub(b"", head, count=1)):
            return True
    return False


def _unpacked(content: bytes, field: str) -> Iterator[bytes]:
    """Whatever in the file can be inflated, each as long as it lasts, all together within a limit."""
    left, unread = MOST_UNPACKED, 4 * len(content)
    for count, match in enumerate(_STREAM.finditer(content)):
        part, taken = _inflated(content, match.end(), left)
        left -= len(part)
        unread -= taken
        if left <= 0 or unread <= 0 or count >= MOST_STREAMS:
            raise _no(
                field,
                "file_unpacks_too_large",
                "Tệp PDF quá lớn khi mở ra; hãy quét lại với độ phân giải thấp hơn.",
                "The PDF becomes too large when opened; scan it again at a lower resolution.",
            )
        yield part


def _inflated(content: bytes, at: int, most: int) -> tuple[bytes, int]:
    """What is deflated from ``at`` on, at most ``most`` bytes of it, and how much of the file that took.

    Read in pieces that grow: a file of many tiny streams must not copy its rest at each of them.
    """
    machine, parts, got, size, start = zlib.decompressobj(), [], 0, 512, at
    try:
        while not machine.eof and at < len(content) and got < most:
            parts.append(machine.decompress(content[at : at + size], most - got))
            got += len(parts[-1])
            at += size
            size = min(2 * size, 1 << 20)
    except zlib.error:
        pass
    return b"".join(parts), at - start - len(machine.unused_data)


def _unescaped(content: bytes) -> bytes:
    """Names as a reader understands them: ``/Java#53cript`` is ``/JavaScript``."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)


def _check_pixels(size: tuple[int, int] | None, field: str) -> None:
    if size is None or 0 in size:
        raise _no(
            field,
            "file_damaged",
            "Ảnh bị cắt ngang hoặc hỏng; hãy gửi lại.",
            "The picture is cut off or damaged; please send it again.",
        )
    if size[0] * size[1] > MOST_PIXELS:
        raise _no(
            field,
            "picture_too_large",
            "Ảnh có quá nhiều điểm ảnh; hãy chụp lại với độ phân giải thấp hơn.",
            "The picture has too many pixels; take it again at a lower resolution.",
        )


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the first frame; None where the picture has none or lacks its end."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at + by : at + by + 2]) for by in (5, 7))
            return (width, height) if b"\xff\xd9" in content[-65_536:] else None
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _active(field: str) -> Invalid:
    return _no(
        field,
        "file_active",
        "Tệp PDF có mã chạy được, biểu mẫu tự gửi hoặc tệp đính kèm bên trong nên không được nhận; hãy in ra "
        "PDF mới rồi gửi lại.",
        "The PDF carries a script, a form that sends itself or a file inside, so it is not accepted; print "
        "it to a new PDF and send that.",
    )


def _no(field: str, code: str, vi: str, en: str) -> Invalid:
    return Invalid(code, Words(vi=vi, en=en), field=field)
