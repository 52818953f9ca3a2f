"""The timed job that looks ahead in every hall where somebody waits, each minute."""

import logging
from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.actors import System
from motcua.domain.number_days import PAST_MIDNIGHT
from motcua.hall.forecasts import passing
from motcua.hall.models import Duty, Ticket, WaitWarning
from motcua.hall.rules import rules_of
from motcua.places.hours import business_date
from motcua.places.models import Center

log = logging.getLogger("motcua.work")

EVERY = timedelta(minutes=1)


def register() -> None:
    timed.schedule("hall.foresight", EVERY, look_ahead)


def look_ahead(now: datetime) -> int:
    """Look at the halls that are open and have people waiting, and at those whose warning still stands;
    how many were looked at. One that cannot be looked at does not keep the others waiting."""
    day = business_date(now - PAST_MIDNIGHT)
    waiting = Ticket.objects.filter(state=Ticket.State.WAITING, day__gte=day).values("center")
    is_open = Duty.objects.filter(closed_at__isnull=True).values("counter__center")
    warned = WaitWarning.objects.filter(ended_at__isnull=True).values("center")
    centers = Center.objects.filter(pk__in=waiting).filter(pk__in=is_open) | Center.objects.filter(
        pk__in=warned
    )
    looked = 0
    for center in centers.distinct().select_related("commune"):
        try:
            look(center, now)
            looked += 1
        except Exception:
            log.exception("could not look ahead in the hall of %s", center.pk)
    return looked


def look(center: Center, now: datetime) -> None:
    """One hall: warn of every field whose wait is going to pass, end the warnings that hold no more."""
    from motcua.hall.actions.foreseeing import ease, foresee  # here: not ready when this is registered

    rules = rules_of(center)
    found = passing(center, now, rules)
    for row in found:
        foresee(center, passing=row, limit_minutes=rules.wait_limit_minutes, by=System(), now=now)
    still = {row.field for row in found}
    for warning in WaitWarning.objects.filter(center=center, ended_at__isnull=True):
        if warning.field_id not in still:
            warning.center = center
            ease(warning, by=System(), now=now)
