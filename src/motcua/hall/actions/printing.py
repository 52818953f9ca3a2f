"""Printing as a job: queued, taken once by a print agent, and what became of it.

What an agent has taken may be on paper. So where the agent dies or the printer falls silent the job stays
``unknown``, and only a person who looked at the printer has it printed again, marked as a reprint.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall.guards import check_may_attend
from motcua.hall.models import Printer, PrintJob, Ticket
from motcua.hall.printers import check_reprint_reason, is_open, last_print, staff_printer
from motcua.people.models import Officer
from motcua.places.models import Center, Device

State = PrintJob.State
WAITS = timedelta(minutes=3)
"""A slip not begun by then is not printed: who pressed has gone, and new paper must not bring old slips."""
LEASE = timedelta(minutes=1)
"""So long an agent may take for one slip; it takes seconds, and gives up by itself after half of it."""
MOST_LINES = 12
AT_KIOSK = (Ticket.Source.KIOSK, Ticket.Source.OFFLINE)
"""Numbers whose first slip a browser or an offline kiosk may have printed without a job here."""
OUTCOMES = ("confirmed", "unknown", "failed", "not_sent")


@action
def print_ticket(
    ticket: Ticket, *, printer: Printer, by: Actor, now: datetime, link: str = "", language: str = "vi"
) -> PrintJob:
    """Queue the first slip of a number, once however often it is asked for; ``link`` is what its QR opens."""
    before = ticket.print_jobs.filter(copy=1).first()
    if before is not None:
        return before
    _check_here(ticket.center, printer)
    job = _queued(printer, PrintJob.What.TICKET, now, ticket=ticket, link=link, language=language)
    _record_queued(job, by, now)
    return job


@action
def reprint(
    ticket: Ticket,
    *,
    reason: str,
    by: Actor,
    now: datetime,
    printer: Printer | None = None,
    link: str = "",
    language: str = "",
) -> PrintJob:
    """Queue one more slip of a number, marked as a reprint; ``reason`` is of ``REPRINT_REASONS``.

    A number given by staff or from home that never had a slip gets its first, unmarked. Without ``printer``
    it comes out at the printer for staff, else where the one before did. Refused while that one is still on
    its way, and for a number that is over.
    """
    check_reprint_reason(reason)
    if isinstance(by, Officer):
        check_may_attend(ticket.center, by, now)
    Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)
    before = last_print(ticket)
    _check_may_reprint(ticket, before, now)
    place = printer or staff_printer(ticket.center) or (before.printer if before else None)
    if place is None or place.removed_at is not None:
        raise _no_printer()
    _check_here(ticket.center, place)
    last = ticket.print_jobs.aggregate(last=Max("copy"))["last"] or int(ticket.source in AT_KIOSK)
    job = _queued(
        place,
        PrintJob.What.TICKET,
        now,
        ticket=ticket,
        copy=last + 1,
        reprint_of=before,
        reason=reason,
        link=link or (before.link if before else ""),
        language=language or (before.language if before else "vi"),
    )
    _record_queued(job, by, now)
    return job


@action
def print_papers(
    center: Center,
    *,
    title: str,
    lines: Collection[str],
    by: Officer,
    now: datetime,
    ticket: Ticket | None = None,
    printer: Printer | None = None,
    language: str = "vi",
) -> PrintJob:
    """Queue a written list of the papers somebody still has to bring; ``title`` names their procedure.

    The lines stay on the job until its end is known, no longer.
    """
    check_may_attend(center, by, now)
    named = [line.strip()[:300] for line in lines if line.strip()]
    if not 1 <= len(named) <= MOST_LINES:
        raise Invalid(
            "papers_wrong",
            Words(
                vi=f"Phiếu ghi từ 1 đến {MOST_LINES} giấy tờ.",
                en=f"The list names 1 to {MOST_LINES} papers.",
            ),
            field="lines",
        )
    place = printer or staff_printer(center)
    if place is None:
        raise _no_printer()
    _check_here(center, place)
    content = {"title": title[:300], "lines": named}
    job = _queued(place, PrintJob.What.PAPERS, now, ticket=ticket, content=content, language=language)
    _record_queued(job, by, now)
    return job


@action
def print_test(printer: Printer, *, by: Actor, now: datetime, language: str = "vi") -> PrintJob:
    """Queue a page with every Vietnamese letter and the edges of the paper."""
    _check_here(printer.center, printer)
    job = _queued(printer, PrintJob.What.TEST, now, language=language)
    _record_queued(job, by, now)
    return job


@action
def take_print(agent: Device, *, printers: Collection[Printer], by: Actor, now: datetime) -> PrintJob | None:
    """The oldest slip for one of these printers, for this agent alone and for ``LEASE``; None: nothing.

    A printer that has a slip on its way gets no second one. What waited too long, or whose number is
    void, ends here as failed; what another agent took and never spoke of again ends as unknown.
    """
    settle_prints(agent.center, by=by, now=now)
    # Locked first: two agents that come at once see each other's taking, or pass the printer over.
    rows = Printer.objects.filter(pk__in=[printer.pk for printer in printers]).order_by("pk")
    locked = list(rows.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
    queued = PrintJob.objects.filter(center=agent.center, state=State.QUEUED, printer__in=locked)
    busy = PrintJob.objects.filter(center=agent.center, state=State.SENT).values("printer")
    free = queued.exclude(printer__in=busy).order_by("queued_at", "pk")
    job = (
        free.select_for_update(skip_locked=True, of=("self",))
        .select_related("printer", "center__commune", "ticket__field", "ticket__center__commune")
        .first()
    )
    if job is None:
        return None
    job.state, job.agent, job.sent_at, job.leased_until = State.SENT, agent, now, now + LEASE
    job.save(update_fields=["state", "agent", "sent_at", "leased_until"])
    record("print.sent", job, by=by, at=now, printer=str(job.printer_id))
    return job


@action
def report_print(job: PrintJob, *, outcome: str, by: Device, now: datetime, reason: str = "") -> PrintJob:
    """What became of a slip, as the agent that had it knows: one of ``OUTCOMES``.

    ``not_sent``: nothing of it left for the printer, so it goes back into the queue. A late report ends
    what had become unknown meanwhile, but never puts it back. The same report again changes nothing.
    """
    if outcome not in OUTCOMES:
        raise Invalid(
            "outcome_unknown",
            Words("Không rõ kết quả in này.", "This outcome of a print is not known."),
            field="outcome",
        )
    fresh = PrintJob.objects.select_for_update(of=("self",)).select_related("center").get(pk=job.pk)
    after = _after(fresh, outcome, by, now)
    if after != fresh.state:
        _end(fresh, after, reason or ("not_sent" if outcome == "not_sent" else ""), by, now)
    return fresh


@action
def settle_prints(center: Center, *, by: Actor, now: datetime) -> int:
    """End what its agent never spoke of again (unknown), and what waited too long (failed); how many."""
    open_jobs = PrintJob.objects.filter(center=center).select_for_update(of=("self",), skip_locked=True)
    lapsed = list(open_jobs.filter(state=State.SENT, leased_until__lt=now))
    for job in lapsed:
        _end(job, State.UNKNOWN, "agent_silent", by, now)
    late = list(open_jobs.filter(state=State.QUEUED, expires_at__lt=now))
    for job in late:
        _end(job, State.FAILED, "too_late", by, now)
    void = list(open_jobs.filter(state=State.QUEUED, ticket__state=Ticket.State.VOID))
    for job in void:
        _end(job, State.FAILED, "number_void", by, now)
    return len(lapsed) + len(late) + len(void)


def _after(job: PrintJob, outcome: str, by: Device, now: datetime) -> str:
    """The state that follows; raises ``Conflict`` where the job is no longer this agent's to speak of."""
    if job.state == State.SENT and job.agent_id == by.pk:
        if outcome == "not_sent":
            return State.QUEUED if now <= job.expires_at else State.FAILED
        return outcome
    if job.state == State.UNKNOWN and job.agent_id == by.pk:
        return State.FAILED if outcome == "not_sent" else outcome
    if job.state == outcome and job.agent_id == by.pk:
        return outcome
    raise Conflict(
        "print_settled",
        Words("Phiếu in này đã được ghi nhận kết quả.", "What became of this slip is already on record."),
    )


