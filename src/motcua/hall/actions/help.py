"""Papers checked before the call: complete, to be fetched today, or home with the written list.

Each of these changes who is called next, so each takes the hall's lock first.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Document, Field
from motcua.catalogue.queries import Bundle, in_force
from motcua.domain import codes
from motcua.domain.refusal import Conflict, Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.hall import queries
from motcua.hall.actions.entering import moment
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.presence import check_there
from motcua.hall.guards import somebody_was_first
from motcua.hall.helping import CODE_LENGTH, LIST_KEPT, by_code, check_may_help
from motcua.hall.locking import lock_hall
from motcua.hall.models import PapersCheck, PapersCheckLine, Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center, Point

Found = PapersCheckLine.Found
Outcome = PapersCheck.Outcome
LANGUAGES = ("vi", "en")
MOST = 99
"""So many of one paper at most."""
SENT_HOME = "sent_home"
IN_LINE = (Ticket.State.WAITING, Ticket.State.CALLED, Ticket.State.SERVING)


@dataclass(frozen=True)
class Paper:
    """How one paper of the list was found: a code of ``PapersCheckLine.Found``, and how many."""

    found: str
    count: int = 1


@action
def check_papers(
    ticket: Ticket,
    *,
    procedure_code: str,
    papers: Mapping[str, Paper],
    outcome: str,
    by: Officer,
    now: datetime,
    language: str = "vi",
) -> PapersCheck:
    """Note what somebody has of the papers of a procedure (by the code of each document), and what follows.

    ``complete``: the number keeps its place, and the counter sees the check; copies and forms may still be
    made while waiting, nothing may be missing. ``today``: the number is on hold until they come back.
    ``home``: the number ends, and the written list's code brings them back (``come_back``).
    A number of another field moves to the procedure's. Raises ``InvalidFields`` with a sentence for each
    paper at fault, ``Conflict`` where the number has been called meanwhile.
    """
    check_may_help(ticket.center, by, now)
    parts = in_force(procedure_code, business_date(now))
    lines = _lines(parts, papers, outcome)
    lock_hall(ticket.center, now)
    fresh = lock_before_call(ticket)
    check = PapersCheck.objects.create(
        id=new_id(),
        center=fresh.center,
        ticket=fresh,
        revision=parts.revision,
        outcome=outcome,
        code=codes.new_short_code(secrets.token_bytes(CODE_LENGTH), CODE_LENGTH),
        language=language if language in LANGUAGES else "vi",
        helper=by,
        at=now,
    )
    PapersCheckLine.objects.bulk_create(
        PapersCheckLine(papers_check=check, document=document, found=paper.found, count=paper.count)
        for document, paper in lines
    )
    _move_to(fresh, parts.procedure.field, by, now)
    _follow(fresh, check, by, now)
    record(
        "papers.checked",
        check,
        by=by,
        at=now,
        ticket=str(fresh.pk),
        procedure=procedure_code,
        outcome=outcome,
        missing=sum(1 for _, paper in lines if paper.found == Found.MISSING),
    )
    return check


@action
def come_back(
    code: str, *, center: Center, by: Actor, now: datetime, press: str | None = None, proof: str = ""
) -> Ticket:
    """Somebody is here again with the written list: into the come-back lane, without a second queue.

    The number on hold goes back with its first arrival; who was sent home gets a new one with the priority
    class and the needs of the first, on the same day with its arrival too. The same list twice gives the
    same number while that one is alive. From a phone ``proof`` is what the display or the door shows.
    Raises ``NotFound`` for an unknown code, ``Refusal`` for a list that is used up or too old.
    """
    lock_hall(center, now)
    check = by_code(code)
    PapersCheck.objects.select_for_update().get(pk=check.pk)
    _check_usable(check, center, now)
    check_there(center, by, proof, now, _point(check.came_back or check.ticket, by))
    if check.came_back is not None:
        return check.came_back
    ticket, is_live = check.ticket, queries.is_live(check.ticket, now)
    if is_live and ticket.state == Ticket.State.HELD:
        back_in_line(ticket, by, now)
    elif not is_live or ticket.state not in IN_LINE:  # else the desk has put it back already, by its number
        ticket = _new_number(check, by, now, press)
    check.came_back = ticket
    check.save(update_fields=["came_back"])
    record("papers.brought", check, by=by, at=now, ticket=str(ticket.pk), number=ticket.text)
    return ticket


@part_of_action
def back_in_line(ticket: Ticket, by: Actor, now: datetime) -> None:
    """From hold into the come-back lane, with the first arrival."""
    ticket.state = Ticket.State.WAITING
    ticket.lane = Ticket.Lane.COME_BACK
    ticket.counter = ticket.officer = None
    ticket.returns_at = 0
    ticket.save(update_fields=["state", "lane", "counter", "officer", "returns_at"])
    record("ticket.resumed", ticket, by=by, at=now)


def lock_before_call(ticket: Ticket) -> Ticket:
    """The number as it is now, locked, if it has not been called; else who was first, and when."""
    fresh = (
        Ticket.objects.select_for_update(of=("self",))
        .select_related("center__commune", "counter", "officer", "field")
        .get(pk=ticket.pk)
    )
    if fresh.state not in (Ticket.State.WAITING, Ticket.State.HELD):
        raise somebody_was_first(fresh)
    return fresh


def _lines(parts: Bundle, papers: Mapping[str, Paper], outcome: str) -> list[tuple[Document, Paper]]:
    if outcome not in Outcome.values:
        words = Words("Chọn việc tiếp theo.", "Choose what comes next.")
        raise Invalid("outcome_unknown", words, field="outcome")
    lines, wrong = [], []
    for document in parts.documents:
        paper = papers.get(document.code)
        if paper is None and not document.is_always:
            paper = Paper(Found.NOT_NEEDED)
        error = _fault(document, paper)
        if error is not None:
            wrong.append(error)
        elif paper is not None:
            lines.append((document, paper))
    if wrong:
        raise InvalidFields(wrong)
    missing = any(paper.found == Found.MISSING for _, paper in lines)
    unfinished = missing or any(paper.found in (Found.COPY, Found.FILL) for _, paper in lines)
    if outcome == Outcome.COMPLETE and missing:
        words = Words("Còn giấy tờ đang thiếu nên chưa đủ.", "A paper is missing, so it is not complete.")
        raise Invalid("papers_missing", words, field="outcome")
    if outcome != Outcome.COMPLETE and not unfinished:
        words = Words("Không thiếu giấy tờ nào.", "No paper is missing.")
        raise Invalid("nothing_missing", words, field="outcome")
    return lines


def _fault(document: Document, paper: Paper | None) -> Invalid | None:
    if paper is None or paper.found not in Found.values:
        words = Words(f"Đánh dấu: {document.name_vi}.", f"Mark this one: {document.name_in('en')}.")
        return Invalid("paper_unmarked", words, field=document.code)
    if document.is_always and paper.found == Found.NOT_NEEDED:
        words = Words("Giấy tờ này luôn phải có.", "This paper is always needed.")
        return Invalid("paper_always_needed", words, field=document.code)
    if not 1 <= paper.count <= MOST:
        words = Words(f"Số lượng từ 1 đến {MOST}.", f"How many: 1 to {MOST}.")
        return Invalid("paper_count", words, field=document.code)
    return None


@part_of_action
def _move_to(ticket: Ticket, field: Field, by: Officer, now: datetime) -> None:
    if ticket.field_id == field.code:
        return
    ticket.field = field
    ticket.save(update_fields=["field"])
    record("ticket.transferred", ticket, by=by, at=now, field=field.code)


@part_of_action
def _follow(ticket: Ticket, check: PapersCheck, by: Officer, now: datetime) -> None:
    """What the check means for the number."""
    ticket.procedure_code = check.revision.procedure_id
    ticket.checked_at = now
    changed = ["procedure_code", "checked_at"]
    if check.outcome == Outcome.COMPLETE:
        ticket.save(update_fields=changed)
        if ticket.state == Ticket.State.HELD:
            back_in_line(ticket, by, now)
    elif check.outcome == Outcome.TODAY:
        was_waiting = ticket.state == Ticket.State.WAITING
        ticket.state = Ticket.State.HELD
        ticket.save(update_fields=[*changed, "state"])
        if was_waiting:
            record("ticket.held", ticket, by=by, at=now)
    else:
        ticket.state = Ticket.State.VOID
        ticket.outcome = SENT_HOME
        ticket.ended_at = max(now, ticket.issued_at)
        ticket.save(update_fields=[*changed, "state", "outcome", "ended_at"])
        record("ticket.voided", ticket, by=by, at=now, reason=SENT_HOME)


def _check_usable(check: PapersCheck, center: Center, now: datetime) -> None:
    if check.center_id != center.pk:
        raise Refusal(
            "list_of_another_center",
            Words(
                vi=f"Phiếu này của Trung tâm {check.center.name_vi}.",
                en=f"This list is of the center of {check.center.name_en}.",
            ),
        )
    if check.outcome == Outcome.COMPLETE:
        raise Refusal(
            "nothing_missing", Words("Lần trước không thiếu giấy tờ nào.", "Nothing was missing last time.")
        )
    if now - check.at > LIST_KEPT:
        raise Refusal(
            "list_too_old",
            Words(
                vi=f"Phiếu này đã quá {LIST_KEPT.days} ngày. Mời lấy số mới và nhờ bàn hỗ trợ xem lại giấy "
                "tờ.",
                en=f"This list is more than {LIST_KEPT.days} days old. Take a new number and let the help "
                "desk look at your papers again.",
            ),
        )
    back = check.came_back
    over = (Ticket.State.DONE, Ticket.State.VOID, Ticket.State.NO_SHOW)
    if back is not None and (back.state in over or not queries.is_live(back, now)):
        raise Conflict(
            "list_used",
            Words(
                vi=f"Phiếu này đã dùng để lấy số {back.text}.",
                en=f"This list was used for number {back.text}.",
            ),
        )


@part_of_action
def _new_number(check: PapersCheck, by: Actor, now: datetime, press: str | None) -> Ticket:
    """Who was sent home this morning has queued this morning: the first arrival is theirs until evening."""
    procedure, before = check.revision.procedure, check.ticket
    ticket = issue(
        check.center,
        field=procedure.field,
        procedure_code=procedure.code,
        priority=before.priority,
        lane=Ticket.Lane.COME_BACK,
        needs=before.needs,
        amount=before.amount,
        point=_point(before, by),
        press=press,
        by=by,
        now=now,
    )
    if ticket.day == before.day and before.queued_at < ticket.queued_at:
        ticket.queued_at, ticket.drawn = before.queued_at, before.drawn
        ticket.save(update_fields=["queued_at", "drawn"])
        record(
            "ticket.resumed",
            ticket,
            by=by,
            at=now,
            number=ticket.text,
            arrived=moment(ticket.queued_at),
            drawn=ticket.drawn,
        )
    return ticket


def _point(before: Ticket, by: Actor) -> Point | None:
    """Where they queued first, if that is still open; a kiosk knows better where they stand."""
    point = before.point
    return None if by.actor_kind == "device" or point is None or point.closed_at is not None else point
