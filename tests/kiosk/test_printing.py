"""A slip without the server, on a printer that renders what it got."""

import io
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageOps

from motcua.kiosk.printing import NoPrinter, Slip, drawn, printer_at
from motcua.sandbox.printer import FakePrinter

SLIP = Slip(
    center="Xã Kim Bảng",
    number="A900",
    field="Hộ kinh doanh, hợp tác xã",
    at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
    token="000G40R40M30E209185GR38E",
    follow="https://motcua.example.vn/t/000G40R40M30E209185GR38E",
    language="vi",
)


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("number", ["A900", "B1027", "M8999", "W12345"])
def test_the_slip_fits_the_paper(dots, number):
    with Image.open(io.BytesIO(drawn(replace(SLIP, number=number), dots))) as picture:
        assert (picture.width, picture.mode) == (dots, "1")
        left, _, right, _ = ImageOps.invert(picture.convert("L")).getbbox()
        assert left >= 8, "nothing is cut off at the edges"
        assert right <= dots - 8


def test_a_slip_comes_out_once(tmp_path):
    with FakePrinter() as fake:
        printer = printer_at(f"network:{fake.address}", 576)
        assert [printer.once("one", SLIP), printer.once("one", SLIP)] == [True, True]
        deadline = time.monotonic() + 20
        while not fake.slips and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        assert len(fake.slips) == 1


def test_a_dead_printer_holds_up_nobody():
    assert printer_at("network:127.0.0.1:1", 576).once("one", SLIP)
    assert not NoPrinter().once("one", SLIP)


@pytest.mark.parametrize("text", ["", "network:", "fax:12", "usb"])
def test_what_is_no_printer_is_said(text):
    with pytest.raises(ValueError, match="no printer"):
        printer_at(text, 576)
