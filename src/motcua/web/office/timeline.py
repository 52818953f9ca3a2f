"""The dossier's way for officers: what was done by whom and when, whose turn it is, what comes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureStep
from motcua.domain.states import WAITING_STATES, State
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries import present_way
from motcua.web.office.wording import who
from motcua.web.templatetags.motcua import moment


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of ``parts/steps.html``; ``state`` is done, now, late or next. The note is internal."""

    name: str
    state: str
    when: str = ""
    note: str = ""


def timeline(
    dossier: Dossier, process: Iterable[ProcedureStep], now: datetime, *, notes: bool
) -> list[Entry]:
    """``notes``: whether the reader may see what officers wrote to each other."""
    return [*_taken(dossier, now, notes), *_coming(dossier, process)]


def _taken(dossier: Dossier, now: datetime, notes: bool) -> Iterator[Entry]:
    language = get_language() or "vi"
    for step in dossier.steps.all():
        if step.done_at is None and step.act == "return":
            yield Entry(step.name_in(language), "now", who(step))
        elif step.done_at is None:
            stands = dossier.state in WAITING_STATES
            state = "late" if step.due_at < now and not stands else "now"
            said = {"who": who(step), "when": moment(step.due_at)}
            when = f"{who(step)} · {_('paused')}" if stands else _("%(who)s · due %(when)s") % said
            yield Entry(step.name_in(language), state, when)
        else:
            yield Entry(step.name_in(language), "done", _done(step), step.note if notes else "")


def _done(step: Step) -> str:
    said = {"who": _by(step), "when": moment(step.done_at)}
    if step.outcome in UNDONE:
        return str(UNDONE[Step.Outcome(step.outcome)]) % said
    if step.act != "return" and step.done_at is not None and step.done_at > step.due_at:
        return _("%(who)s · %(when)s, after its due time") % said
    return _("%(who)s · %(when)s") % said


def _by(step: Step) -> str:
    """Who did it, and for whom where somebody was absent."""
    name = step.done_by.name_vi if step.done_by else ""
    if step.done_for is None:
        return name
    return _("%(who)s for %(absent)s") % {"who": name, "absent": step.done_for.name_vi}


UNDONE = {
    Step.Outcome.SENT_BACK: gettext_lazy("%(who)s sent it back · %(when)s"),
    Step.Outcome.TAKEN_BACK: gettext_lazy("%(who)s took it back · %(when)s"),
    Step.Outcome.ENDED: gettext_lazy("ended with the dossier · %(when)s"),
}


def _coming(dossier: Dossier, process: Iterable[ProcedureStep]) -> Iterator[Entry]:
    """The steps not opened yet; none where the dossier has ended, or goes back with a refusal."""
    if State(dossier.state) in (State.PROCESSED, State.RETURNED, State.WITHDRAWN, State.STOPPED):
        return
    last = max((step.position for step in present_way(dossier)), default=0)
    language = get_language() or "vi"
    for row in process:
        if row.position > last:
            yield Entry(row.name_in(language), "next")
