"""Slips of which nobody speaks any more: ended every minute, also where no print agent asks for one."""

from datetime import datetime, timedelta

from motcua.base.actors import System
from motcua.base.timed import schedule
from motcua.hall.actions.printing import settle_prints
from motcua.hall.models import PrintJob
from motcua.places.models import Center

EVERY = timedelta(minutes=1)


def settle_all(now: datetime) -> None:
    still = PrintJob.objects.filter(state__in=[PrintJob.State.QUEUED, PrintJob.State.SENT])
    for center in Center.objects.filter(pk__in=still.values("center")):
        settle_prints(center, by=System("printing"), now=now)


def register() -> None:
    """At start-up."""
    schedule("hall.prints", EVERY, settle_all)
