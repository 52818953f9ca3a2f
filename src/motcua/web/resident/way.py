"""The way of a dossier in plain words: what was done, who has it now and until when, what comes.

No officer's name and no note: only the part of the commune that has the work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureStep
from motcua.domain.delivery import Way
from motcua.domain.states import State
from motcua.dossiers.delivering import way_now
from motcua.dossiers.models import Decision, Dossier, Step
from motcua.dossiers.queries import present_way
from motcua.web.templatetags.motcua import moment

DONE = {
    "receive": gettext_lazy("We received your dossier"),
    "assign": gettext_lazy("An officer was put in charge of it"),
    "appraise": gettext_lazy("Your papers were examined"),
    "review": gettext_lazy("The head of the unit looked it over"),
    "sign": gettext_lazy("The commune's leader signed"),
    "number": gettext_lazy("The result was numbered and stamped"),
    "return": gettext_lazy("You received the result"),
}
COMING = {
    "receive": gettext_lazy("We receive your dossier"),
    "assign": gettext_lazy("An officer is put in charge of it"),
    "appraise": gettext_lazy("Your papers are examined"),
    "review": gettext_lazy("The head of the unit looks it over"),
    "sign": gettext_lazy("The commune's leader decides and signs"),
    "number": gettext_lazy("The result is numbered and stamped"),
    "return": gettext_lazy("You come and receive the result"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A line of ``parts/steps.html``; ``state`` is done, now, late or next."""

    name: str
    state: str
    when: str = ""
    note: str = ""


def way(
    dossier: Dossier, process: Iterable[ProcedureStep], now: datetime, *, is_back: bool = False
) -> list[Stop]:
    """``is_back``: the post brought the letter back, so it lies at the center again."""
    steps = present_way(dossier)
    done = (_stop(step, dossier, now, is_back=is_back) for step in steps)
    return [*done, *_coming(dossier, steps, process)]


def is_refused(dossier: Dossier) -> bool:
    made = getattr(dossier, "decision", None)
    return made is not None and made.kind == Decision.Kind.REFUSED


def _stop(step: Step, dossier: Dossier, now: datetime, *, is_back: bool) -> Stop:
    unit = step.unit.name_in(get_language() or "vi")
    if step.done_at is not None:
        return Stop(_done(step, is_refused(dossier)), "done", moment(step.done_at))
    if step.act == "return":
        return _waiting(dossier, unit, is_back=is_back)
    if dossier.state in (State.SUPPLEMENT, State.AWAIT_PAYMENT):
        waits = _("%(unit)s goes on as soon as you did.") % {"unit": unit}
        return Stop(str(COMING[step.act]), "now", note=waits)
    if step.due_at >= now:
        note = _("%(unit)s: by %(when)s.")
    elif dossier.due_at >= now:
        note = _("%(unit)s: still at work. It takes longer than planned, but the promised date stands.")
    else:
        note = _("%(unit)s: late with this step; it should have been done by %(when)s.")
    state = "late" if dossier.due_at < now else "now"
    return Stop(str(COMING[step.act]), state, note=note % {"unit": unit, "when": moment(step.due_at)})


def _waiting(dossier: Dossier, unit: str, *, is_back: bool) -> Stop:
    """The result is there: who does what now, by the way it is received in fact."""
    received_by = way_now(dossier, getattr(dossier, "result", None))
    if received_by is Way.ELECTRONIC:
        return Stop(_("You can download the result"), "now")
    if received_by is Way.POST and not is_back:
        return Stop(_("The post brings you the result"), "now", note=unit)
    waits = _("The written answer waits for you") if is_refused(dossier) else _("The result waits for you")
    return Stop(waits, "now", note=unit)


def _done(step: Step, refused: bool) -> str:
    if refused and step.act == "sign":
        return _("The commune's leader decided not to grant it")
    if refused and step.act == "return":
        return _("You received the written answer")
    return str(DONE[step.act])


def _coming_words(act: str, dossier: Dossier) -> str:
    """What comes; the result by the way the applicant chose."""
    if act != "return":
        return str(COMING[act])
    by_other_ways = {
        Way.POST: _("The post brings you the result"),
        Way.ELECTRONIC: _("You download the result"),
    }
    return by_other_ways.get(Way(dossier.return_way)) or str(COMING[act])


def _coming(dossier: Dossier, steps: list[Step], process: Iterable[ProcedureStep]) -> Iterator[Stop]:
    """Steps not begun; none once the dossier has ended."""
    if dossier.state not in (State.SUBMITTED, State.ACCEPTED, State.IN_PROCESS):
        return
    last = max((step.position for step in steps), default=0)
    for row in process:
        if row.position > last:
            yield Stop(_coming_words(row.act, dossier), "next")
