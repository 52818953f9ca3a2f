"""What the offices' pages call things: posts, the five clears of a step, who did what when."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Channel
from motcua.domain.time_limits import Standing
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier, Paper, Step
from motcua.dossiers.queries import Ruler
from motcua.dossiers.selecting import Period
from motcua.people.models import Role
from motcua.web.clears import Clears
from motcua.web.templatetags.motcua import moment

ROLES = {
    Role.COUNTER: _("Counter officer"),
    Role.SUPPORT: _("Support officer"),
    Role.SPECIALIST: _("Specialist"),
    Role.HEAD_OF_UNIT: _("Head of the unit"),
    Role.LEADER: _("Leader of the People's Committee"),
    Role.CLERK: _("Clerk"),
    Role.CENTER_HEAD: _("Head of the center"),
}
CHANNELS = {Channel.DIRECT: _("in person"), Channel.ONLINE: _("online"), Channel.POST: _("by post")}
PAPERS = {
    Paper.Kind.ORIGINAL: _("original"),
    Paper.Kind.COPY: _("copy"),
    Paper.Kind.CERTIFIED: _("certified copy"),
    Paper.Kind.ELECTRONIC: _("electronic"),
    Paper.Kind.SHOWN: _("shown and taken back"),
}

STANDINGS = {
    Standing.OVERDUE: _("Overdue"),
    Standing.DUE_SOON: _("Due soon"),
    Standing.IN_TIME: _("In time"),
}
PERIODS = {
    Period.WEEK: _("in the last 7 days"),
    Period.MONTH: _("in the last 30 days"),
    Period.QUARTER: _("in the last 90 days"),
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    name: str
    kind: str
    count: int


def papers(dossier: Dossier) -> list[PaperLine]:
    """What was handed in, as a list says it."""
    language = get_language() or "vi"
    return [
        PaperLine(paper.document.name_in(language), str(PAPERS[Paper.Kind(paper.kind)]), paper.count)
        for paper in dossier.papers.all()
    ]


def role_of(step: Step) -> str:
    return str(ROLES.get(Role(step.role), step.role))


def standing_of(step: Step, ruler: Ruler) -> str:
    """in_time, due_soon, overdue; done, done_late; ``waits``: a result that its owner may fetch any day."""
    if step.act == "return":
        return "done" if step.done_at else "waits"
    if step.done_at is None:
        return ruler.standing(step).value
    return "done_late" if step.done_at > step.due_at else "done"


def person_of(step: Step) -> str:
    """The officer who is named, or alone holds the post; while that one is away, who acts and for whom.

    Nobody where several hold it, or where the query did not ask (``with_people``).
    """
    name: str = step.officer.name_vi if step.officer else getattr(step, "sole_holder", None) or ""
    substitute = getattr(step, "substitute", None)
    if name and substitute:
        return gettext("%(who)s, standing in for %(absent)s") % {"who": substitute, "absent": name}
    return name


def who(step: Step) -> str:
    """The person who acts, else the post; and the unit, unless that says it."""
    name = person_of(step) or role_of(step)
    if step.role == Role.LEADER:
        return name if name == role_of(step) else f"{name}, {role_of(step)}"
    return f"{name}, {step.unit.name_in(get_language() or 'vi')}"


def clears(step: Step, *, authority: Words | None = None) -> Clears:
    """``authority``: the grant of the one who is about to decide; else the text that ordered the step."""
    language = get_language() or "vi"
    return Clears(
        who(step),
        step.name_in(language),
        authority.in_language(language) if authority else step.authority_in(language),
        moment(step.due_at),
        step.expected_in(language),
    )
