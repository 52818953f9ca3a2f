"""The fair start: the crowd that came before the doors opened, in an order drawn by lot.

Where a center draws (``HallRules.fair_start``), a number given before the doors open says nothing about
who stands in front. At the opening all of them, also those taken from home, get their place by lot
(``domain.drawing``); whoever comes later stands behind them all. Statutory priority and appointments keep
their own line: the lot orders the favoured among themselves and the others among themselves.

Drawn by a timed job, and at the latest by the first call of the session, so that it cannot be forgotten.
"""

from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.models import Stream
from motcua.base.rows import new_id
from motcua.domain import chain, drawing
from motcua.hall.actions.entering import moment
from motcua.hall.fair_start import crowd, session_opened
from motcua.hall.locking import lock_hall
from motcua.hall.models import Draw, HallDay, HallRules, Ticket
from motcua.hall.rules import rules_of
from motcua.places.models import Center

IN_ONE = 16
"""Numbers in one value of the event: a value of the journal is a code of at most 100 signs."""


@action
def draw(center: Center, *, by: Actor, now: datetime) -> Draw | None:
    """Draw for the session that has begun; None where there is nothing to draw, or it is done already."""
    day = lock_hall(center, now)
    return draw_if_due(center, day, rules_of(center), by=by, now=now)


@part_of_action
def draw_if_due(center: Center, day: HallDay, rules: HallRules, *, by: Actor, now: datetime) -> Draw | None:
    """As ``draw``, where the hall is locked and its rules are at hand. No statement where nobody draws."""
    if rules.fair_start != HallRules.FairStart.DRAW:
        return None
    opens = session_opened(center, now)
    if opens is None or Draw.objects.filter(center=center, drawn_at=opens).exists():
        return None
    people = {ticket.text: ticket for ticket in crowd(center, day.day, opens)}
    if not people:
        return None
    head = Stream.objects.select_for_update().filter(code=center.journal_stream).first()
    seed = (head.hash if head else "") or chain.GENESIS
    order = drawing.order(seed, people)
    for place, number in enumerate(order, start=1):
        people[number].queued_at, people[number].drawn = opens, place
    Ticket.objects.bulk_update(people.values(), ["queued_at", "drawn"])
    made = Draw.objects.create(
        id=new_id(), center=center, day=day.day, drawn_at=opens, seed=seed, order=order
    )
    chunks = {
        f"order_{at // IN_ONE + 1}": "+".join(order[at : at + IN_ONE]) for at in range(0, len(order), IN_ONE)
    }
    record(
        "hall.drawn",
        made,
        by=by,
        at=now,
        day=day.day,
        opens=moment(opens),
        seed=seed,
        count=len(order),
        **chunks,
    )
    return made
