"""Blocks of numbers that are lent to a kiosk, so that it can go on without the server.

A series is cut into blocks of ``BLOCK`` numbers at fixed places (0-49, 50-99, ...). A lease is one whole
block, so two leases that are not the same cannot overlap, whatever else goes wrong. Online numbers end at
the ``final`` of their field; leased blocks begin above it.

>>> numbers_of(18)
range(900, 950)
>>> block_of(949), first_block_above(899), first_block_above(900)
(18, 18, 19)
"""

BLOCK = 50
"""Never changed while leases of the old size are alive: blocks would then overlap."""
IN_HAND = 100
"""Numbers a kiosk holds in each series for each day: more than a commune gives in one field on one day."""
FINAL = 899
"""The last online number of a field for which nothing else is set."""


def numbers_of(block: int) -> range:
    """The numbers of one block; block 0 begins with 0, which is no number and is never leased."""
    return range(block * BLOCK, (block + 1) * BLOCK)


def block_of(number: int) -> int:
    """The block in which a number lies."""
    return number // BLOCK


def first_block_above(final: int) -> int:
    """The first block that lies wholly above the last online number."""
    return -(-(final + 1) // BLOCK)
