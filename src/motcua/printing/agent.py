"""The loop of the print agent: tell what is known, look at the printers, take one slip, print it, tell.

Every step is noted on disk before it is done, and told to the server until it is heard. So the agent may be
killed, cut off or switched off anywhere: a slip that cannot have left for the printer goes back into the
queue, one that may have is reported as unknown, and neither is printed again by itself.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Collection

from motcua.printing import states
from motcua.printing.notes import Note, Notes
from motcua.printing.printers import Printer, Setup, printer_of
from motcua.printing.server import Away, Refused, Served, Server, Taken

log = logging.getLogger("motcua.printing")

LOOK_EVERY = 1.0
"""Seconds between two questions to the server."""
STATE_EVERY = 20.0
TROUBLED_EVERY = 4.0
"""Between two looks at a printer, and at one that is in trouble."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 15.0)
"""After each request in a row that found the server away."""


class Agent:
    """One agent; ``only`` these printers (ids or names), or all of the center."""

    def __init__(
        self,
        server: Server,
        notes: Notes,
        *,
        only: Collection[str] = (),
        printer_of: Callable[[Setup], Printer] = printer_of,
    ) -> None:
        self.server = server
        self.notes = notes
        self.only = frozenset(only)
        self._make = printer_of
        self._printers: dict[Setup, Printer] = {}
        self._states: dict[str, str] = {}
        self._looked: dict[str, float] = {}

    def run(self, stop: threading.Event) -> None:
        """Until told to stop. The server may be away for as long as it likes."""
        away = 0
        while not stop.is_set():
            try:
                busy = self.round()
                if away:
                    log.info("the server answers again")
                away = 0
            except Refused as refusal:
                if refusal.status in (401, 403):
                    raise  # the pairing was taken back: nothing to wait for
                log.warning("refused: %s", refusal)
                stop.wait(PAUSES[-1])
                continue
            except Away as error:
                if not away:
                    log.warning("the server is away (%s); going on when it is back", error)
                stop.wait(PAUSES[min(away, len(PAUSES) - 1)])
                away += 1
                continue
            if not busy:
                stop.wait(LOOK_EVERY)

    def round(self) -> bool:
        """One look around; whether a slip was worked on. Raises ``Away``."""
        for note in self.notes.to_tell():
            self._tell(note)
        served = [each for each in self.server.printers() if self._mine(each.setup)]
        for each in served:
            self._look_at(each)
        ready = {
            each.setup.id: each.setup
            for each in served
            if each.waiting and self._states.get(each.setup.id) in states.USABLE
        }
        asked = self.notes.asked  # asked before a restart or a cut: the same question, the same answer
        if asked is None and not ready:
            return False
        if asked is None:
            self.notes.asking(uuid.uuid4().hex, tuple(sorted(ready)))
            asked = self.notes.asked
            assert asked is not None
        taken = self._take(asked)
        if taken is None:
            return False
        self._work_on(taken, {each.setup.id: each.setup for each in served})
        return True

    def _mine(self, setup: Setup) -> bool:
        return not self.only or setup.id in self.only or setup.name in self.only

    def _look_at(self, each: Served) -> None:
        """Ask the printer how it is, now and then, and tell the server."""
        setup, now = each.setup, time.monotonic()
        well = self._states.get(setup.id) in states.USABLE
        every = STATE_EVERY if well else TROUBLED_EVERY
        if now - self._looked.get(setup.id, -STATE_EVERY) >= every:
            self._found(setup.id, self._printer(setup).state())

    def _found(self, printer: str, state: str) -> None:
        self._looked[printer] = time.monotonic()
        if self._states.get(printer) not in (None, state):
            log.info("printer %s: %s", printer, state)
        self._states[printer] = state
        try:
            self.server.hear(printer, state)
        except Refused as refusal:  # taken out of use meanwhile
            log.warning("printer %s: %s", printer, refusal)

    def _printer(self, setup: Setup) -> Printer:
        """The same one as long as its set-up stays: it remembers what it can do."""
        if setup not in self._printers:
            self._printers = {known: it for known, it in self._printers.items() if known.id != setup.id}
            self._printers[setup] = self._make(setup)
        return self._printers[setup]

    def _take(self, asked: Note) -> Taken | None:
        try:
            taken = self.server.take(asked.key, asked.printers)
        except Refused:
            self.notes.nothing()
            raise
        if taken is None:
            self.notes.nothing()
            return None
        if self.notes.knows(taken.job):  # the answer to an old question: it was worked on already
            self.notes.nothing()
            return None
        self.notes.took(taken.job)
        return taken

    def _work_on(self, taken: Taken, setups: dict[str, Setup]) -> None:
        setup = setups.get(taken.printer)
        if setup is None:
            self._over(taken.job, "not_sent", "no_such_printer")
            return
        try:
            picture = self.server.slip(taken.job)
        except (Away, Refused) as error:
            self._over(taken.job, "not_sent", "no_slip")
            if isinstance(error, Away):
                raise
            return
        done = self._printer(setup).put(picture, lambda: self.notes.sending(taken.job))
        log.info("slip %s at %s: %s %s", taken.job, setup.name, done.outcome, done.reason)
        self._over(taken.job, done.outcome, done.reason)
        self._found(setup.id, done.state)

    def _over(self, job: str, outcome: str, reason: str) -> None:
        self.notes.over(job, outcome, reason)
        self._tell(self.notes.jobs[job])

    def _tell(self, note: Note) -> None:
        try:
            self.server.report(note.job, note.outcome, note.reason)
        except Refused as refusal:
            if refusal.status in (401, 403):  # the pairing was taken back: the outcome waits for a new one
                raise
            log.info("slip %s: %s", note.job, refusal)
        self.notes.told(note)
