"""What a print agent asks: which printers, is there a slip, here is what became of it. And its pairing.

An agent is a paired device of its own kind (``motcua print-agent --pair``). It sees the printers and the
slips of its own center and nothing else.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Router, Schema

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotent import PARAMETER, get, post
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Moment, Problem
from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.refusal import Forbidden, NotFound
from motcua.domain.words import Words
from motcua.hall import actions
from motcua.hall.models import Printer, PrintJob
from motcua.hall.slips.texts import slip_of
from motcua.places.actions import pair_device
from motcua.places.models import Device
from motcua.places.queries import center_of

router = Router(tags=["printing"], auth=Bearer("hall", Device.Kind.PRINTER))
pairing = Router(tags=["printing"])
KEYED = {"parameters": [PARAMETER]}
TRIES = 10
"""Wrong codes from one address within ten minutes, as at the kiosk's own pairing page."""


class DeviceWanted(Schema):
    code: str = Field(max_length=40, description="the pairing code, valid once for 15 minutes")


class DevicePaired(Schema):
    """``token`` is shown this once."""

    id: UUID
    token: str


class PrinterOut(Schema):
    """``waiting``: slips queued for it. ``answers``: it can say how it is."""

    id: UUID
    name: str
    kind: str
    address: str
    way: str
    cuts: bool
    answers: bool
    waiting: int


class PrintersOut(Schema):
    items: list[PrinterOut]


class TakingWanted(Schema):
    printers: list[UUID] = Field(max_length=50, description="the printers that can print now")


class TakingOut(Schema):
    """A slip that is this agent's alone until ``until``."""

    id: UUID
    printer: UUID
    what: str
    until: Moment


class OutcomeWanted(Schema):
    """``outcome``: confirmed, unknown, failed, or not_sent where nothing of it left for the printer."""

    outcome: str = Field(max_length=20)
    reason: str = Field("", max_length=20, pattern=r"^[a-z_]*$", description="a code")


class PrintOut(Schema):
    id: UUID
    state: str
    outcome: str


class StateWanted(Schema):
    state: str = Field(max_length=20, description="ready, paper_low, paper_out, cover_open, fault, silent")


class PrinterState(Schema):
    id: UUID
    state: str


@pairing.post(
    "/centers/{center}/devices",
    response={201: DevicePaired, POST_REFUSALS: Problem},
    auth=None,
    summary="Pair a print agent",
)
def pair(request: HttpRequest, center: str, wanted: DeviceWanted) -> HttpResponse:
    """By a code of the center's own (Set-up, Printers). The code is the key: it works once, and the token
    it gives is not kept, so a lost answer asks for a new code."""
    now = request.now  # type: ignore[attr-defined]
    place = center_of(center)
    address = request.META.get("REMOTE_ADDR", "")
    check_rate("pair", address, most=TRIES, within=timedelta(minutes=10), now=now)
    device, token = pair_device(place, kind=Device.Kind.PRINTER, code=wanted.code, by=Resident(), now=now)
    answer = get(DevicePaired(id=device.pk, token=token))
    answer.status_code = 201
    return answer


@router.get("/printers", response={200: PrintersOut, READ_REFUSALS: Problem}, summary="Printers")
def printers(request: ApiRequest) -> HttpResponse:
    """The printers in use at this agent's center, and how many slips wait for each."""
    waiting = Count("jobs", filter=Q(jobs__state=PrintJob.State.QUEUED, jobs__expires_at__gte=request.now))
    rows = Printer.objects.in_use().filter(center=_agent(request).center).annotate(waiting=waiting)
    names = PrinterOut.model_fields
    return get(
        PrintersOut(items=[PrinterOut(**{name: getattr(row, name) for name in names}) for row in rows])
    )


@router.post(
    "/prints/takings",
    response={201: TakingOut, 204: None, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Take a slip",
)
def take(request: ApiRequest, wanted: TakingWanted) -> HttpResponse:
    """The oldest slip for one of these printers, for this agent alone; 204: nothing waits."""
    agent = _agent(request)

    def effect() -> TakingOut | None:
        mine = Printer.objects.in_use().filter(center=agent.center, pk__in=wanted.printers)
        job = actions.take_print(agent, printers=list(mine), by=agent, now=request.now)
        if job is None:
            return None
        assert job.leased_until is not None  # the table's own check
        return TakingOut(id=job.pk, printer=job.printer_id, what=job.what, until=job.leased_until)

    return post(request, effect, status=201)


@router.get("/prints/{print_id}/slip", response={READ_REFUSALS: Problem}, summary="The slip as a picture")
def slip(request: ApiRequest, print_id: UUID) -> HttpResponse:
    """PNG, one bit a dot, as wide as the printer; only for the agent that has it."""
    job = _job(request, print_id)
    if job.state != PrintJob.State.SENT:
        raise _no_print()
    link = request.build_absolute_uri(reverse("ticket", args=[job.ticket.token])) if job.ticket else ""
    return HttpResponse(
        slip_of(job, request.now, link=link), content_type="image/png", headers={"Cache-Control": "no-store"}
    )


@router.post(
    "/prints/{print_id}/outcomes",
    response={200: PrintOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="What became of a slip",
)
def outcome(request: ApiRequest, print_id: UUID, wanted: OutcomeWanted) -> HttpResponse:
    """From the agent that took it; also late, when the slip is counted as unknown already."""
    job, agent = _job(request, print_id), _agent(request)

    def effect() -> PrintOut:
        done = actions.report_print(
            job, outcome=wanted.outcome, reason=wanted.reason, by=agent, now=request.now
        )
        return PrintOut(id=done.pk, state=done.state, outcome=done.outcome)

    return post(request, effect)


@router.put(
    "/printers/{printer_id}/state",
    response={200: PrinterState, POST_REFUSALS: Problem},
    summary="How a printer is",
)
def state(request: ApiRequest, printer_id: UUID, wanted: StateWanted) -> HttpResponse:
    """As the agent found it, again and again: staff see it at once. The same twice changes nothing."""
    agent = _agent(request)
    printer = Printer.objects.in_use().filter(pk=printer_id, center=agent.center).first()
    if printer is None:
        raise NotFound(
            "no_such_printer", Words("Không có máy in này tại Trung tâm.", "No such printer at this center.")
        )
    heard = actions.hear_printer(printer, state=wanted.state, by=agent, now=request.now)
    return get(PrinterState(id=heard.pk, state=heard.state))


def _agent(request: ApiRequest) -> Device:
    """Behind these doors stands a paired print agent, never an officer."""
    if isinstance(request.auth, Device):
        return request.auth
    raise Forbidden(
        "print_agents_only",
        Words("Chỉ chương trình in đã ghép nối dùng được.", "Only a paired print agent may ask this."),
    )


def _job(request: ApiRequest, print_id: UUID) -> PrintJob:
    """A slip that this agent took, also one it has reported on; anybody else's is unknown."""
    rows = PrintJob.objects.select_related(
        "printer", "center__commune", "ticket__field", "ticket__center__commune", "ticket__point"
    )
    job = rows.filter(pk=print_id, center=_agent(request).center, agent=_agent(request)).first()
    if job is None:
        raise _no_print()
    return job


def _no_print() -> NotFound:
    return NotFound("no_such_print", Words("Không có phiếu in này.", "There is no such slip."))
