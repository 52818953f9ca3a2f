"""``/province/dossiers/<code>``: how one dossier is handled. Whose it is, the province does not see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import ProcedureStep
from motcua.catalogue.queries import bundle
from motcua.domain.states import OPEN_STATES, RUNNING_STATES, WAITING_STATES, State
from motcua.domain.time_limits import standing
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries import file_of, present_way
from motcua.dossiers.timing import appointment
from motcua.people.models import Post
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.clears import Clears
from motcua.web.province.levels import READERS
from motcua.web.requests import OfficerRequest
from motcua.web.templatetags.motcua import moment


@dataclass(frozen=True, slots=True)
class Stage:
    """A line of ``parts/steps.html``."""

    name: str
    state: str
    when: str = ""


@never_cache
@require_safe
@role_required(*READERS)
def dossier(request: OfficerRequest, code: str) -> HttpResponse:
    found = file_of(code, request.user, business_date(request.now))
    due = appointment(found)
    step = next((step for step in found.steps.all() if step.done_at is None), None)
    is_running = State(found.state) in RUNNING_STATES
    context = {
        "dossier": found,
        "commune": found.center.commune,
        "procedure": found.revision.procedure,
        "state": State(found.state),
        "standing": standing(due.due_at, request.now, due.hours) if due and is_running else None,
        "due": due,
        "why": [{"at": line.at, "words": line.words} for line in due.why] if due else [],
        "step": step,
        "five": clears(step, business_date(request.now), stands=not is_running) if step else None,
        "steps": [*_taken(found, request), *_coming(found, bundle(found.revision).steps)],
    }
    return render(request, "province/dossier.html", context)


def clears(step: Step, day: date, *, stands: bool) -> Clears:
    """The open step's answers; who: the officer named, else whoever holds the post in the unit.

    ``stands``: the clock does, so nobody is held to a time.
    """
    language = get_language() or "vi"
    return Clears(
        f"{_holder(step, day)}, {step.unit.name_in(language)}",
        step.name_in(language),
        step.authority_in(language),
        _("paused") if stands else moment(step.due_at),
        step.expected_in(language),
    )


def _holder(step: Step, day: date) -> str:
    """Officers do this as their office, so the province may know them by name."""
    if step.officer:
        return step.officer.name_vi
    language = get_language() or "vi"
    posts = Post.objects.filter(unit=step.unit, role=step.role).select_related("officer")
    holders = [post for post in posts if post.holds_on(day)]
    if len(holders) == 1:
        return f"{holders[0].officer.name_vi}, {holders[0].title_in(language)}"
    return holders[0].title_in(language) if holders else _("post vacant")


def _taken(dossier: Dossier, request: OfficerRequest) -> Iterator[Stage]:
    language = get_language() or "vi"
    for step in present_way(dossier):
        said = {"unit": step.unit.name_in(language), "due": moment(step.due_at), "at": moment(step.done_at)}
        name = step.name_in(language)
        if step.done_at is None:
            if dossier.state in WAITING_STATES:
                yield Stage(name, "now", f"{said['unit']} · {_('paused')}")
                continue
            state = "late" if step.due_at < request.now else "now"
            yield Stage(name, state, _("%(unit)s · due %(due)s") % said)
        elif step.done_at > step.due_at:
            yield Stage(name, "done", _("%(unit)s · done %(at)s, due was %(due)s") % said)
        else:
            yield Stage(name, "done", _("%(unit)s · done %(at)s") % said)


def _coming(dossier: Dossier, process: Iterable[ProcedureStep]) -> Iterator[Stage]:
    """The steps not reached yet, while the dossier is on its way."""
    if State(dossier.state) not in OPEN_STATES:
        return
    last = max((step.position for step in present_way(dossier)), default=0)
    for row in process:
        if row.position > last:
            yield Stage(row.name_in(get_language() or "vi"), "next")
