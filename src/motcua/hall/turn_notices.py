"""Messages before the turn: who is near it is told, and every address is forgotten when its day is over."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from motcua.base import outgoing, timed
from motcua.base.actions import part_of_action, writing
from motcua.base.actors import System
from motcua.domain.words import Words
from motcua.hall import moves, queries
from motcua.hall.models import Ticket, TurnNotice

log = logging.getLogger("motcua.work")

EVERY = timedelta(seconds=20)
PURPOSE = "turn_soon"
LATE = timedelta(hours=2)
"""A message that no carrier took for so long comes too late."""
SOON = 2
"""So many people ahead or fewer: time to come near the board."""


def register() -> None:
    timed.schedule("hall.turn_notices", EVERY, tell_and_forget)


def tell_and_forget(now: datetime) -> int:
    """Tell those whose turn is near, forget those who need it no more; how many were told."""
    rows = TurnNotice.objects.select_related("ticket__center__commune", "ticket__counter__point")
    told = 0
    for _, some in groupby(rows.order_by("ticket__center_id"), lambda notice: notice.ticket.center_id):
        try:
            told += _in_one_hall(some, now)
        except Exception:  # one hall that cannot be looked at keeps no other waiting
            log.exception("turn notices of a hall could not be looked at")
    outgoing.drop_unsent(PURPOSE, before=now - LATE, now=now)
    return told


def _in_one_hall(notices: Iterable[TurnNotice], now: datetime) -> int:
    from motcua.hall.actions.from_the_phone import tell_turn  # here: not ready when this is registered

    waiting, told = [], 0
    for notice in notices:
        if is_needed(notice.ticket, now):
            waiting.append(notice)
        else:
            with writing():
                _forget(notice)
    if not waiting:
        return 0
    hall = queries.floor(waiting[0].ticket.center, now)
    for notice in waiting:
        text = text_now(notice.ticket, hall)
        if text is not None and tell_turn(notice, text=text, by=System(), now=now):
            told += 1
    return told


@part_of_action
def _forget(notice: TurnNotice) -> None:
    """The address is gone with the row; nothing happened to the number, so there is no event."""
    TurnNotice.objects.filter(pk=notice.pk).delete()


def is_needed(ticket: Ticket, now: datetime) -> bool:
    """A number that is served, ended or of an earlier day needs no message."""
    return ticket.state in moves.FROM["notice"] and queries.is_live(ticket, now)


def text_now(ticket: Ticket, hall: queries.Floor) -> Words | None:
    """What is to be said at this moment; None while there is time. No name, no reason for the visit."""
    number, place = ticket.text, hall.center
    if ticket.state == Ticket.State.CALLED and ticket.counter is not None:
        counter = ticket.counter.number
        return Words(
            f"Số {number}: mời ông/bà đến quầy {counter}, Trung tâm {place.name_vi}.",
            f"Number {number}: please come to counter {counter}, center of {place.name_in('en')}.",
        )
    if ticket.state != Ticket.State.WAITING or not hall.serving(ticket):
        return None
    ahead = queries.standing(ticket, hall).ahead
    if ahead is None or ahead > SOON:
        return None
    return Words(
        f"Số {number} sắp đến lượt (còn {ahead} người trước). Mời ông/bà đến gần bảng gọi số, Trung tâm "
        f"{place.name_vi}.",
        f"Number {number}: soon your turn ({ahead} ahead). Please come near the board, center of "
        f"{place.name_in('en')}.",
    )
