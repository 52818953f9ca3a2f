"""How a printer says that it is: the four real-time answers of ESC/POS, and one that keeps its place.

DLE EOT is answered at once, also while a printer is busy or offline; GS r stands in line behind what was sent
before, so its answer says that all of that was worked off (Epson's ESC/POS reference).
"""

READY, PAPER_LOW, PAPER_OUT = "ready", "paper_low", "paper_out"
COVER_OPEN, FAULT, SILENT, UNKNOWN = "cover_open", "fault", "silent", "unknown"
USABLE = frozenset({READY, PAPER_LOW, UNKNOWN})

ASK = {number: b"\x10\x04" + bytes([number]) for number in (1, 2, 4)}
"""Printer, cause of being offline, paper."""
MARK = b"\x1d\x72\x01"
"""GS r 1: the paper sensor, once everything before it is printed."""


def is_answer(byte: int) -> bool:
    """Whether this is an answer to DLE EOT: its fixed bits say so."""
    return byte & 0b1001_0011 == 0b0001_0010


def is_mark(byte: int) -> bool:
    """Whether this is the answer to ``MARK``."""
    return byte & 0b1001_0000 == 0


def state_of(printer: int, cause: int, paper: int) -> str:
    """One word for the three answers, the most urgent first.

    >>> state_of(0x12, 0x12, 0x12), state_of(0x1A, 0x36, 0x72), state_of(0x12, 0x12, 0x1E)
    ('ready', 'cover_open', 'paper_low')
    >>> state_of(0x1A, 0x32, 0x72), state_of(0x1A, 0x52, 0x12)
    ('paper_out', 'fault')
    """
    if cause & 0x04:
        return COVER_OPEN
    if paper & 0x60 or cause & 0x20:
        return PAPER_OUT
    if cause & 0x40 or printer & 0x08:
        return FAULT
    return PAPER_LOW if paper & 0x0C else READY
