"""Returning results: find the dossier, see who stands here and how they prove it, hand the result over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.domain import masking
from motcua.domain.delivery import AWAY, Way
from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.domain.states import ENDED_STATES, State
from motcua.dossiers.actions import hand_over, search
from motcua.dossiers.aftermath import to_hand_over
from motcua.dossiers.delivering import way_now
from motcua.dossiers.finding import found, opened
from motcua.dossiers.models import Dossier, Return
from motcua.dossiers.owing import owed
from motcua.web.counter.collecting import PROVEN, HandOverForm, initial, originals_of, settling
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import A_PAGE, at_this_center, find, state_of
from motcua.web.counter.posting import letters_of
from motcua.web.counter.reception_form import WAYS
from motcua.web.counter.reissues import reissues_of
from motcua.web.counter.said import gaps, sentence, text
from motcua.web.validity import validity_of

FOUND = 20


@never_cache
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def results(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Results that wait here for their owners, oldest first; or what the search finds, in any state.

    What is typed comes in a body: it is a name, and no address carries it.
    """
    if request.method == "POST":
        return _search(request, desk)
    typed = _typed(request, desk)
    dossiers = at_this_center(desk).select_related("revision__procedure", "applicant")
    ready = dossiers.filter(state=State.PROCESSED)
    if typed.strip():
        rows, limit = found(dossiers, typed, [desk.center.pk]), FOUND
    else:
        rows, limit = ready.order_by("processed_at", "code"), A_PAGE
    listed = list(rows[: limit + 1])
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "q": typed,
        "rows": [
            {
                "dossier": row,
                "state": state_of(row, desk),
                "number": _masked(row),
                "way": WAYS[row.return_way],
            }
            for row in listed[:limit]
        ],
        "more": len(listed) > limit,
        "limit": limit,
        "ready": ready.count(),
        "again": [] if typed.strip() else list(to_hand_over(at_this_center(desk))[:A_PAGE]),
    }
    return render(request, "counter/results.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def collect(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One result: the form while it waits, and who took it once it is gone."""
    dossier = find(desk, code)
    if request.method != "POST":
        return _page(request, desk, dossier, HandOverForm(initial=initial(dossier)))
    form = HandOverForm(request.POST)
    try:
        if form.is_valid():
            ticked = settling(originals_of(dossier, request.POST))
            hand_over(
                dossier,
                collection=form.collection(),
                settling=ticked,
                although=form.although(),
                by=desk.officer,
                now=desk.now,
            )
            messages.success(request, _("The result was handed over."))
            return redirect("counter_result", dossier.code)
    except Forbidden:
        raise
    except Invalid as refusal:
        for error in gaps(refusal):
            form.add_error(error.field if error.field in form.fields else None, text(error.words))
    except Refusal as refusal:
        messages.warning(request, sentence(refusal))
        return redirect("counter_result", dossier.code)
    return _page(request, desk, dossier, form, status=422)


def _search(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        kept = search(request.POST.get("q", ""), by=desk.officer, now=desk.now)
    except Invalid:  # nothing was typed
        return redirect("counter_results")
    return redirect(f"{reverse('counter_results')}?found={kept.pk}")


def _typed(request: HttpRequest, desk: Desk) -> str:
    """What the officer looked for, as long as it is kept; else nothing."""
    try:
        return opened(UUID(request.GET["found"]), desk.officer, desk.now).text
    except (KeyError, ValueError):
        return ""


def _masked(dossier: Dossier) -> str:
    return masking.person_id(dossier.applicant.identity_number)


def _page(
    request: HttpRequest, desk: Desk, dossier: Dossier, form: HandOverForm, status: int = 200
) -> HttpResponse:
    gone = Return.objects.filter(dossier=dossier).select_related("by").first()
    result = getattr(dossier, "result", None)
    letters = letters_of(dossier)
    held = originals_of(dossier, request.POST if request.method == "POST" else None)
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "dossier": dossier,
        "applicant": dossier.applicant,
        "state": state_of(dossier, desk),
        "is_ready": dossier.state == State.PROCESSED,
        "is_over": dossier.state in ENDED_STATES - {State.PROCESSED},
        "decision": getattr(dossier, "decision", None),
        "result": result,
        "gone": gone,
        "owed": owed(dossier, desk.day) if gone is None else None,
        "proof": PROVEN.get(gone.proof, "") if gone else "",
        "way": WAYS[gone.way if gone else dossier.return_way],
        "is_electronic": way_now(dossier, result) is Way.ELECTRONIC,
        "letters": letters,
        "away": any(letter.row.state in AWAY for letter in letters),
        "originals": held,
        "has_open_originals": any(line.settled is None for line in held),
        "again": reissues_of(result),
        "form": form,
        **validity_of(result, desk.day),
    }
    return render(request, "counter/result.html", context, status=status)
