"""What the kiosk has for the hours without the server: lent numbers, opening hours, fields and pages."""

import json
import logging
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.kiosk.book import write_whole

log = logging.getLogger("motcua.kiosk")
NAME = "kit.json"


@dataclass
class Kit:
    """As the server gave it last; kept on disk, replaced whole."""

    path: Path
    token: str = ""
    book: str = ""
    leases: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> "Kit":
        """An unreadable file counts as none: the kiosk is then paired anew."""
        path = folder / NAME
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, found["token"], found["book"], found["leases"], found["pages"])
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, LookupError, TypeError):
            log.exception("%s cannot be read", path)
            return cls(path)

    def save(self) -> None:
        kept = {"token": self.token, "book": self.book, "leases": self.leases, "pages": self.pages}
        write_whole(self.path, json.dumps(kept, ensure_ascii=False))

    def forget(self) -> None:
        """Nothing of it may be used: the numbers lent to this kiosk are another book's."""
        self.token, self.leases, self.pages = "", {}, {}

    @property
    def is_ready(self) -> bool:
        return bool(self.token and self.leases and self.pages)

    @property
    def heard_at(self) -> datetime | None:
        return datetime.fromisoformat(self.leases["now"]) if self.leases else None

    @property
    def until(self) -> datetime | None:
        """The end of the last moment at which a lent number can be given."""
        ends = [end for day in self.leases.get("days", []) for _, end in _spans(day)]
        return max(ends, default=None)

    def day_at(self, moment: datetime) -> date | None:
        """The day whose numbers are given at a moment; None outside the hours."""
        for day in self.leases.get("days", []):
            if any(begins <= moment < ends for begins, ends in _spans(day)):
                return date.fromisoformat(day["day"])
        return None

    def next_begin(self, moment: datetime) -> datetime | None:
        """When numbers are given next."""
        begins = [begin for day in self.leases.get("days", []) for begin, _ in _spans(day) if begin > moment]
        return min(begins, default=None)

    def numbers(self, day: date, series: str) -> list[int]:
        """All that were lent for a series on a day, ascending."""
        return sorted(
            number
            for lent in self.leases.get("days", [])
            if lent["day"] == day.isoformat()
            for block in lent["blocks"]
            if block["series"] == series
            for number in range(block["first"], block["last"] + 1)
        )


def _spans(day: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.fromisoformat(span["begins"]), datetime.fromisoformat(span["ends"]))
        for span in day["gives"]
    ]
