"""The hall: numbers are given, and what stands there now."""

from django.http import HttpResponse
from ninja import Router

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.hall_names import KEYED, field_named
from motcua.api.hall_schemas import HallOut, NumberGiven, NumberWanted, hall_out, number_given
from motcua.api.idempotent import get, post
from motcua.api.number_extras import extras
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Problem
from motcua.catalogue.models import Field, Procedure
from motcua.domain import codes
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.words import Words
from motcua.dossiers.models import PROVINCE_ROLES, Dossier
from motcua.hall import actions, queries
from motcua.hall.guards import check_may_attend
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center, Device
from motcua.places.queries import center_of

router = Router(tags=["hall"])


@router.post(
    "/centers/{center}/tickets",
    auth=Bearer("hall", Device.Kind.KIOSK),
    response={201: NumberGiven, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Take a number",
)
def issue(request: ApiRequest, center: str, wanted: NumberWanted) -> HttpResponse:
    """A kiosk for its own center, or an officer who receives people there."""
    place = _here(request, center)
    _check_may_issue(request, place)

    def effect() -> NumberGiven:
        field, procedure = _purpose(wanted, place)
        ticket = actions.issue(
            place,
            field=field,
            procedure_code=procedure,
            dossier_code=wanted.dossier,
            priority=wanted.priority,
            source=Ticket.Source.API if isinstance(request.auth, Officer) else Ticket.Source.KIOSK,
            **extras(wanted, place),
            by=request.auth,
            now=request.now,
        )
        return number_given(queries.standing(ticket, queries.floor(place, request.now)))

    return post(request, effect, status=201)


@router.get(
    "/centers/{center}/hall",
    auth=Bearer("hall", Device.Kind.KIOSK, Device.Kind.DISPLAY),
    response={200: HallOut, READ_REFUSALS: Problem},
    summary="The hall now",
)
def hall(request: ApiRequest, center: str) -> HttpResponse:
    """Counters, who waits for what, the latest calls. For the center's own people and the province."""
    place = _here(request, center)
    _check_may_watch(request, place)
    return get(hall_out(place, queries.counters(place), queries.board(place, request.now)))


def _here(request: ApiRequest, code: str) -> Center:
    """The center by its commune's code; a device's own was read with its token."""
    if isinstance(request.auth, Device) and request.auth.center.code == code:
        return request.auth.center
    return center_of(code if codes.COMMUNE.fullmatch(code) else "")


def _check_may_issue(request: ApiRequest, center: Center) -> None:
    if isinstance(request.auth, Officer):
        check_may_attend(center, request.auth, request.now)
    elif request.auth.center_id != center.pk:
        raise _another_center()


def _check_may_watch(request: ApiRequest, center: Center) -> None:
    if isinstance(request.auth, Device):
        if request.auth.center_id != center.pk:
            raise _another_center()
        return
    posts = request.auth.posts_on(business_date(request.now))
    if not any(post.unit.commune_id == center.code or post.role in PROVINCE_ROLES for post in posts):
        raise _another_center()


def _another_center() -> Forbidden:
    return Forbidden(
        "another_center",
        Words("Bạn không thuộc Trung tâm này.", "You do not belong to this center."),
    )


def _purpose(wanted: NumberWanted, center: Center) -> tuple[Field, str]:
    """The field the person queues for, and the procedure if they named one."""
    if wanted.dossier:
        known = Dossier.objects.select_related("revision__procedure__field").filter(center=center)
        dossier = known.filter(code=wanted.dossier).first()
        if dossier is None:
            raise Invalid(
                "no_dossier",
                Words("Trung tâm không có hồ sơ này.", "The center has no such dossier."),
                field="dossier",
            )
        if not wanted.field and not wanted.procedure:
            return dossier.revision.procedure.field, dossier.revision.procedure.code
    if not wanted.procedure:
        return field_named(wanted.field), ""
    procedure = Procedure.objects.select_related("field").filter(code=wanted.procedure).first()
    if procedure is None:
        raise Invalid(
            "unknown_procedure",
            Words("Không có thủ tục này.", "There is no such procedure."),
            field="procedure",
        )
    if wanted.field and wanted.field != procedure.field_id:
        raise Invalid(
            "field_of_another_procedure",
            Words(
                f"Thủ tục này thuộc lĩnh vực {procedure.field_id}.",
                f"This procedure belongs to the field {procedure.field_id}.",
            ),
            field="field",
        )
    return procedure.field, procedure.code
