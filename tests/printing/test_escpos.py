"""The bytes of a slip, and what the printer says: against a printer that renders what it got."""

import io
import os
import pty
import threading
import tty

import pytest
from PIL import Image

from motcua.printing import printers, states
from motcua.printing.printers import EscPos, Printed, Setup
from motcua.sandbox.printer import FakePrinter

pytestmark = [pytest.mark.edge, pytest.mark.pure]


def picture(width=576, height=700) -> Image.Image:
    """Every row another pattern, and a black one at the end: nothing can be lost or moved unseen."""
    image = Image.new("1", (width, height), 1)
    for y in range(height):
        for x in range(y % 31, width, 31):
            image.putpixel((x, y), 0)
    for x in range(width):
        image.putpixel((x, height - 1), 0)
    return image


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def at(printer: FakePrinter, **given) -> EscPos:
    return EscPos(Setup("1", "Sảnh", "network", printer.address, **given))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(printers, "ANSWERS_WITHIN", 0.4)
    monkeypatch.setattr(printers, "NO_MARK", 0.4)
    monkeypatch.setattr(printers, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(printers, "PRINTS_WITHIN", 1.5)


@pytest.mark.parametrize("way", ["raster", "graphics"])
@pytest.mark.parametrize("width", [576, 384])
def test_every_dot_arrives(way, width):
    sent = picture(width)
    with FakePrinter(dots=width) as printer:
        told = []
        done = at(printer, way=way).put(png(sent), lambda: told.append(len(printer.slips)))
        assert done == Printed("confirmed", "ready")
        assert told == [0]
        assert printer.text == b""
        assert len(printer.slips) == 1
        assert printer.slips[0].tobytes() == sent.tobytes()


def test_old_printers_get_columns():
    sent = picture(height=240)
    with FakePrinter() as printer:
        assert at(printer, way="column").put(png(sent), lambda: None).outcome == "confirmed"
        assert printer.slips[0].tobytes() == sent.tobytes()


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ({"cover_open": True}, states.COVER_OPEN),
        ({"rows_left": 0}, states.PAPER_OUT),
        ({"silent": True}, states.SILENT),
    ],
)
def test_a_printer_in_trouble_gets_nothing(trouble, state):
    with FakePrinter(**trouble) as printer:
        assert at(printer).state() == state
        done = at(printer).put(png(picture()), lambda: pytest.fail("nothing may be sent"))
        assert done == Printed("not_sent", state, state)
        assert printer.slips == []


def test_little_paper_prints_and_is_told():
    with FakePrinter(paper_low=True) as printer:
        assert at(printer).put(png(picture()), lambda: None) == Printed("confirmed", states.PAPER_LOW)


def test_a_printer_that_is_off_is_silent():
    with FakePrinter() as printer:
        off = at(printer)
    assert off.state() == states.SILENT
    assert off.put(png(picture()), lambda: None) == Printed("not_sent", "silent", "no_connection")


def test_paper_that_ends_in_the_middle_leaves_it_unknown_and_comes_out_with_the_new_roll():
    """Nobody may print it again by itself: the printer does so from its own buffer."""
    sent = picture()
    with FakePrinter(rows_left=300) as printer:
        done = at(printer).put(png(sent), lambda: None)
        assert done == Printed("unknown", states.PAPER_OUT, states.PAPER_OUT)
        assert printer.slips == []
        assert printer.unfinished() == 300
        printer.new_roll()
        assert [slip.tobytes() for slip in printer.slips] == [sent.tobytes()]


def test_silence_after_the_sending_is_unknown():
    with FakePrinter() as printer:
        known = at(printer)
        known.knows_marks = True
        done = known.put(png(picture()), lambda: setattr(printer, "silent", True))
        assert done == Printed("unknown", states.SILENT, states.SILENT)


def test_a_line_cut_in_the_middle_is_unknown():
    with FakePrinter(hangs_up_after=20_000) as printer:
        done = at(printer).put(png(picture()), lambda: None)
        assert done.outcome == "unknown"
        assert printer.slips == []


def test_half_a_picture_does_not_spoil_the_next_slip():
    """The line was cut in the middle of a picture, and the printer waits for the rest of it."""
    sent = picture()
    with FakePrinter(keeps_half=True, hangs_up_after=35_000) as printer:
        known = at(printer)
        assert known.put(png(sent), lambda: None).outcome == "unknown"
        printer.hangs_up_after = None
        assert known.put(png(sent), lambda: None).outcome == "confirmed"
        assert len(printer.slips) == 1
        below = printer.slips[0].height - sent.height
        assert printer.slips[0].crop((0, below, 576, printer.slips[0].height)).tobytes() == sent.tobytes()


def test_a_slow_printer_is_waited_for():
    with FakePrinter(rows_a_second=1500) as printer:
        known = at(printer)
        known.knows_marks = True
        assert known.put(png(picture()), lambda: None) == Printed("confirmed", "ready")
        assert len(printer.slips) == 1


def test_one_that_never_finishes_is_unknown(monkeypatch):
    with FakePrinter() as printer:
        known = at(printer)
        known.knows_marks = True
        done = known.put(png(picture()), lambda: setattr(printer, "knows_marks", False))
        assert done == Printed("unknown", "ready", "not_finished")


def test_a_printer_without_marks_counts_by_its_state():
    with FakePrinter(knows_marks=False) as printer:
        known = at(printer)
        assert known.put(png(picture()), lambda: None) == Printed("confirmed", "ready", "status_only")
        assert known.knows_marks is False


def test_a_printer_that_never_answers_is_never_called_printed():
    with FakePrinter(silent=True) as printer:
        mute = at(printer, answers=False)
        assert mute.state() == states.UNKNOWN
        assert mute.put(png(picture()), lambda: None) == Printed("unknown", "unknown", "no_answers")


def test_without_a_cutter_the_paper_is_fed_out():
    with FakePrinter() as printer:
        assert at(printer, cuts=False).put(png(picture()), lambda: None).outcome == "confirmed"
        assert printer.slips == []
        assert printer.unfinished() > 700


def test_usb_by_the_kernels_device_file():
    """A pseudo-terminal stands for /dev/usb/lp0: read and written like it."""
    host, device = pty.openpty()
    tty.setraw(host)
    tty.setraw(device)
    path = os.ttyname(device)
    got = bytearray()
    stop = threading.Event()

    def printer() -> None:
        while not stop.is_set():
            before = bytes(got)
            got.extend(os.read(host, 4096))
            for question, answer in ((b"\x10\x04", b"\x12"), (b"\x1dr\x01", b"\x00")):
                for _ in range(bytes(got).count(question) - before.count(question)):
                    os.write(host, answer)

    thread = threading.Thread(target=printer, daemon=True)
    thread.start()
    white = png(Image.new("1", (576, 40), 1))  # no dots that look like questions
    done = EscPos(Setup("1", "Quầy", "usb", path)).put(white, lambda: None)
    stop.set()
    os.write(device, b"x")
    thread.join(2)
    os.close(device)
    os.close(host)
    assert done == Printed("confirmed", "ready")
    assert b"\x1dv0\x00\x48\x00\x28\x00" in bytes(got)
