"""What was handed to the officer and waits for one press: it came. Several at once, or one on its page."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.keyset import page
from motcua.dossiers import actions, queries
from motcua.dossiers.actions.handing import may_acknowledge
from motcua.dossiers.models import HandOver, HandOverQuerySet
from motcua.people.absences import substituted_by
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office.lists import OFFICES, ROWS
from motcua.web.requests import OfficerRequest


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """``paper``: none, on_way, late or here."""

    row: HandOver
    paper: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def hand_overs(request: OfficerRequest) -> HttpResponse:
    """The list; pressed, the chosen ones are acknowledged."""
    waiting = waiting_for(request)
    if request.method == "POST":
        return _acknowledged(request, waiting)
    found = page(waiting, by="given_at", after=request.GET.get("after", ""), limit=ROWS)
    context = {
        "tab": "hand_overs",
        "center": request.user.center_on(business_date(request.now)),
        "lines": [line(row, request) for row in found.rows],
        "late": waiting.paper_late(request.now).count(),
        "next": found.next,
        "first": not request.GET.get("after"),
    }
    return render(request, "office/hand_overs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def acknowledgement(request: OfficerRequest, code: str) -> HttpResponse:
    """What came with one dossier. Fetched, it leads to the dossier."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    if request.method == "POST":
        rows = list(dossier.hand_overs.unanswered().select_related("dossier", "step", "to_unit"))
        mine = [row for row in rows if may_acknowledge(request.user, row, day)]
        count = actions.acknowledge_several(mine or rows, by=request.user, now=request.now)
        _say(request, count)
    return redirect("office_dossier", code=dossier.code)


def waiting_for(request: OfficerRequest) -> HandOverQuerySet:
    """What goes to the officer, or to whoever they stand in for, and nobody has acknowledged."""
    day = business_date(request.now)
    people = [request.user, *substituted_by(request.user, day)]
    rows = HandOver.objects.unanswered().to_officer_of(people, day)
    return rows.select_related(
        "dossier__revision__procedure",
        "dossier__applicant",
        "step",
        "given_by",
        "from_unit",
        "to_unit",
        "to_officer",
    )


def line(row: HandOver, request: OfficerRequest) -> HandOverLine:
    if row.paper_due is None:
        return HandOverLine(row, "none")
    if row.paper_received_at is not None:
        return HandOverLine(row, "here")
    return HandOverLine(row, "late" if row.paper_due < request.now else "on_way")


def _acknowledged(request: OfficerRequest, waiting: HandOverQuerySet) -> HttpResponse:
    chosen = _uuids(request.POST.getlist("hand_over"))
    rows = list(waiting.filter(pk__in=chosen))
    if not chosen:
        messages.warning(request, _("Tick what has come, then press."))
    else:
        _say(request, actions.acknowledge_several(rows, by=request.user, now=request.now))
    return redirect("office_hand_overs")


def _say(request: OfficerRequest, count: int) -> None:
    if count:
        messages.success(request, _("Acknowledged: %(count)s.") % {"count": count})
    else:
        messages.info(request, _("Somebody has acknowledged this already."))


def _uuids(values: list[str]) -> list[UUID]:
    """Those that are ids; a page sends no others."""
    found = []
    for value in values[:ROWS]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
