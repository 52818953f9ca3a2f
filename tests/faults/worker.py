"""``motcua work`` with one more subscriber, each of whose effects is an event of its own: it can be counted.

``python -m tests.faults.worker`` works until it is killed; with a NUMBER it gives so many tickets instead,
whose events then wait to be delivered.
"""

import sys
import time

import django

django.setup()

from django.utils import timezone  # noqa: E402

from motcua.base.actors import System  # noqa: E402
from motcua.base.journal import declare, record  # noqa: E402
from motcua.base.models import Event  # noqa: E402
from motcua.base.subscriptions import subscribe  # noqa: E402
from motcua.catalogue.models import Field  # noqa: E402
from motcua.config.cli import main  # noqa: E402
from motcua.hall import actions  # noqa: E402
from tests.cast import Cast  # noqa: E402
from tests.hall.ranges import widen  # noqa: E402

DELIVERED = "test.delivered"
PAUSE = 0.003
"""Seconds within a delivery, so that a kill often falls into one."""


class Receiver:
    """Where the effects go."""

    journal_stream = "receiver"

    def __init__(self, event: Event) -> None:
        self.journal_subject = f"event/{event.pk}"


def receive(event: Event) -> None:
    """Deliberately not idempotent: delivered twice it would count two."""
    record(DELIVERED, Receiver(event), by=System("receiver"), at=timezone.now())
    time.sleep(PAUSE)


def give(count: int) -> None:
    center, field = Cast().kim_bang, Field.objects.get(code="land")
    widen(center)
    for _ in range(count):
        actions.issue(center, field=field, by=System("kiosk"), now=timezone.now())


if __name__ == "__main__":
    declare({DELIVERED: "A delivery had its effect"})
    subscribe("test.receiver", ["ticket.issued"], receive)
    if len(sys.argv) > 1:
        give(int(sys.argv[1]))
    else:
        sys.exit(main(["work"]))
