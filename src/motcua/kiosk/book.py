"""The book of numbers given without the server: one file, only ever appended to.

A line is the first 16 hexadecimal digits of the SHA-256 of its JSON, a space, the JSON, a line end. A number
is written and flushed to the disk (file and folder) before it is shown; so whatever a person holds on paper
is in the book, and only the last line can be torn: that number was never shown, and the line is cut off.
Any other line that cannot be read may have been shown: every series then skips a number for it.
"""

import fcntl
import hashlib
import json
import logging
import os
import threading
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

log = logging.getLogger("motcua.kiosk")
NAME = "numbers.log"
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One number as it was given; ``seq`` counts the entries of this book from 1."""

    seq: int
    day: date
    series: str
    number: int
    field: str
    token: str
    at: datetime
    priority: str = ""
    lane: str = ""
    press: str = ""

    @property
    def text(self) -> str:
        """As people read it: A900."""
        return f"{self.series}{self.number:03d}"


class InUse(Exception):
    """Another agent has this folder open."""


class Book:
    """Open once: the lock keeps a second agent off these numbers."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / NAME
        self.damaged = 0
        self.entries: list[Entry] = []
        self.joined = 0  # entries up to this one are tickets at the server, or refused there
        self.refused: dict[int, str] = {}
        self.identity = ""
        self._broken = False
        self._damage_known: dict[tuple[date, str], int] = {}
        self._by_press: dict[str, Entry] = {}
        self._by_token: dict[str, Entry] = {}
        self._writing = threading.Lock()
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise InUse(str(folder)) from None
        self._read()
        _sync_folder(folder)

    def close(self) -> None:
        os.close(self._file)

    def waiting(self) -> list[Entry]:
        """Numbers that are not tickets at the server yet, in the order in which they were given."""
        return [entry for entry in self.entries if entry.seq > self.joined]

    def of_press(self, press: str) -> Entry | None:
        return self._by_press.get(press) if press else None

    def of_token(self, token: str) -> Entry | None:
        return self._by_token.get(token)

    def count(self, day: date, field: str) -> int:
        """How many numbers were given for new matters of a field on a day."""
        return sum(
            1 for entry in self.entries if (entry.day, entry.field) == (day, field) and entry.lane != "result"
        )

    def highest(self, day: date, series: str) -> int:
        """The highest number of a series that may have been shown; 0 where there is none."""
        given = [entry.number for entry in self.entries if (entry.day, entry.series) == (day, series)]
        return max(given, default=0)

    def give(self, numbers: list[int], **what: Any) -> Entry | None:
        """Write down the next of ``numbers`` (ascending) and return it; None where all are given.

        On disk when this returns. Raises ``OSError`` where the disk takes no more; then nothing was given.
        """
        with self._writing:
            known = self.of_press(what.get("press", ""))
            if known is not None:
                return known
            key = (what["day"], what["series"])
            highest, lost = self.highest(*key), self.damaged - self._damage_known.get(key, 0)
            free = [number for number in numbers if number > highest][lost:]
            if not free:
                return None
            seq = self.entries[-1].seq + 1 if self.entries else 1
            entry = Entry(seq=seq, number=free[0], **what)
            self._append(asdict(entry))
            self._keep(entry)
            return entry

    def note_joined(self, up_to: int, refused: dict[int, str]) -> None:
        """The server has everything up to this entry; a repetition after a power cut does no harm."""
        with self._writing:
            self._append({"joined": up_to, "refused": refused})
            self.joined = max(self.joined, up_to)
            self.refused |= refused

    def begin(self, identity: str) -> None:
        """The first line: which book this is. Numbers lent to another one are not given from it."""
        with self._writing:
            self._append({"book": identity})
            self.identity = identity

    def _append(self, what: dict[str, Any]) -> None:
        if self._broken:
            raise OSError("an earlier line could not be taken back")
        size = os.fstat(self._file).st_size
        data = _line(what)
        self._broken = True  # until the line stands whole, or is gone
        try:
            if os.write(self._file, data) != len(data):
                raise OSError("the disk is full")
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, size)
            self._broken = False
            raise
        self._broken = False

    def _keep(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._damage_known[entry.day, entry.series] = self.damaged
        self._by_token[entry.token] = entry
        if entry.press:
            self._by_press[entry.press] = entry

    def _read(self) -> None:
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            log.warning("a torn line of %d bytes was cut off: it was never shown", len(data) - len(whole))
            os.ftruncate(self._file, len(whole))
            os.fsync(self._file)
        for line in whole.splitlines():
            found = _read_line(line)
            if found is None:
                self.damaged += 1
            else:
                self._take(found)
        if self.damaged:
            log.error("%d lines of %s cannot be read; as many numbers are skipped", self.damaged, self.path)

    def _take(self, found: dict[str, Any]) -> None:
        if "book" in found:
            self.identity = found["book"]
        elif "joined" in found:
            self.joined = max(self.joined, found["joined"])
            self.refused |= {int(seq): code for seq, code in found["refused"].items()}
        elif "number" in found:
            times = {
                "day": date.fromisoformat(found["day"]),
                "at": datetime.fromisoformat(found["at"]),
            }
            self._keep(Entry(**found | times))


def _line(what: dict[str, Any]) -> bytes:
    text = json.dumps(what, default=lambda value: value.isoformat(), separators=(",", ":")).encode()
    return _digest(text) + b" " + text + b"\n"


def _read_line(line: bytes) -> dict[str, Any] | None:
    digest, _, text = line.partition(b" ")
    if digest != _digest(text):
        return None
    found = json.loads(text)
    return found if isinstance(found, dict) else None


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:DIGITS].encode()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, text: str) -> None:
    """Replace a file: after a power cut it has the old content or the new one, never half of each."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    _sync_folder(path.parent)
