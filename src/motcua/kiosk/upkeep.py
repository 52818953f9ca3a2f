"""What the agent does by itself: bring numbers to the server, borrow new ones, fetch pages, keep pictures."""

import hashlib
import json
import logging
import re
import threading
import time
import uuid
from datetime import datetime
from pathlib import Path

from motcua.kiosk.book import Book, Entry
from motcua.kiosk.kit import Kit
from motcua.kiosk.line import Answer, Gone, Line
from motcua.kiosk.moment import Now

log = logging.getLogger("motcua.kiosk")
BATCH = 100
LEASE_EVERY, PAGES_EVERY = 60.0, 600.0
STATIC = re.compile(r"/static/[A-Za-z0-9._/\-]+")
UNAUTHORISED = 401


class Upkeep:
    """Runs in a thread of its own; ``once`` is one round, for tests and for the moment after a number."""

    def __init__(self, line: Line, book: Book, kit: Kit, now: Now, *, every: float = 3.0) -> None:
        self.line, self.book, self.kit, self.now, self.every = line, book, kit, now, every
        self.static = kit.path.parent / "static"
        self._leased = self._fetched = float("-inf")
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._one_round = threading.Lock()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.once()
            except Gone as gone:
                log.info("the server does not answer (%s)", gone)
            except Exception:
                log.exception("upkeep failed; it goes on")
            self._wake.wait(self.every)
            self._wake.clear()

    def wake(self) -> None:
        """Something has changed: do not wait for the next round."""
        self._wake.set()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()

    def once(self) -> None:
        """Numbers first: what people hold on paper is what the server must know soonest."""
        with self._one_round:
            if not self.kit.token:
                return
            try:
                self._join()
                steady = time.monotonic()
                if not self.line.is_up or steady - self._leased > LEASE_EVERY:
                    self._lease()
                    self._leased = steady
                if steady - self._fetched > PAGES_EVERY or not self.kit.pages:
                    self._fetch()
                    self._fetched = steady
            except LookupError as refused:
                self._refused(refused)

    def _join(self) -> None:
        while waiting := self.book.waiting()[:BATCH]:
            body = {"numbers": [_told(entry) for entry in waiting]}
            key = hashlib.sha256(json.dumps(body).encode()).hexdigest()
            answer = self.line.api("POST", self._path("offline-numbers"), self.kit.token, body, key=key)
            refused = {
                entry.seq: result["refused"]
                for entry, result in zip(waiting, answer["numbers"], strict=True)
                if result["refused"]
            }
            if refused:
                log.error("the server refused %d numbers: %s", len(refused), sorted(set(refused.values())))
            self.book.note_joined(waiting[-1].seq, refused)
            log.info("%d numbers are in the line at the server", len(waiting) - len(refused))

    def _lease(self) -> None:
        leases = self.line.api("POST", self._path("leases"), self.kit.token, key=uuid.uuid4().hex)
        self.now.heard(datetime.fromisoformat(leases["now"]))
        self.kit.leases = leases
        self.kit.save()

    def _fetch(self) -> None:
        """The pages, and every picture and style they name."""
        pages = self.line.api("GET", f"/kiosk/{self.line.center}/offline", self.kit.token)
        text = json.dumps(pages)
        for address in sorted(set(STATIC.findall(text))):
            self.keep(address)
        self.kit.pages = pages
        self.kit.save()

    def keep(self, address: str) -> Answer | None:
        """A file of ``/static/``, from this disk or from the server, which is then kept here.

        Names carry a digest of the content in a real installation, so what is here is what it was.
        """
        file = self.static / _name(address)
        try:
            kind, _, content = file.read_bytes().partition(b"\n")
            return Answer(200, [("Content-Type", kind.decode())], content)
        except FileNotFoundError:
            pass
        answer = self.line.ask("GET", address, {"Accept": "*/*"})
        if answer.status != 200:
            return None
        self.static.mkdir(exist_ok=True, mode=0o700)
        _write_bytes(file, answer.header("Content-Type").encode() + b"\n" + answer.body)
        return answer

    def _refused(self, refused: LookupError) -> None:
        if refused.args[0] == UNAUTHORISED:
            log.error("this kiosk's pairing was revoked; its screen asks for a new code")
            self.kit.forget()
            self.kit.save()
        else:
            log.error("the server refuses: status %s", refused.args[0])

    def _path(self, name: str) -> str:
        return f"/api/v1/centers/{self.line.center}/{name}"


def _told(entry: Entry) -> dict[str, object]:
    return {
        "day": entry.day.isoformat(),
        "series": entry.series,
        "number": entry.number,
        "field": entry.field,
        "token": entry.token,
        "at": entry.at.isoformat(),
        "priority": entry.priority,
        "lane": entry.lane,
        "press": entry.press,
    }


def _name(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _write_bytes(path: Path, data: bytes) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(data)
    new.replace(path)
