"""The timed job that records which units let their term pass: the head of the one-stop is told by itself."""

from datetime import datetime, timedelta

from motcua.base import timed

EVERY = timedelta(minutes=5)


def register() -> None:
    timed.schedule("dossiers.silences", EVERY, watch)


def watch(now: datetime) -> int:
    """How many silences were recorded."""
    from motcua.dossiers.actions.opinions import record_due_silences  # the app is not ready at registration

    return record_due_silences(now)
