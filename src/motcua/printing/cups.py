"""A printer behind CUPS, for what talks no ESC/POS: a PDF through ``lp``, its end through ``lpstat``."""

import io
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image

from motcua.printing import states

if TYPE_CHECKING:
    from motcua.printing.printers import Printed

QUEUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,60}", re.ASCII)
REQUEST = re.compile(r"request id is (\S+)")
DOTS_PER_MM = 8
ANSWERS_WITHIN = 10
PRINTS_WITHIN = 30.0
LOOK_EVERY = 0.5
ALERTS = (
    ("media-empty", states.PAPER_OUT),
    ("media-needed", states.PAPER_OUT),
    ("cover-open", states.COVER_OPEN),
    ("door-open", states.COVER_OPEN),
    ("media-jam", states.FAULT),
    ("offline", states.SILENT),
    ("connecting-to-device", states.SILENT),
    ("media-low", states.PAPER_LOW),
)
"""What a queue reports (RFC 8011 ``printer-state-reasons``), the most urgent first."""


class Cups:
    """One queue of this machine's CUPS."""

    def __init__(self, queue: str) -> None:
        if QUEUE.fullmatch(queue) is None:
            raise ValueError(f"{queue[:20]!r} is no name of a CUPS queue")
        self.queue = queue

    def state(self) -> str:
        code, said = _run("lpstat", "-l", "-p", self.queue)
        if code != 0:
            return states.SILENT
        for word, state in ALERTS:
            if word in said:
                return state
        return states.FAULT if " disabled " in said else states.READY

    def put(self, picture: bytes, sending: Callable[[], None]) -> "Printed":
        from motcua.printing.printers import Printed

        before = self.state()
        if before not in states.USABLE:
            return Printed("not_sent", before, before)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            size = _as_pdf(picture, file.name)
            sending()
            code, said = _run("lp", "-d", self.queue, "-o", f"media=Custom.{size}mm", "--", file.name)
        found = REQUEST.search(said)
        if code != 0 or found is None:
            return Printed("unknown", self.state(), "lp_failed")
        return self._finished(found[1])

    def _finished(self, request: str) -> "Printed":
        """CUPS calls a page done when its back end handed it over; a queue that stops says why."""
        from motcua.printing.printers import Printed

        began = time.monotonic()
        while time.monotonic() - began < PRINTS_WITHIN:
            code, said = _run("lpstat", "-W", "not-completed", "-o", self.queue)
            if code == 0 and request not in said.split():
                return Printed("confirmed", self.state())
            state = self.state()
            if state not in states.USABLE:
                break
            time.sleep(LOOK_EVERY)
        _run("cancel", request)  # new paper must not bring an old slip
        state = self.state()
        return Printed("unknown", state, state if state not in states.USABLE else "not_finished")


def _as_pdf(picture: bytes, path: str) -> str:
    """One page exactly as large as the slip; its size in whole millimetres, as ``72x150``."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("1").save(path, "PDF", resolution=DOTS_PER_MM * 25.4)
        return f"{image.width // DOTS_PER_MM}x{-(-image.height // DOTS_PER_MM)}"


def _run(*command: str) -> tuple[int, str]:
    """Exit code and what was said, in English; 127 where CUPS is not installed or does not answer."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs; the queue's name has a fixed shape
            command,
            capture_output=True,
            text=True,
            timeout=ANSWERS_WITHIN,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 127, str(error)
    return done.returncode, done.stdout + done.stderr
