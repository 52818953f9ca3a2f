"""A provider of text messages and a mailbox that deliver nothing: they keep what came, for the demo to show.

The provider behaves as a real one: it refuses numbers that are no mobile number, sends the same key once,
and fails for a while when it was told to. Kept in one file of lines beside the database.
"""

import fcntl
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from motcua.base.messages import Failure, Message, Receipt

MOBILE = re.compile(r"\+84[35789][0-9]{8}")
KEPT = 200


@dataclass(frozen=True, slots=True)
class Delivered:
    """What arrived; ``to`` is covered: the demo's page is open to anybody."""

    key: str
    kind: str
    to: str
    subject: str
    text: str


class Store:
    """The file. Several processes may write to it; the oldest go when there are many."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, message: Delivered) -> None:
        """Once for each key."""
        with self._locked():
            kept = self.messages()
            if message.key and any(other.key == message.key for other in kept):
                return
            lines = [json.dumps(asdict(row), ensure_ascii=False) for row in [*kept, message][-KEPT:]]
            self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def messages(self) -> list[Delivered]:
        """Oldest first."""
        if not self.path.exists():
            return []
        return [Delivered(**json.loads(line)) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def fail(self, times: int) -> None:
        """Tell the provider to fail for a while: its next ``times`` answers are "not now"."""
        self._failing.write_text(str(times))

    def is_failing(self) -> bool:
        """Whether it fails now; counts this answer."""
        with self._locked():
            left = int(self._failing.read_text()) if self._failing.exists() else 0
            if left:
                self._failing.write_text(str(left - 1))
            return left > 0

    @property
    def _failing(self) -> Path:
        return self.path.with_suffix(".failing")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def store() -> Store:
    return Store(Path(settings.HOME) / "sandbox-messages.jsonl")


class Provider:
    """Sends text messages nowhere."""

    def __init__(self, kept: Store) -> None:
        self.kept = kept

    def submit(self, number: str, text: str, *, key: str) -> Receipt | Failure:
        if self.kept.is_failing():
            return Failure("temporarily_failed")
        if not MOBILE.fullmatch(number):
            return Failure("number_refused", is_final=True)
        covered = f"{number[:6]}***{number[-3:]}"
        self.kept.keep(Delivered(key, "sms", covered, "", text))
        return Receipt(f"sandbox-{key}")


class Mailbox:
    """Sends email nowhere."""

    def __init__(self, kept: Store) -> None:
        self.kept = kept

    def send(self, message: Message) -> Receipt | Failure:
        self.kept.keep(Delivered(message.key, "email", message.covered, message.subject, message.text))
        return Receipt(f"sandbox-{message.key}")
