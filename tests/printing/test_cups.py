"""CUPS by stand-ins for its commands: what is said, how a slip ends, and how big the page is."""

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from motcua.printing import cups, states
from motcua.printing.cups import Cups
from motcua.printing.printers import Printed
from tests.printing.test_escpos import picture, png

pytestmark = [pytest.mark.edge, pytest.mark.pure]

LPSTAT = """#!/bin/sh
case "$*" in
  *not-completed*) cat "$CUPS_HOME/waiting" 2>/dev/null || true ;;
  *) cat "$CUPS_HOME/printer" ;;
esac
"""
LP = """#!/bin/sh
echo "$@" > "$CUPS_HOME/asked"
for last; do :; done
cp "$last" "$CUPS_HOME/slip.pdf"
[ -e "$CUPS_HOME/refuses" ] && exit 1
echo "request id is hall-7 (1 file(s))"
"""
CANCEL = """#!/bin/sh
echo "$@" > "$CUPS_HOME/cancelled"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    for name, script in (("lpstat", LPSTAT), ("lp", LP), ("cancel", CANCEL)):
        path = tmp_path / name
        path.write_text(script)
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CUPS_HOME", str(tmp_path))
    monkeypatch.setattr(cups, "PRINTS_WITHIN", 0.3)
    monkeypatch.setattr(cups, "LOOK_EVERY", 0.05)
    (tmp_path / "printer").write_text("printer hall is idle.  enabled since Mon\n")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("printer hall is idle.  enabled", states.READY),
        ("printer hall disabled since Mon -", states.FAULT),
        ("printer hall is idle.\n\tAlerts: media-empty-error", states.PAPER_OUT),
        ("printer hall is idle.\n\tAlerts: media-low-report", states.PAPER_LOW),
        ("printer hall is idle.\n\tAlerts: offline-report", states.SILENT),
        ("printer hall is idle.\n\tAlerts: cover-open media-empty", states.PAPER_OUT),
    ],
)
def test_what_a_queue_says(home, said, state):
    (home / "printer").write_text(said)
    assert Cups("hall").state() == state


def test_a_slip_is_a_page_of_its_own_size(home):
    done = Cups("hall").put(png(picture(height=800)), lambda: None)
    assert done == Printed("confirmed", states.READY)
    box = PdfReader(home / "slip.pdf").pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (72, 100)
    assert "media=Custom.72x100mm" in (home / "asked").read_text()


def test_an_empty_tray_gets_nothing(home):
    (home / "printer").write_text("printer hall is idle.\n\tAlerts: media-empty-error")
    done = Cups("hall").put(png(picture()), lambda: pytest.fail("nothing may be sent"))
    assert done == Printed("not_sent", states.PAPER_OUT, states.PAPER_OUT)


def test_what_stays_in_the_queue_is_cancelled_and_unknown(home):
    (home / "waiting").write_text("hall-7 motcua 1024 Mon\n")
    assert Cups("hall").put(png(picture()), lambda: None) == Printed("unknown", "ready", "not_finished")
    assert (home / "cancelled").read_text() == "hall-7\n"


def test_a_refusal_after_the_sending_is_unknown(home):
    (home / "refuses").touch()
    assert Cups("hall").put(png(picture()), lambda: None).outcome == "unknown"


def test_without_cups_the_printer_is_silent(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Cups("hall").put(png(picture()), lambda: None) == Printed("not_sent", "silent", "silent")


@pytest.mark.parametrize("name", ["-d evil", "a b", "", "../x", "a;b"])
def test_a_queue_is_a_name_and_nothing_else(name):
    with pytest.raises(ValueError, match="no name of a CUPS queue"):
        Cups(name)
