"""The work loop: claims deliveries that are due and hands each to its subscriber.

Several work processes may run. On PostgreSQL they skip each other's locked rows; on SQLite the
claim is one conditional update. A claim lapses after ``LEASE``, so that a killed process loses
nothing; a handler may therefore see an event twice and must not mind.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.query import QuerySet

from motcua.base.actions import writing
from motcua.base.models import Delivery
from motcua.base.subscriptions import errand, handler

log = logging.getLogger("motcua.work")

LEASE = timedelta(minutes=2)
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)


def backoff(attempts: int) -> timedelta:
    """5 s, 20 s, 80 s ... 5.7 h: the eighth and last attempt comes after seven and a half hours."""
    return FIRST_PAUSE * 4 ** (attempts - 1)


def ready(now: datetime) -> "QuerySet[Delivery]":
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return Delivery.objects.filter(free, state=Delivery.State.WAITING, due_at__lte=now).order_by("due_at")


def claim(now: datetime, *, limit: int = 20) -> list[Delivery]:
    """Take up to ``limit`` due deliveries for this process, for ``LEASE``."""
    until = now + LEASE
    if connection.vendor == "postgresql":
        with transaction.atomic():
            taken = list(ready(now).select_for_update(skip_locked=True, of=("self",))[:limit])
            Delivery.objects.filter(pk__in=[d.pk for d in taken]).update(claimed_until=until)
    else:
        taken = []
        for delivery in ready(now)[:limit]:
            with writing():
                if ready(now).filter(pk=delivery.pk).update(claimed_until=until):
                    taken.append(delivery)
    for delivery in taken:
        delivery.claimed_until = until
    return taken


def work_off(now: datetime, *, limit: int = 20) -> int:
    """One round: claim, hand over, note the outcome. Returns how many were claimed."""
    began = time.monotonic()
    taken = claim(now, limit=limit)
    for delivery in taken:
        hand_over(delivery, now, waited=timedelta(seconds=time.monotonic() - began))
    return len(taken)


def hand_over(delivery: Delivery, now: datetime, *, waited: timedelta = timedelta()) -> None:
    """Give one claimed delivery to its subscriber, and note the outcome; it ``waited`` since the claim."""
    run = errand(delivery.subscriber)
    try:
        if run is None:
            _hand_to_handler(delivery, now)
        elif _renew(delivery, now + waited):
            run(delivery.event, now)
            with writing():
                _note(delivery, state=Delivery.State.DONE, finished_at=now)
    except Exception as error:  # whatever a subscriber does wrong must not stop the loop
        attempts = delivery.attempts + 1
        dead = attempts >= ATTEMPTS
        log.warning("delivery %s to %s failed (%s)", delivery.pk, delivery.subscriber, type(error).__name__)
        with writing():
            _note(
                delivery,
                state=Delivery.State.DEAD if dead else Delivery.State.WAITING,
                due_at=now + backoff(attempts),
                error=type(error).__name__,
                finished_at=now if dead else None,
            )


def _hand_to_handler(delivery: Delivery, now: datetime) -> None:
    """In one transaction with the note that it is done."""
    with writing():
        # Noted first: the row is locked meanwhile, and a claim that lapsed to another gets nothing.
        if _note(delivery, state=Delivery.State.DONE, finished_at=now):
            handler(delivery.subscriber)(delivery.event)


def _renew(delivery: Delivery, now: datetime) -> bool:
    """A new lease before an errand: the errands before it may have waited for a slow world."""
    until = now + LEASE
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, claimed_until=delivery.claimed_until
    )
    with writing():
        renewed = bool(mine.update(claimed_until=until))
    delivery.claimed_until = until
    return renewed


def _note(delivery: Delivery, **changes: object) -> int:
    """Write down the outcome, if the claim is still ours; how many rows that were."""
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.WAITING, claimed_until=delivery.claimed_until
    )
    return mine.update(attempts=delivery.attempts + 1, claimed_until=None, **changes)
