"""Opening a counter for the fields it serves, and closing it."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.models import Field
from motcua.domain.queueing import RESULTS, Skill
from motcua.domain.refusal import Forbidden, Refusal
from motcua.hall import actions, queries
from motcua.places.models import Counter
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.said import say, sentence


@dataclass
class Choice:
    """What was chosen on the page: a counter's number and codes of fields, and what is wrong with them."""

    counter: str = ""
    fields: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def opening(request: HttpRequest, desk: Desk) -> HttpResponse:
    everything = [*Field.objects.values_list("code", flat=True), RESULTS]
    if request.method != "POST":
        return _page(request, desk, _present(desk, everything))
    choice = Choice(
        request.POST.get("counter", ""), request.POST.getlist("fields"), request.POST.getlist("skills")
    )
    counter = _counter(desk, choice)
    if not choice.fields:
        choice.errors["fields"] = _("Choose at least one field.")
    if counter is None or choice.errors:
        return _page(request, desk, choice, status=422)
    chosen = [] if set(choice.fields) == set(everything) else choice.fields
    try:
        actions.open_counter(counter, fields=chosen, skills=choice.skills, by=desk.officer, now=desk.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        choice.errors[refusal.field if refusal.field in ("fields", "skills") else "counter"] = sentence(
            refusal
        )
        return _page(request, desk, choice, status=refusal.status)
    messages.success(request, _("Counter %(number)s is open.") % {"number": counter.number})
    return redirect("counter")


@require_POST
@at_center
def closing(request: HttpRequest, desk: Desk) -> HttpResponse:
    if desk.duty is None:
        messages.info(request, _("The counter was closed already."))
        return redirect("counter")
    try:
        actions.close_counter(desk.duty.counter, by=desk.officer, now=desk.now)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("counter")
    messages.success(request, _("Counter %(number)s is closed.") % {"number": desk.duty.counter.number})
    return redirect("counter")


def _present(desk: Desk, everything: list[str]) -> Choice:
    """As it is now: the counter one keeps open with its fields; else the first free one with all fields."""
    if desk.duty is not None:
        return Choice(str(desk.duty.counter.number), desk.duty.fields or everything, desk.duty.skills)
    free = next((place for place in queries.counters(desk.center) if place.duty is None), None)
    return Choice(str(free.counter.number) if free else "", everything)


def _counter(desk: Desk, choice: Choice) -> Counter | None:
    numbers = {str(row.number): row for row in Counter.objects.filter(center=desk.center)}
    counter = numbers.get(choice.counter)
    if counter is None:
        choice.errors["counter"] = _("Choose a counter of your center.")
        return None
    counter.center = desk.center
    return counter


def _page(request: HttpRequest, desk: Desk, choice: Choice, status: int = 200) -> HttpResponse:
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "opening",
        "choice": choice,
        "places": queries.counters(desk.center),
        "fields": Field.objects.all(),
        "results": RESULTS,
        "skills": [(skill.value, skill.words) for skill in Skill],
        "errors": [{"field": name, "text": words} for name, words in choice.errors.items()],
    }
    return render(request, "counter/opening.html", context, status=status)
