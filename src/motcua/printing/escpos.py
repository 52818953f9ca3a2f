"""A picture as the bytes of one slip. ``python-escpos`` knows the three dialects of pictures and the cut."""

import functools
import io
import os
import tempfile
from typing import Any

from PIL import Image

WAYS = {"raster": "bitImageRaster", "graphics": "graphics", "column": "bitImageColumn"}
FRAGMENT = 240
"""Rows at a time: small buffers overflow with a whole slip."""
START = b"\x1b@"
"""ESC @: whatever the job before left behind."""
FLUSH = bytes(FRAGMENT * 72)
"""Zeros are nothing as a command and white as dots: they fill up a picture that a cut line left half sent,
so that the next slip is not taken for the rest of it."""


def slip_bytes(png: bytes, *, way: str = "raster", cuts: bool = True) -> bytes:
    """``png`` has one bit a dot and the width of the printer; without a cutter the paper is fed out."""
    printer = _dummy()
    printer.clear()
    with Image.open(io.BytesIO(png)) as picture:
        printer.image(picture.convert("1"), impl=WAYS[way], fragment_height=FRAGMENT)
    if cuts:
        printer.cut()
    else:
        printer.print_and_feed(6)
    body: bytes = printer.output
    return START + body


@functools.cache
def _dummy() -> Any:
    """Made once. The library unpickles its table of printers from a folder: it gets a private one."""
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="motcua-escpos-")
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder.name
        _folders.append(folder)
    from escpos.printer import Dummy

    printer = Dummy()
    # Unknown to the default profile, which would say so on standard output at every slip.
    printer.profile.profile_data["media"]["width"]["pixels"] = 576
    return printer


_folders: list[tempfile.TemporaryDirectory[str]] = []
