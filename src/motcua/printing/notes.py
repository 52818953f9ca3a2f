"""What the agent knows about the slips it took, durable before it acts: a line a step, each synced to disk.

After a restart the notes say of every slip whether anything of it can have left for the printer. So a power
cut neither loses a slip silently nor prints one twice.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

KEPT = 200
"""Slips already reported that are still recognised if the server's answer comes once more."""


@dataclass(frozen=True, slots=True)
class Note:
    """``step``: asking (for a slip, under ``key``), took, sending, over (with its outcome), told."""

    step: str
    job: str = ""
    key: str = ""
    printers: tuple[str, ...] = ()
    outcome: str = ""
    reason: str = ""


class Notes:
    """The notes of one agent in one file; open it once in a process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / "slips.jsonl"
        self.asked: Note | None = None
        self.jobs: dict[str, Note] = {}
        for note in self._read():
            self._apply(note)
        self._rewrite()

    def asking(self, key: str, printers: tuple[str, ...]) -> None:
        self._write(Note("asking", key=key, printers=printers))

    def nothing(self) -> None:
        """The server had no slip for us; not synced, since asking again under the same key is harmless."""
        self.asked = None

    def took(self, job: str) -> None:
        self._write(Note("took", job))

    def sending(self, job: str) -> None:
        self._write(Note("sending", job))

    def over(self, job: str, outcome: str, reason: str) -> None:
        self._write(Note("over", job, outcome=outcome, reason=reason))

    def told(self, note: Note) -> None:
        """The server knows this outcome."""
        self._write(replace(note, step="told"))
        if len(self.jobs) > 2 * KEPT:
            self._rewrite()

    def knows(self, job: str) -> bool:
        """Whether this slip is past the point from which it must not be sent again by itself."""
        note = self.jobs.get(job)
        if note is None or note.step == "took":
            return False
        return note.outcome != "not_sent"  # given back unsent, it may come anew

    def to_tell(self) -> list[Note]:
        """Slips whose outcome the server does not know yet, oldest first, with the honest outcome."""
        return [_honest(note) for note in self.jobs.values() if note.step != "told"]

    def _apply(self, note: Note) -> None:
        if note.step == "asking":
            self.asked = note
            return
        if note.step == "took":
            self.asked = None
        self.jobs.pop(note.job, None)  # the latest stands last
        self.jobs[note.job] = note

    def _write(self, note: Note) -> None:
        with self.path.open("ab") as file:
            file.write(_line(note))
            file.flush()
            os.fsync(file.fileno())
        self._apply(note)

    def _read(self) -> Iterator[Note]:
        if not self.path.exists():
            return
        for line in self.path.read_bytes().split(b"\n"):
            try:
                given = json.loads(line)
                yield Note(**{**given, "printers": tuple(given.get("printers", ()))})
            except (ValueError, TypeError):
                continue  # the last line, cut off by a power cut before anything was done about it

    def _rewrite(self) -> None:
        """Start a short file anew: what is open, and the latest that are done."""
        done = [job for job, note in self.jobs.items() if note.step == "told"]
        for job in done[:-KEPT]:
            del self.jobs[job]
        fresh = self.path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.writelines(
                _line(note) for note in (*self.jobs.values(), *([self.asked] if self.asked else []))
            )
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _honest(note: Note) -> Note:
    if note.step == "took":
        return replace(note, outcome="not_sent", reason="agent_restarted")
    if note.step == "sending":
        return replace(note, outcome="unknown", reason="agent_restarted")
    return note


def _line(note: Note) -> bytes:
    given = {"step": note.step, "job": note.job, "key": note.key, "printers": list(note.printers)}
    given |= {"outcome": note.outcome, "reason": note.reason}
    return json.dumps({name: value for name, value in given.items() if value}).encode() + b"\n"
