"""A thermal printer on the network that prints on nothing: it understands ESC/POS and keeps what it got.

It tells its state as real ones do (DLE EOT at once, GS r in its place behind what was sent before), and can
be told to run out of paper in the middle of a slip, to open its cover, to fall silent, or to hang up. What
waits in its buffer when the paper ends is printed when there is new paper: that is how real ones surprise.
"""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

from motcua.sandbox.escpos_stream import Stream, Token, tokens

WIDE = 576
OK = 0x12


@dataclass
class FakePrinter:
    """``with FakePrinter() as printer:`` listens on ``printer.address``; cut slips stand in ``slips``."""

    dots: int = WIDE
    silent: bool = False
    knows_marks: bool = True
    cover_open: bool = False
    paper_low: bool = False
    rows_left: int | None = None  # of the paper roll; None: plenty
    hangs_up_after: int | None = None  # bytes of one connection
    rows_a_second: int = 0  # 0: at once
    keeps_half: bool = False  # a command cut off by a broken line goes on with what comes next
    slips: list[Image.Image] = field(default_factory=list)
    text: bytes = b""  # what came as text: Vietnamese sent that way is lost on cheap printers
    connections: int = 0

    def __enter__(self) -> "FakePrinter":
        self._strip: list[bytes] = []
        self._graphics: list[bytes] = []
        self._band: list[bytes] = []
        self._waiting: list[Token] = []
        self._half = b""
        self._more = threading.Event()
        self._stop = threading.Event()
        self._client: socket.socket | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._listen, self._print_on)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    @property
    def paper_out(self) -> bool:
        return self.rows_left is not None and self.rows_left <= 0

    def new_roll(self) -> None:
        """New paper, the cover closed: what waited in the buffer is printed now."""
        self.rows_left, self.cover_open = None, False
        self._more.set()
        until = time.monotonic() + 5
        while self._waiting and time.monotonic() < until:
            time.sleep(0.01)

    def unfinished(self) -> int:
        """Rows on the strip of paper that hangs out, not cut off."""
        return len(self._strip)

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.connections += 1
            with client:
                self._client = client
                self._serve(client)
                self._client = None

    def _serve(self, client: socket.socket) -> None:
        stream = Stream(self._bytes_of(client), self._half if self.keeps_half else b"")
        for token in tokens(stream):
            if token.name == "status":
                self._say(self._status(token.number))
            else:
                self._waiting.append(token)
                self._more.set()
        self._half = stream.begun

    def _bytes_of(self, client: socket.socket) -> Iterator[bytes]:
        client.settimeout(0.1)
        heard = 0
        while not self._stop.is_set():
            try:
                data = client.recv(4096)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            if self.hangs_up_after is not None and heard + len(data) > self.hangs_up_after:
                yield data[: self.hangs_up_after - heard]
                return
            heard += len(data)
            if self._half and len(data) == 3 and data[:2] == b"\x10\x04":
                self._say(self._status(data[2]))  # heeded even in the middle of a picture
                continue
            yield data

    def _say(self, answer: int) -> None:
        if not self.silent and self._client is not None:
            try:
                self._client.sendall(bytes([answer]))
            except OSError:
                self._client = None

    def _status(self, number: int) -> int:
        out, opened = self.paper_out, self.cover_open
        return OK | {
            1: 0x08 if out or opened else 0,
            2: (0x04 if opened else 0) | (0x20 if out else 0),
            4: (0x0C if self.paper_low or out else 0) | (0x60 if out else 0),
        }.get(number, 0)

    def _print_on(self) -> None:
        """The mechanism: works off what waits, in order, until the paper ends or the cover opens."""
        while not self._stop.is_set():
            if not self._waiting or self.paper_out or self.cover_open:
                self._more.wait(0.05)
                self._more.clear()
            elif self._do(self._waiting[0]):
                self._waiting.pop(0)

    def _do(self, token: Token) -> bool:
        """False where the paper ended in the middle."""
        match token.name:
            case "raster" | "print_graphics" | "line":
                return self._print(token)
            case "cut":
                self._cut()
            case "mark" if self.knows_marks:
                self._say(0x03 if self.paper_low else 0x00)
            case "graphics":
                self._graphics = list(token.rows)
            case "band":
                self._band = list(token.rows)
            case "start":
                self._graphics, self._band = [], []
            case "feed":
                self._strip += [b""] * token.number
            case "text":
                self.text += token.data
        return True

    def _print(self, token: Token) -> bool:
        """Row by row; False where the paper ended first, with the rest still waiting."""
        rows = list(token.rows)
        if token.name == "print_graphics":
            rows, self._graphics = self._graphics, []
        elif token.name == "line":
            rows, self._band = self._band, []
        for number, row in enumerate(rows):
            if self.paper_out:
                self._waiting[0] = Token("raster", rows=tuple(rows[number:]))
                return False
            self._strip.append(row)
            if self.rows_left is not None:
                self.rows_left -= 1
            if self.rows_a_second:
                time.sleep(1 / self.rows_a_second)
        return True

    def _cut(self) -> None:
        """Without the feed before the cut, which is no part of the slip."""
        while self._strip and not any(self._strip[-1]):
            self._strip.pop()
        picture = Image.new("1", (self.dots, len(self._strip)), 1)
        for y, row in enumerate(self._strip):
            line = Image.frombytes("1", (len(row) * 8, 1), bytes(byte ^ 0xFF for byte in row))
            picture.paste(line, (0, y))
        self.slips.append(picture)
        self._strip = []
