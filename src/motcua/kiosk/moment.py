"""What time it is on a machine whose clock may be wrong.

An old PC with an empty battery wakes up in 2009. While the program runs, time is what the server said last
plus the seconds that have passed since; after a start it is the machine's own clock only where that is
possible: not before anything known, not after the last day for which numbers were lent.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Now:
    """Never goes back. ``known``: a moment that is certain to be past; ``until``: the last possible one."""

    def __init__(
        self,
        known: datetime | None = None,
        until: datetime | None = None,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._steady = steady
        own = datetime.fromtimestamp(wall(), UTC)
        possible = known is None or (known <= own and (until is None or own <= until))
        self._base = own if known is None or possible else known
        self._since = steady()
        self._latest = self._base

    def __call__(self) -> datetime:
        passed = timedelta(seconds=self._steady() - self._since)
        self._latest = max(self._latest, self._base + passed)
        return self._latest

    def heard(self, server: datetime) -> None:
        """The server's own time, from its last answer."""
        self._base, self._since = server, self._steady()
        self._latest = max(self._latest, server) if self._latest - server < timedelta(hours=1) else server
