"""A slip to one printer, and what became of it: only what was seen is called printed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from motcua.printing import states
from motcua.printing.channels import Broken, Channel, way_to
from motcua.printing.cups import Cups
from motcua.printing.escpos import FLUSH, slip_bytes

ANSWERS_WITHIN = 2.0
TAKES_WITHIN = 5.0
PRINTS_WITHIN = 15.0
"""Seconds for an answer, for room in the printer's buffer, and for a slip to be worked off."""
LOOK_EVERY = 0.5
NO_MARK = 3.0
"""A printer that answers DLE EOT but not GS r has had this long with nothing wrong: it counts as printed."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A printer as the server describes it."""

    id: str
    name: str
    kind: str
    address: str
    way: str = "raster"
    cuts: bool = True
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """``outcome``: confirmed, unknown or not_sent (nothing left for the printer); ``state`` after it."""

    outcome: str
    state: str
    reason: str = ""


class Printer(Protocol):
    def state(self) -> str: ...

    def put(self, picture: bytes, sending: Callable[[], None]) -> Printed:
        """Print; ``sending`` is called right before the first byte leaves, and may refuse by raising."""
        ...


def printer_of(setup: Setup) -> Printer:
    return Cups(setup.address) if setup.kind == "cups" else EscPos(setup)


class EscPos:
    """A printer that talks ESC/POS. It is asked before and after, and its silence is not taken for a yes."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.knows_marks: bool | None = None  # asked once, while it has nothing to print
        self.is_clear = False  # nobody left half a picture in it, as an agent before this one may have

    def state(self) -> str:
        try:
            channel = way_to(self.setup.kind, self.setup.address)
        except Broken:
            return states.SILENT
        try:
            return Talk(channel).state() if self.setup.answers else states.UNKNOWN
        except Broken:
            return states.SILENT
        finally:
            channel.close()

    def put(self, picture: bytes, sending: Callable[[], None]) -> Printed:
        data = slip_bytes(picture, way=self.setup.way, cuts=self.setup.cuts)
        try:
            channel = way_to(self.setup.kind, self.setup.address)
        except Broken:
            return Printed("not_sent", states.SILENT, "no_connection")
        try:
            return self._put(Talk(channel), data, sending)
        finally:
            channel.close()

    def _put(self, talk: "Talk", data: bytes, sending: Callable[[], None]) -> Printed:
        before = self._made_ready(talk)
        if before not in states.USABLE:
            return Printed("not_sent", before, before)
        sending()
        self.is_clear = False
        try:
            talk.channel.send(data, within=TAKES_WITHIN)
            if not self.setup.answers:
                return Printed("unknown", states.UNKNOWN, "no_answers")
            done = talk.finished(knows_marks=bool(self.knows_marks))
            self.is_clear = done.outcome == "confirmed"
            return done
        except Broken:
            talk.channel.close()
            after = self.state()
            return Printed("unknown", after, after if after != states.READY else "cut_off")

    def _made_ready(self, talk: "Talk") -> str:
        """How it is before a slip; nothing of the slip has left. Half a picture in it is filled up."""
        try:
            before = talk.state() if self.setup.answers else states.UNKNOWN
            if before in states.USABLE:
                if not self.is_clear:
                    talk.channel.send(FLUSH, within=TAKES_WITHIN)
                if self.knows_marks is None and self.setup.answers:
                    self.knows_marks = talk.answers_mark()
        except Broken:
            return states.SILENT
        return before


class Talk:
    """One conversation: questions, their answers in order, and the mark behind a slip."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.marked = False

    def state(self) -> str:
        """Raises ``Broken`` where the way ended; a printer that says nothing is ``silent``."""
        answers = []
        for question in states.ASK.values():
            answer = self._ask(question)
            if answer is None:
                return states.SILENT
            answers.append(answer)
        return states.state_of(*answers)

    def answers_mark(self) -> bool:
        self.channel.send(states.MARK, within=ANSWERS_WITHIN)
        self._listen(ANSWERS_WITHIN)
        heard, self.marked = self.marked, False
        return heard

    def finished(self, *, knows_marks: bool) -> Printed:
        """Wait until the slip is worked off, looking meanwhile whether the printer is well."""
        self.channel.send(states.MARK, within=TAKES_WITHIN)
        began = time.monotonic()
        while True:
            state = self.state()
            if state not in states.USABLE:
                return Printed("unknown", state, state)
            waited = time.monotonic() - began
            if self.marked:
                return Printed("confirmed", state)
            if waited > PRINTS_WITHIN:
                return Printed("unknown", state, "not_finished")
            if waited > NO_MARK and not knows_marks:
                return Printed("confirmed", state, "status_only")
            self._listen(LOOK_EVERY)

    def _ask(self, question: bytes) -> int | None:
        self.channel.send(question, within=ANSWERS_WITHIN)
        until = time.monotonic() + ANSWERS_WITHIN
        while (left := until - time.monotonic()) > 0:
            answers = [byte for byte in self._heard(left) if states.is_answer(byte)]
            if answers:
                return answers[0]
        return None

    def _listen(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.marked and (left := until - time.monotonic()) > 0:
            self._heard(left)

    def _heard(self, seconds: float) -> bytes:
        """What came; a mark may stand anywhere among it."""
        heard = self.channel.receive(within=seconds)
        self.marked = self.marked or any(map(states.is_mark, heard))
        return heard
