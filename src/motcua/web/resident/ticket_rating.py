"""``/t/<token>/rating``: how the resident found a visit, once, after it ended."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.refusal import Invalid
from motcua.feedback import actions
from motcua.feedback.models import Rating
from motcua.hall.models import Ticket
from motcua.web.requests import Request
from motcua.web.resident.forms import RatingForm
from motcua.web.resident.tickets import ticket_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: Request, token: str) -> HttpResponse:
    """Asked once, then thanked for."""
    found = ticket_of(token)
    is_rated = Rating.objects.filter(ticket=found).exists()
    if request.method != "POST":
        if not is_rated and not actions.may_be_rated(found, request.now):
            return redirect("ticket", token=found.token)
        return _page(request, found, _form(), is_rated=is_rated)
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("rating", who, most=30, within=timedelta(minutes=10), now=request.now)
    form = _form(request)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        # Called even for a wrong form: whether it may be rated at all is the first thing to say.
        actions.rate_visit(
            found, stars=given.get("stars"), words=given.get("words", ""), by=Resident(), now=request.now
        )
        return redirect("ticket_rating", token=found.token)
    except Invalid as refusal:
        if form.is_valid():
            form.refuse(refusal)
    return _page(request, found, form, is_rated=False, status=422)


def _form(request: Request | None = None) -> RatingForm:
    form = RatingForm(request.POST) if request else RatingForm()
    form.fields["stars"].label = _("How did you find this visit?")
    return form


def _page(
    request: Request, ticket: Ticket, form: RatingForm, *, is_rated: bool, status: int = 200
) -> HttpResponse:
    context = {"ticket": ticket, "form": form, "is_rated": is_rated}
    return render(request, "resident/visit_rating.html", context, status=status)


rating_urls = [path("t/<str:token>/rating", rating, name="ticket_rating")]
