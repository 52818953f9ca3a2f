"""A note to the next clerk goes when its number ends; where nobody ended the number, after the day."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.hall.models import Ticket
from motcua.places.hours import business_date
from motcua.places.models import Center

DAY = timedelta(days=1)
"""Who came before midnight may still wait: the day after, nobody does."""


def centers_with_notes(now: datetime) -> QuerySet[Center]:
    return Center.objects.filter(pk__in=_left(now).values("center"))


@action
def forget_notes(center: Center, *, by: Actor, now: datetime) -> int:
    """Of how many numbers."""
    forgotten = _left(now).filter(center=center).update(note="")
    if forgotten:
        record("tickets.notes_erased", center, by=by, at=now, count=forgotten)
    return forgotten


def _left(now: datetime) -> QuerySet[Ticket]:
    ended = (Ticket.State.DONE, Ticket.State.VOID)  # theirs went with them
    others = [state for state in Ticket.State.values if state not in ended]
    return Ticket.objects.filter(state__in=others, day__lt=business_date(now) - DAY).exclude(note="")
