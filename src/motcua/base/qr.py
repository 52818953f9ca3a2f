"""QR codes as SVG: sharp at any size on screen and paper, with no style in the page.

segno works out the modules (ISO/IEC 18004). The drawing is ours: touching modules become one
outline, since a path a row leaves white hairlines between rows in PDF viewers and on some printers.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString

QUIET_ZONE = 4
"""White modules around the code; ISO/IEC 18004 asks for four."""
MASK = 3

Size = Literal["small", "medium", "large"]
Point = tuple[int, int]


def qr_svg(content: str, *, label: str = "", size: Size = "medium") -> SafeString:
    """One ``<svg class="qr qr-<size>">`` for a page, a ticket or a form; black on its own white ground.

    The class gives the size (the stylesheet knows ``.qr-small`` and its sisters), ``label`` is what a
    screen reader says; without one the picture is hidden from it, as when the address stands beside it.
    Raises ``ValueError`` where the content is too long for any QR code (2,331 bytes).
    """
    side, outline = _drawn(content)
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr qr-{size}" viewBox="0 0 {side} {side}" '
        f'{voice} focusable="false" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="#000" fill-rule="evenodd" d="{outline}"/></svg>'
    )


@lru_cache(maxsize=256)
def _drawn(content: str) -> tuple[int, str]:
    """The side in modules with the quiet zone, and the path of all dark areas.

    Level M (15 % may be lost: receipts are folded), more where it is free. The mask is always the same:
    every reader undoes any of the eight, and looking for the best cost 3 ms of the press of a kiosk.
    """
    code = segno.make(content, micro=False, error="m", mask=MASK)
    rows = [[0] * QUIET_ZONE + [int(module > 0) for module in row] + [0] * QUIET_ZONE for row in code.matrix]
    side = len(rows) + 2 * QUIET_ZONE
    blank = [[0] * side for _ in range(QUIET_ZONE)]
    return side, "".join(_as_path(loop) for loop in _outlines([*blank, *rows, *blank]))


def _outlines(rows: list[list[int]]) -> list[list[Point]]:
    """Every border between dark and light as a closed loop of its corners, dark on the right hand.

    A stroke across leads to a stroke down and so on; where four meet (dark touches dark only at a corner)
    any way on will do, since the path is filled by the even-odd rule.
    """
    across: dict[Point, list[Point]] = {}
    for start, end in _strokes(rows):
        across.setdefault(start, []).append(end)
    down: dict[Point, list[Point]] = {}
    columns = [list(column) for column in zip(*rows, strict=True)]
    for (y, x), (until, _) in _strokes(columns, mirrored=True):
        down.setdefault((x, y), []).append((x, until))
    loops = []
    for first in list(across):
        while across[first]:
            loop = [first]
            while True:
                loop.append(across[loop[-1]].pop())
                turn = down[loop[-1]].pop()
                if turn == first:
                    break
                loop.append(turn)
            loops.append(loop)
    return loops


def _strokes(rows: list[list[int]], *, mirrored: bool = False) -> Iterator[tuple[Point, Point]]:
    """The straight borders between one row and the next, from corner to corner."""
    side = len(rows)
    for y in range(1, side):
        above, below = rows[y - 1], rows[y]
        if above == below:
            continue
        start, kind = 0, 0
        for x in range(side):
            border = below[x] - above[x]
            if border == kind:
                continue
            if kind:
                yield ((start, y), (x, y)) if (kind > 0) != mirrored else ((x, y), (start, y))
            start, kind = x, border


def _as_path(loop: list[Point]) -> str:
    """One loop of corners as SVG path data."""
    parts = [f"M{loop[0][0]} {loop[0][1]}"]
    for before, here in pairwise(loop):
        across, down = here[0] - before[0], here[1] - before[1]
        parts.append(f"h{across}" if across else f"v{down}")
    return "".join(parts) + "z"