def _end(job: PrintJob, state: str, reason: str, by: Actor, now: datetime) -> None:
    job.state, job.outcome, job.leased_until = state, reason[:20], None
    if state == State.QUEUED:
        job.agent, job.sent_at, job.ended_at = None, None, None
    else:
        job.ended_at, job.content = now, {}  # what somebody was told to bring is kept no longer than needed
    job.save(update_fields=["state", "outcome", "leased_until", "agent", "sent_at", "ended_at", "content"])
    record("print.ended", job, by=by, at=now, state=state, outcome=job.outcome)


def _queued(printer: Printer, what: str, now: datetime, **rest: object) -> PrintJob:
    return PrintJob(
        id=new_id(),
        center=printer.center,
        printer=printer,
        what=what,
        queued_at=now,
        expires_at=now + WAITS,
        **rest,
    )


def _record_queued(job: PrintJob, by: Actor, now: datetime) -> None:
    job.save(force_insert=True)
    record(
        "print.queued",
        job,
        by=by,
        at=now,
        what=job.what,
        ticket=str(job.ticket_id) if job.ticket_id else "",
        copy=job.copy,
        printer=str(job.printer_id),
        reason=job.reason,
    )


def _check_here(center: Center, printer: Printer) -> None:
    if printer.center_id != center.pk or printer.removed_at is not None:
        raise _no_printer()


def _check_may_reprint(ticket: Ticket, before: PrintJob | None, now: datetime) -> None:
    if ticket.ended_at is not None:
        raise Refusal(
            "number_over",
            Words(
                vi=f"Số {ticket.text} đã kết thúc, không in lại phiếu.",
                en=f"Number {ticket.text} is over; its slip is not printed again.",
            ),
        )
    if before is not None and is_open(before, now):
        raise Conflict(
            "still_printing",
            Words(
                vi=f"Phiếu của số {ticket.text} đang in tại {before.printer.name}; chờ một chút.",
                en=f"The slip of {ticket.text} is being printed at {before.printer.name}; wait a moment.",
            ),
        )


def _no_printer() -> Refusal:
    return Refusal(
        "no_printer",
        Words(
            vi="Chưa có máy in nào nhận phiếu này. Vào Thiết lập, Máy in để chọn.",
            en="No printer takes this slip yet. Choose one under Set-up, Printers.",
        ),
    )
