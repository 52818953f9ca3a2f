"""The drawn QR code says what segno computed, and brings no style into the page."""

import re

import pytest
import segno

from motcua.base.qr import MASK, QUIET_ZONE, qr_svg

LINK = "https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ"


def modules(svg: str) -> list[list[int]]:
    """The picture sampled at the middle of every module: even-odd rule, counted along a row."""
    side = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg).group(1))
    uprights: set[tuple[int, int]] = set()
    for path in re.search(r'evenodd" d="([^"]+)"', svg).group(1).split("z")[:-1]:
        x, y, *steps = path[1:].replace("h", " h").replace("v", " v").split()
        x, y = x0, y0 = int(x), int(y)
        corners = []
        for step in steps:
            x, y = (x + int(step[1:]), y) if step[0] == "h" else (x, y + int(step[1:]))
            corners.append((x, y))
        for (ax, ay), (bx, by) in zip([(x0, y0), *corners], [*corners, (x0, y0)], strict=True):
            if ax == bx:
                uprights ^= {(ax, row) for row in range(min(ay, by), max(ay, by))}
    return [
        [sum((x, row) in uprights for x in range(column + 1)) % 2 for column in range(side)]
        for row in range(side)
    ]


@pytest.mark.parametrize("content", [LINK, "A015", "Nguyễn Thị Hạnh, xã Kim Bảng", LINK * 20])
def test_the_drawing_is_the_code(content):
    drawn = modules(qr_svg(content))
    code = segno.make(content, micro=False, error="m", mask=MASK)
    expected = [[int(bool(module)) for module in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    assert drawn == expected


def test_the_quiet_zone_is_white_and_four_modules_wide():
    drawn = modules(qr_svg(LINK))
    edge = [*drawn[:QUIET_ZONE], *drawn[-QUIET_ZONE:]]
    assert QUIET_ZONE == 4
    assert not any(any(row) for row in edge)
    assert not any(any(row[:QUIET_ZONE] + row[-QUIET_ZONE:]) for row in drawn)


def test_no_style_reaches_the_page():
    svg = qr_svg(LINK, label="Theo dõi hồ sơ", size="large")
    assert 'class="qr qr-large"' in svg
    assert not re.search(r"style=|<style|<script|\son\w+=|width=|height=", svg)


def test_a_label_is_spoken_and_escaped():
    assert 'aria-label="&quot;&gt;&lt;script&gt;"' in qr_svg("A015", label='"><script>')
    assert 'aria-hidden="true"' in qr_svg("A015")


def test_an_endless_text_is_refused():
    with pytest.raises(ValueError, match="too large"):
        qr_svg("x" * 4000)
