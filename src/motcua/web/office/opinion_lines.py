"""How an opinion is shown: its five clears, how it stands, and who may do something about it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.domain.refusal import Forbidden
from motcua.dossiers.actions.opinions import check_may_answer
from motcua.dossiers.models import Dossier, Opinion
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.web.office.wording import ROLES, Clears
from motcua.web.templatetags.motcua import moment


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """``state`` and ``word`` are a state tag; ``said`` the sentence under it; ``text`` the answer."""

    opinion: Opinion
    five: Clears
    state: str
    word: str
    said: str
    may_answer: bool = False
    may_record: bool = False


def asked_line(
    opinion: Opinion, now: datetime, *, may_answer: bool = False, leads: bool = False
) -> OpinionLine:
    state, word = _standing(opinion, now)
    language = get_language() or "vi"
    role = str(ROLES.get(Role(opinion.role), opinion.role))
    five = Clears(
        f"{role}, {opinion.unit.name_in(language)}",
        opinion.question,
        opinion.authority,
        moment(opinion.due_at),
        opinion.expected_in(language),
    )
    return OpinionLine(
        opinion,
        five,
        state,
        word,
        _said(opinion),
        may_answer=may_answer and opinion.answered_at is None and opinion.set_aside_at is None,
        may_record=leads and opinion.is_open and opinion.due_at < now,
    )


def lines_of(dossier: Dossier, officer: Officer, now: datetime, *, leads: bool = False) -> list[OpinionLine]:
    """All that was asked about the dossier; ``leads``: the officer has the open step."""
    day = business_date(now)
    related = ("unit", "asked_by", "answered_by", "answered_for", "set_aside_by")
    return [
        asked_line(opinion, now, may_answer=_may_answer(officer, opinion, day), leads=leads)
        for opinion in dossier.opinions.select_related(*related)
    ]


def _may_answer(officer: Officer, opinion: Opinion, day: date) -> bool:
    try:
        check_may_answer(officer, opinion, day)
    except Forbidden:
        return False
    return True


def _standing(opinion: Opinion, now: datetime) -> tuple[str, str]:
    if opinion.answer:
        state = "refused" if opinion.answer == Opinion.Answer.DISAGREE else "done"
        return state, {"agree": _("Agrees"), "disagree": _("Does not agree"), "other": _("Other opinion")}[
            opinion.answer
        ]
    if opinion.set_aside_at is not None:
        return "paused", _("Decided without it")
    if opinion.silence_at is not None:
        return "overdue", _("No answer")
    if opinion.due_at < now:
        return "overdue", _("Answer overdue")
    return "in_time", _("Waiting for the answer")


def _said(opinion: Opinion) -> str:
    """Who answered or closed it, and when; else until when it waits."""
    if opinion.answered_by is not None:
        said = {"who": opinion.answered_by.name_vi, "when": moment(opinion.answered_at)}
        if opinion.answered_for is not None:
            said["absent"] = opinion.answered_for.name_vi
            return _("%(who)s for %(absent)s · %(when)s") % said
        return _("%(who)s · %(when)s") % said
    if opinion.set_aside_by is not None:
        said = {"who": opinion.set_aside_by.name_vi, "why": opinion.set_aside_reason}
        return _("%(who)s decided without it: %(why)s") % said
    if opinion.silence_at is not None:
        return _("The silence was recorded %(when)s; a late answer is still taken.") % {
            "when": moment(opinion.silence_at)
        }
    return _("Answer due %(when)s") % {"when": moment(opinion.due_at)}
