"""QR codes as SVG: sharp at any size on screen and paper, with no style in the page.

segno works out the modules (ISO/IEC 18004). The drawing is ours: touching modules become one
outline, since a path a row leaves white hairlines between rows in PDF viewers and on some printers.
"""

from functools import lru_cache
from typing import Literal

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString

QUIET_ZONE = 4
"""White modules around the code; ISO/IEC 18004 asks for four."""

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

    Kept for a while: the same code stands on the kiosk, on the phone and on paper, and finding the
    best mask takes segno 5 ms. Level M (15 % may be lost: receipts are folded), more where it is free.
    """
    code = segno.make(content, micro=False, error="m")
    rows = [list(row) for row in code.matrix]
    return len(rows) + 2 * QUIET_ZONE, "".join(_as_path(loop) for loop in _outlines(rows))


def _outlines(rows: list[list[int]]) -> list[list[Point]]:
    """Every border between dark and light as a closed loop of corners, dark on the right hand."""
    leaving: dict[Point, list[Point]] = {}
    for start, end in _edges(rows):
        leaving.setdefault(start, []).append(end)
    loops = []
    for first in list(leaving):
        while leaving[first]:
            loop = [first]
            while (here := leaving[loop[-1]].pop()) != first:
                loop.append(here)
            loops.append(loop)
    return loops


def _edges(rows: list[list[int]]) -> list[tuple[Point, Point]]:
    """The sides of dark modules that touch a light one, each a step of length one."""
    dark = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    }
    edges = []
    for x, y in sorted(dark, key=lambda module: module[::-1]):
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        neighbours = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)]
        edges += [
            (corners[side], corners[(side + 1) % 4])
            for side, neighbour in enumerate(neighbours)
            if neighbour not in dark
        ]
    return edges


def _as_path(loop: list[Point]) -> str:
    """One loop as SVG path data; steps in one direction become one stroke."""
    turns = [
        here
        for before, here, after in zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1], strict=True)
        if (here[0] - before[0], here[1] - before[1]) != (after[0] - here[0], after[1] - here[1])
    ]
    parts = [f"M{turns[0][0]} {turns[0][1]}"]
    for before, here in zip(turns, turns[1:], strict=False):
        across, down = here[0] - before[0], here[1] - before[1]
        parts.append(f"h{across}" if across else f"v{down}")
    return "".join(parts) + "z"
