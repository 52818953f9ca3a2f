"""What a change would do, as ``setup/hands.html`` shows it: which open dossiers pass to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.dossiers.competence import Hands
from motcua.dossiers.four_eyes import barred_from
from motcua.dossiers.models import Step
from motcua.people.competence import Signer
from motcua.people.models import Absence


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier by its code; where it stands; who decides now and who would."""

    code: str
    procedure: str
    step: str
    before: str
    after: str
    is_barred: bool = False


def lines(hands: Hands) -> list[Line]:
    language = get_language() or "vi"
    return [
        Line(
            hand.dossier.code,
            hand.dossier.revision.procedure.name_in(language),
            hand.step.name_in(language) if hand.step else _("no step is open"),
            named(hand.before),
            named(hand.after),
        )
        for hand in hands.rows
    ]


def turns(steps: Iterable[Step], absence: Absence) -> list[Line]:
    """Steps that wait for somebody who is away: by them now, then by who stands in, unless four eyes bar
    who stands in from it."""
    language = get_language() or "vi"
    steps = list(steps)
    barred = barred_from(steps, absence.substitute) if absence.substitute else set()
    return [
        Line(
            step.dossier.code,
            step.dossier.revision.procedure.name_in(language),
            step.name_in(language),
            absence.officer.name_vi,
            absence.substitute.name_vi if absence.substitute else "",
            step.pk in barred,
        )
        for step in steps
    ]


def named(signers: Iterable[Signer]) -> str:
    """Names with their posts; nothing where there is nobody."""
    language = get_language() or "vi"
    return "; ".join(f"{signer.post.officer.name_vi}, {signer.post.title_in(language)}" for signer in signers)
