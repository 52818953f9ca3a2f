"""A stream of bytes cut into the commands of ESC/POS, as far as slips use them (Epson's reference)."""

from collections.abc import Iterator
from dataclasses import dataclass

BAND = 24
"""Rows of one ESC * band in high density."""


@dataclass(frozen=True, slots=True)
class Token:
    """One command. ``rows``: packed dots, a bit set is black."""

    name: str
    number: int = 0
    rows: tuple[bytes, ...] = ()
    data: bytes = b""


class Stream:
    """Reads exactly so many bytes from chunks as they come; ``EOFError`` at the end."""

    def __init__(self, chunks: Iterator[bytes], begun: bytes = b"") -> None:
        self.chunks = chunks
        self.buffer = begun
        self.begun = b""  # what was read of the command that is not complete yet

    def read(self, count: int) -> bytes:
        while len(self.buffer) < count:
            chunk = next(self.chunks, None)
            if chunk is None:
                self.begun += self.buffer
                raise EOFError
            self.buffer += chunk
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        self.begun += taken
        return taken

    def byte(self) -> int:
        return self.read(1)[0]

    def word(self) -> int:
        return int.from_bytes(self.read(2), "little")


def tokens(stream: Stream) -> Iterator[Token]:
    """Every command as soon as it is complete; one cut off by the end stays in ``stream.begun``."""
    while True:
        stream.begun = b""
        try:
            token = _token(stream)
        except EOFError:
            return
        if token is not None:
            yield token


def _token(stream: Stream) -> Token | None:
    first = stream.read(1)
    if first == b"\x10":
        return Token("status", stream.read(2)[1])  # DLE EOT n
    if first == b"\x1b":
        return _escape(stream)
    if first == b"\x1d":
        return _group(stream)
    if first == b"\n":
        return Token("line")
    return Token("text", data=first) if first >= b" " else None


def _escape(stream: Stream) -> Token | None:
    command = stream.read(1)
    if command == b"@":
        return Token("start")
    if command == b"d":
        return Token("feed", stream.byte() * BAND)
    if command == b"J":
        return Token("feed", stream.byte())
    if command == b"*":
        return _band(stream)
    if command in b"3a!tMEG-":  # spacing, alignment, type: one value each
        stream.byte()
    return None


def _group(stream: Stream) -> Token | None:
    command = stream.read(1)
    if command == b"v":  # GS v 0 m xL xH yL yH
        stream.read(2)
        width, height = stream.word(), stream.word()
        return Token("raster", rows=tuple(stream.read(width) for _ in range(height)))
    if command == b"(":
        return _graphics(stream)
    if command == b"V":
        mode = stream.byte()
        if mode in (65, 66, 97, 98, 103, 104):
            stream.byte()
        return Token("cut")
    if command == b"r":
        stream.byte()
        return Token("mark")
    if command in b"!Ba":
        stream.byte()
    return None


def _graphics(stream: Stream) -> Token | None:
    """GS ( L: function 112 stores a picture, function 2 or 50 prints what is stored."""
    stream.read(1)
    body = stream.read(stream.word())
    if body[1] in (2, 50):
        return Token("print_graphics")
    if body[1] != 112:
        return None
    width = int.from_bytes(body[6:8], "little")
    data, step = body[10:], (width + 7) // 8
    return Token("graphics", rows=tuple(data[at : at + step] for at in range(0, len(data), step)))


def _band(stream: Stream) -> Token:
    """ESC * m nL nH: columns of 24 dots, printed by the line feed behind them."""
    deep = 3 if stream.byte() in (32, 33) else 1
    columns = [int.from_bytes(stream.read(deep), "big") for _ in range(stream.word())]
    height = deep * 8
    rows = []
    for y in range(height):
        bits = "".join("1" if column >> (height - 1 - y) & 1 else "0" for column in columns)
        bits += "0" * (-len(bits) % 8)
        rows.append(int(bits, 2).to_bytes(len(bits) // 8, "big"))
    return Token("band", rows=tuple(rows))
