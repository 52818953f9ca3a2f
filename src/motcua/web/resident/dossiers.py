"""``/d/<token>``: a dossier followed without log-in, and rated once its result was handed over.

Whoever holds the token sees where the dossier stands, never whose it is: no name, number, address.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.base.qr import qr_svg
from motcua.catalogue.queries import bundle
from motcua.domain.delivery import Way
from motcua.domain.refusal import Invalid
from motcua.domain.states import WITHOUT_RESULT, State, plain
from motcua.domain.words import Words
from motcua.dossiers import destruction, extending
from motcua.dossiers.delivering import way_now
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import by_token
from motcua.dossiers.timing import appointment
from motcua.feedback import actions
from motcua.feedback.models import Rating
from motcua.places.hours import sessions
from motcua.places.queries import opening
from motcua.web.opening_hours import week
from motcua.web.reasons import reasons_in_brief
from motcua.web.requests import Request
from motcua.web.resident.forms import RatingForm
from motcua.web.resident.payments import paying, payments
from motcua.web.resident.results import PROMISED, reaching, result_urls
from motcua.web.resident.way import is_refused, way

REFUSED = Words(
    vi="Ủy ban không chấp thuận yêu cầu này; lý do ghi trong văn bản trả lời. Mời ông/bà đến nhận.",
    en="The commune did not grant this request; the written answer says why. Please come for it.",
)

POSTED = Words(
    vi="Đã có kết quả; bưu chính mang đến địa chỉ ông/bà đã đăng ký.",
    en="The result is ready; the post brings it to the address you registered.",
)
CAME_BACK = Words(
    vi="Bưu chính không phát được, kết quả đã về lại Trung tâm. Mời ông/bà đến nhận hoặc báo địa chỉ khác.",
    en="The post could not deliver it; it is at the center again. Please come, or give another address.",
)
AVAILABLE = Words(
    vi="Đã có kết quả điện tử, mời ông/bà tải về.", en="Your electronic result is ready to download."
)


@never_cache
@require_safe
def dossier(request: Request, token: str) -> HttpResponse:
    found = by_token(token)
    line = destruction.line_of(found)
    if line is not None:
        context = {"dossier": found, "state": State(found.state), "gone": destruction.gone_words(line)}
        return render(request, "resident/dossier_destroyed.html", context)
    address = request.build_absolute_uri(reverse("dossier", args=[found.token]))
    due, reached = appointment(found), reaching(found, request)
    context = {
        **_standing(found, request, is_back=reached["is_back"]),
        "due": due,
        "why": reasons_in_brief(due) if due and found.state not in WITHOUT_RESULT else [],
        "way": way(found, bundle(found.revision).steps, request.now, is_back=reached["is_back"]),
        "opening": opening(found.center, request.now) if found.state == State.PROCESSED else None,
        "week": week(sessions(found.center)),
        "asked": _asked(found),
        **paying(found),
        **reached,
        "qr": qr_svg(address, size="small"),
        "is_rated": _is_rated(found),
        "apology": extending.apology_of(found),
        "form": RatingForm(),
    }
    return render(request, "resident/dossier.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: Request, token: str) -> HttpResponse:
    """How the resident found it: asked once, then thanked for."""
    found = by_token(token)
    if request.method != "POST":
        if found.state != State.RETURNED:
            return redirect("dossier", token=found.token)
        page = "resident/dossier_thanks.html" if _is_rated(found) else "resident/dossier_rating.html"
        return render(request, page, {**_standing(found, request), "form": RatingForm()})
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("rating", who, most=30, within=timedelta(minutes=10), now=request.now)
    form = RatingForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        # Called even for a wrong form: whether it may be rated at all is the first thing to say.
        actions.rate(
            found, stars=given.get("stars"), words=given.get("words", ""), by=Resident(), now=request.now
        )
        return redirect("dossier_rating", token=found.token)
    except Invalid as refusal:
        if form.is_valid():
            form.refuse(refusal)
    context = {**_standing(found, request), "form": form}
    return render(request, "resident/dossier_rating.html", context, status=422)


def _standing(found: Dossier, request: Request, *, is_back: bool = False) -> dict[str, Any]:
    """Where it stands in one sentence, and whether it is or was late; ``is_back``: from the post."""
    state = State(found.state)
    is_open = state in PROMISED
    late = request.now > found.due_at if is_open else _was_late(found)
    return {
        "dossier": found,
        "procedure": found.revision.procedure,
        "center": found.center,
        "is_open": is_open,
        "is_ready": state == State.PROCESSED,
        "is_returned": state == State.RETURNED,
        "is_refused": is_refused(found),
        "is_late": late,
        "sentence": CAME_BACK if is_back else _sentence(found),
    }


def _sentence(found: Dossier) -> Words:
    """Where it stands, in words that fit the way the result is received."""
    state = State(found.state)
    if state != State.PROCESSED:
        return plain(state)
    if found.return_way == Way.POST:
        return POSTED
    if is_refused(found):
        return REFUSED
    is_there = way_now(found, getattr(found, "result", None)) is Way.ELECTRONIC
    return AVAILABLE if is_there else plain(state)


def _asked(found: Dossier) -> dict[str, Any] | None:
    """What is still to be brought: the papers by their names. Officers' own words stand on the slip only:
    this page may be opened by anybody who has the code."""
    asked = found.supplements.open().prefetch_related("defects__document").first()
    if asked is None:
        return None
    defects = asked.defects.all()
    return {
        "documents": [defect.document for defect in defects if defect.document],
        "others": sum(1 for defect in defects if not defect.document),
        "until": asked.wait_ends_at,
    }


def _was_late(found: Dossier) -> bool:
    return found.processed_at is not None and found.processed_at > found.due_at


def _is_rated(found: Dossier) -> bool:
    return Rating.objects.filter(dossier=found).exists()


dossier_urls = [
    path("d/<str:token>", dossier, name="dossier"),
    *result_urls,
    path("d/<str:token>/rating", rating, name="dossier_rating"),
    path("d/<str:token>/payments", payments, name="dossier_payments"),
]
