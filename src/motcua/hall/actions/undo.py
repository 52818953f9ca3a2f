"""Taking back the last press of a counter, while nothing has been built on it."""

from datetime import datetime, timedelta
from typing import Any

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Refusal
from motcua.domain.replay_state import MOVES, UNDONE
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import moves
from motcua.hall.actions.presses import moment, restored
from motcua.hall.actions.visits import become, void
from motcua.hall.actions.walk_ins import WITHOUT_TICKET
from motcua.hall.guards import check_free, lock_duty
from motcua.hall.locking import lock_hall
from motcua.hall.models import Duty, Errand, Ticket
from motcua.people.models import Officer
from motcua.places.models import Counter

WITHIN = timedelta(minutes=2)
ISSUED = "ticket.issued"
LAST_EVENT = {WITHOUT_TICKET: "ticket.serving"}


@action
def undo(counter: Counter, *, by: Officer, now: datetime) -> Ticket:
    """Everything about the number as it was before the last press at this counter, and the counter's row of
    favoured people too. The count of calls and the numbers given go on: neither is ever used again, so a
    number that was given by mistake becomes void.

    ``Refusal``: nothing to take back, or more than two minutes ago. ``Conflict``: the number has moved since.
    """
    lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    press = duty.last_press
    if press is None:
        raise Refusal(
            "nothing_to_undo", Words("Không có thao tác nào để hoàn tác.", "There is nothing to take back.")
        )
    if not can_still(press, now):
        raise Refusal(
            "too_late_to_undo",
            Words(
                f"Đã quá 2 phút từ thao tác với số {press['number']}.",
                f"The press about {press['number']} is more than 2 minutes ago.",
            ),
        )
    locked = Ticket.objects.select_for_update(of=("self",)).select_related("center__commune", "field")
    ticket = locked.get(pk=press["ticket"])
    pressed = _its_event(ticket, press)
    if press["kind"] in (ISSUED, WITHOUT_TICKET):
        return _never_given(ticket, by=by, now=now)
    before = restored(press["before"])
    _check_possible(ticket, before, counter)
    if press["kind"] == "ticket.continued":
        Errand.objects.filter(ticket=ticket, begun_at=pressed.at).update(begun_at=None)
    become(ticket, **before)
    run = duty.favoured_run if press["run"] is None else press["run"]
    Duty.objects.filter(pk=duty.pk).update(last_press=None, favoured_run=run)
    record(UNDONE, ticket, by=by, at=now, undone=pressed.number, what=pressed.kind, counter=counter.number)
    return ticket


def can_still(press: dict[str, Any], now: datetime) -> bool:
    """Whether the time to take this press back has not run out."""
    return abs(now - datetime.fromisoformat(press["at"])) <= WITHIN


def _its_event(ticket: Ticket, press: dict[str, Any]) -> Event:
    """The event of the press, if it is still the last thing that happened to the number."""
    moved = Event.objects.filter(subject=ticket.journal_subject, kind__in=MOVES)
    last = moved.order_by("-number").first()
    if (
        last is None
        or last.kind != LAST_EVENT.get(press["kind"], press["kind"])
        or moment(last.at) != press["at"]
    ):
        at = local(last.at if last else ticket.issued_at)
        raise Conflict(
            "moved_since",
            Words(
                f"Đã có người xử lý tiếp số {ticket.text} lúc {at:%H:%M:%S}; không hoàn tác được nữa.",
                f"Somebody else has moved number {ticket.text} since, at {at:%H:%M:%S}.",
            ),
        )
    return last


def _never_given(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Nobody else gets this number; it is void, taken by mistake. That press is not taken back again."""
    gone = void(ticket, reason="mistaken", by=by, now=now)
    Duty.objects.filter(officer=by, closed_at__isnull=True).update(last_press=None)
    return gone


def _check_possible(ticket: Ticket, before: dict[str, Any], counter: Counter) -> None:
    """One number at a counter, one active number a person: both may have been taken meanwhile."""
    if before["state"] in moves.AT_COUNTER and ticket.state not in moves.AT_COUNTER:
        check_free(counter)
    if ticket.holder and not ticket.agent and ticket.state in moves.ENDED:
        others = Ticket.objects.filter(
            center=ticket.center_id, day=ticket.day, holder=ticket.holder, agent=False
        )
        if others.exclude(pk=ticket.pk).exclude(state__in=moves.ENDED).exists():
            raise Conflict(
                "took_another_number",
                Words(
                    f"Người giữ số {ticket.text} đã lấy số khác.",
                    f"Who held {ticket.text} has taken another number.",
                ),
            )
