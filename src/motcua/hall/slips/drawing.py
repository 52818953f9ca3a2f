"""A slip as dots: Typst sets the text, the QR code is drawn module by module between its two parts.

203 dots an inch is 8 a millimetre. Each module of the code is a whole number of dots, as no other size reads
well from thermal paper; drawn with the text it would be smeared over half dots.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
from PIL import Image

from motcua.base.typesetting import drawn

FOLDER = Path(__file__).parent
DOTS_PER_INCH = 203.2
INK = 168
"""Of 255: what is darker becomes a dot. Above the middle, since thin strokes fade on warm thermal paper."""
QUIET = 4
CODE_SHARE = 0.44
"""Of the paper's width the QR code may take, quiet zone included; 32 mm on 72 mm."""
SIZES = {
    576: {"plain": 13, "small": 10.5, "large": 16, "huge": 76},
    384: {"plain": 11.5, "small": 9.5, "large": 14, "huge": 54},
}


def draw(template: str, data: Mapping[str, Any], *, dots: int, qr: str = "") -> bytes:
    """The slip as PNG with one bit a dot, ``dots`` wide; with ``qr`` its code stands in the middle.

    ``template`` is a file of this folder; with a code it is set twice, ``part`` above and below.
    """
    parts = ["above", "below"] if qr else ["all"]
    pieces = [_text(template, {**data, **SIZES[dots], "dots": dots, "part": part}, dots) for part in parts]
    if qr:
        pieces.insert(1, qr_code(qr, dots))
    return _png(_stacked(pieces, dots))


def qr_code(content: str, dots: int) -> Image.Image:
    """The code with its quiet zone, as large as ``CODE_SHARE`` allows in whole dots a module."""
    code = segno.make(content, micro=False, error="m")
    rows = [bytes(row) for row in code.matrix]
    side = len(rows) + 2 * QUIET
    scale = max(2, int(dots * CODE_SHARE) // side)
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + QUIET, y + QUIET), 0)
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def _text(template: str, data: Mapping[str, Any], dots: int) -> Image.Image:
    png = drawn(FOLDER / template, data, dots_per_inch=DOTS_PER_INCH)
    grey = Image.open(io.BytesIO(png)).convert("L")
    return grey.point(lambda light: 255 if light >= INK else 0).convert("1").crop((0, 0, dots, grey.height))


def _stacked(pieces: list[Image.Image], dots: int) -> Image.Image:
    slip = Image.new("1", (dots, sum(piece.height for piece in pieces)), 1)
    top = 0
    for piece in pieces:
        slip.paste(piece, ((dots - piece.width) // 2, top))
        top += piece.height
    return slip


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
