"""What would stand on a destruction list today: what is due, what stays and why, and what is only counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from motcua.domain.retention import VERDICTS, Verdict
from motcua.domain.words import Words
from motcua.dossiers.destruction import digest_of_texts
from motcua.dossiers.retention import STAYING, Reckoned, Ruler, aged
from motcua.places.models import Center

MOST = 300
"""Dossiers on one list: what two people can look through; the rest goes on the next."""
MOST_STAYING = 200
MOST_LOOKED_AT = 20_000


@dataclass(slots=True)
class Proposal:
    """``due`` the oldest first; ``staying`` old ones that something holds back; ``counted``: the others."""

    due: list[Reckoned] = field(default_factory=list)
    staying: list[Reckoned] = field(default_factory=list)
    counted: Counter[Verdict] = field(default_factory=Counter)
    more: bool = False

    @property
    def kept(self) -> list[tuple[Words, int]]:
        """Why the others are kept, and how many of each."""
        return [(VERDICTS[verdict], count) for verdict, count in sorted(self.counted.items())]


def proposal(center: Center, day: date) -> Proposal:
    """By the rules in force on ``day``; stops where the list is full."""
    found = Proposal()
    for place, row in enumerate(aged(center, Ruler(day))):
        verdict = row.retention.verdict
        if place >= MOST_LOOKED_AT or (verdict is Verdict.DUE and len(found.due) == MOST):
            found.more = True
            break
        if verdict is Verdict.DUE:
            found.due.append(row)
        elif verdict in STAYING and len(found.staying) < MOST_STAYING:
            found.staying.append(row)
        else:
            found.counted[verdict] += 1
    return found


def digest_of(lines: Iterable[tuple[str, date | None]]) -> str:
    """SHA-256 of the list: which dossiers, in which order, kept until when."""
    return digest_of_texts(f"{code} {kept_until}" for code, kept_until in lines)
