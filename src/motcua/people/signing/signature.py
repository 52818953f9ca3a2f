"""A signature that was found in a PDF. pyHanko, which finds it, is loaded with the first paper."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as found. ``at`` is the time its signer claims; nobody else vouches for it."""

    signer: str
    organisation: str
    is_seal: bool
    at: datetime | None
    is_intact: bool
    is_trusted: bool
    changed_since: bool
    covers_whole_document: bool

    @property
    def is_good(self) -> bool:
        return self.is_intact and self.is_trusted and not self.changed_since


def signatures_of(pdf: bytes, *, now: datetime) -> list[Signature]:
    """Every signature in the order of signing; an empty list for an unsigned paper.

    Raises ``Invalid`` for what cannot be read as a PDF, or has more signatures than anybody reads.
    """
    from motcua.people.signing.verifying import found_in

    return found_in(pdf, now)
