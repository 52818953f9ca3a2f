"""``/dossiers/{code}/clock``: every date of a dossier, line by line, in both languages."""

from django.http import HttpResponse
from ninja import Router, Schema

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.idempotent import get
from motcua.api.shapes import READ_REFUSALS, Moment, Problem, Reason
from motcua.domain.clock import Deadline
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.dossiers import queries
from motcua.dossiers.explaining import Account, Line, Share, account
from motcua.places.hours import business_date

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))


class ClockLine(Schema):
    """A row of the ledger: what happened, and both dates before and after it."""

    position: int
    kind: str
    at: Moment
    recorded_at: Moment
    text_vi: str
    text_en: str
    basis: str
    calendar: int | None
    corrects: int | None
    due_before: Moment | None
    due_after: Moment
    legal_due_before: Moment | None
    legal_due_after: Moment


class ClockOut(Schema):
    """One of the two clocks. ``due_original``: what was first promised in this count."""

    term_value: int
    term_unit: str
    due_at: Moment
    due_original: Moment
    why: list[Reason]


class ShareOut(Schema):
    """A step's share of the term; seconds of working time."""

    position: int
    name_vi: str
    name_en: str
    unit: str
    hours: float
    due_at: Moment
    done_at: Moment | None
    allowed: int
    used: int
    overdue: int


class ClockAccount(Schema):
    """``overdue`` in seconds of working time, the sum of the steps' and of ``overdue_nobodys``."""

    code: str
    state: str
    appointment: ClockOut
    legal: ClockOut
    lines: list[ClockLine]
    steps: list[ShareOut]
    overdue: int
    overdue_nobodys: int


@router.get("/dossiers/{code}/clock", response={200: ClockAccount, READ_REFUSALS | {409}: Problem})
def show_clock(request: ApiRequest, code: str) -> HttpResponse:
    """Why each date is that date: the ledger, the promised and the legal term, who used the overdue."""
    officer, day = officer_of(request), business_date(request.now)
    dossier = queries.file_of(code, officer, day)
    found = account(dossier, request.now)
    if found is None:
        raise Conflict("clock_not_started", NOT_STARTED)
    return get(_account(dossier.code, found))


NOT_STARTED = Words(
    vi="Hồ sơ chưa được tiếp nhận nên thời hạn chưa bắt đầu.",
    en="The dossier is not accepted yet, so its term has not begun.",
)


def _account(code: str, found: Account) -> ClockAccount:
    return ClockAccount(
        code=code,
        state=found.promised.state.value,
        appointment=_clock(found.promised),
        legal=_clock(found.legal),
        lines=[_line(line) for line in found.lines],
        steps=[_share(share) for share in found.shares],
        overdue=found.overdue.total,
        overdue_nobodys=found.overdue.nobodys,
    )


def _clock(deadline: Deadline) -> ClockOut:
    return ClockOut(
        term_value=deadline.term.value,
        term_unit=deadline.term.unit.value,
        due_at=deadline.due_at,
        due_original=deadline.due_original,
        why=[Reason(at=line.at, text_vi=line.words.vi, text_en=line.words.en) for line in deadline.why],
    )


def _line(line: Line) -> ClockLine:
    entry = line.entry
    return ClockLine(
        position=entry.position,
        kind=entry.kind,
        at=entry.at,
        recorded_at=entry.recorded_at,
        text_vi=line.words.vi,
        text_en=line.words.en,
        basis=entry.basis,
        calendar=entry.calendar_id,
        corrects=entry.corrects,
        due_before=line.due_before,
        due_after=line.due_after,
        legal_due_before=line.legal_before,
        legal_due_after=line.legal_after,
    )


def _share(share: Share) -> ShareOut:
    step = share.step
    return ShareOut(
        position=step.position,
        name_vi=step.name_vi,
        name_en=step.name_in("en"),
        unit=step.unit.identifier,
        hours=float(share.hours),
        due_at=step.due_at,
        done_at=step.done_at,
        allowed=int(share.allowed.total_seconds()),
        used=int(share.used.total_seconds()),
        overdue=int(share.overdue.total_seconds()),
    )
