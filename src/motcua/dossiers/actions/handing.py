"""Giving a dossier out of the center, and saying that it came."""

from collections.abc import Iterable
from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Forbidden
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import access
from motcua.dossiers.models import Dossier, HandOver
from motcua.dossiers.moving import locked, move
from motcua.people.absences import substituted_by
from motcua.people.models import Officer
from motcua.places.hours import business_date

NOTE_LENGTH = 200


@action
def transfer(dossier: Dossier, *, by: Officer, now: datetime) -> Dossier:
    """The center gives the dossier, with its papers, to the unit that handles it (Decree 118/2025 Art 18)."""
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    if State(dossier.state) is not State.ACCEPTED:
        check(State(dossier.state), Move.TRANSFER)
        raise _transferred()
    move(dossier, Move.TRANSFER, by=by, now=now)
    record("dossier.transferred", dossier, by=by, at=now)
    return dossier


@action
def acknowledge(hand_over: HandOver, *, note: str = "", by: Officer, now: datetime) -> HandOver:
    """The receiving side says that the dossier came, and with it its paper original where there is one.

    Whether the giver was in time is entered with it (Form 06). Each is entered once.
    """
    return _acknowledge(hand_over, note, by, now)


@action
def acknowledge_several(hand_overs: Iterable[HandOver], *, by: Officer, now: datetime) -> int:
    """All of these came; how many that were. Those that somebody else was faster with are passed over."""
    count = 0
    for hand_over in sorted(hand_overs, key=lambda row: str(row.dossier_id)):  # locked in one order
        try:
            _acknowledge(hand_over, "", by, now)
        except Conflict:
            continue
        count += 1
    return count


def _acknowledge(hand_over: HandOver, note: str, by: Officer, now: datetime) -> HandOver:
    """Refuses before it writes anything, so that one of several may be passed over."""
    locked(hand_over.dossier)
    hand_over = _read(hand_over)
    check_may_acknowledge(by, hand_over, business_date(now))
    note = written(note, field="note", most=NOTE_LENGTH)
    came: dict[str, object] = {"note": note} if note and not hand_over.note else {}
    if hand_over.received_at is None:
        came |= {"received_by": by, "received_at": now, "label": hand_over.measured}
    if hand_over.waits_for_paper:
        came |= {"paper_received_by": by, "paper_received_at": now}
    if "received_at" not in came and "paper_received_at" not in came:
        raise _acknowledged(hand_over)
    HandOver.objects.filter(pk=hand_over.pk).update(**came)
    record(
        "dossier.hand_over_acknowledged",
        hand_over.dossier,
        by=by,
        at=now,
        step=hand_over.step.turn,
        label=hand_over.measured,
        paper="paper_received_at" in came,
    )
    return _read(hand_over)


def check_may_acknowledge(officer: Officer, hand_over: HandOver, day: date) -> None:
    """Whom it goes to, who stands in for them, and for paper anybody of the receiving unit."""
    for person in (officer, *substituted_by(officer, day)):
        if hand_over.to_officer_id == person.pk:
            return
        for post in person.posts_on(day):
            its_role = hand_over.to_officer_id is None and post.role == hand_over.to_role
            if post.unit_id == hand_over.to_unit_id and (its_role or hand_over.waits_for_paper):
                return
    raise Forbidden(
        "hand_over_not_yours",
        Words(
            vi=f"Hồ sơ này được chuyển đến {hand_over.to_unit.name_vi}, không phải đến bạn.",
            en=f"This dossier was handed to {hand_over.to_unit.name_in('en')}, not to you.",
        ),
        basis="Nghị định 118/2025/NĐ-CP, Điều 18",
    )


def may_acknowledge(officer: Officer, hand_over: HandOver, day: date) -> bool:
    try:
        check_may_acknowledge(officer, hand_over, day)
    except Forbidden:
        return False
    return True


def _read(hand_over: HandOver) -> HandOver:
    related = ("dossier__center", "step", "to_unit", "received_by", "paper_received_by")
    return HandOver.objects.select_related(*related).get(pk=hand_over.pk)


def _acknowledged(hand_over: HandOver) -> Conflict:
    by = hand_over.paper_received_by or hand_over.received_by
    at = hand_over.paper_received_at or hand_over.received_at
    name, when = by.name_vi if by else "", f"{local(at):%H:%M %d/%m/%Y}" if at else ""
    return Conflict(
        "already_acknowledged",
        Words(
            vi=f"{name} đã xác nhận nhận hồ sơ này lúc {when}.",
            en=f"{name} acknowledged this dossier at {when}.",
        ),
    )


def _transferred() -> Conflict:
    return Conflict(
        "already_transferred",
        Words(
            vi="Hồ sơ đã được chuyển đến đơn vị giải quyết.",
            en="The dossier has already gone to the unit that handles it.",
        ),
    )
