"""The applicant's turn: what an office waits for while the clock stands, as the five clears."""

from django.utils.translation import gettext as _

from motcua.dossiers.defects import BASIS
from motcua.dossiers.models import Obligation, Supplement
from motcua.web.clears import Clears
from motcua.web.templatetags.motcua import moment


def awaited(asked: Supplement | None, obligation: Obligation | None) -> Clears | None:
    """``asked``: the open request for papers; ``obligation``: the tax whose payment is awaited."""
    if asked is not None:
        return Clears(
            _("Applicant"),
            _("Bring the papers asked for"),
            BASIS,
            moment(asked.wait_ends_at),
            _("A complete dossier; the term then counts from zero"),
        )
    if obligation is not None:
        due = obligation.charge.due_on
        return Clears(
            _("Applicant"),
            _("Pay the financial obligation"),
            obligation.charge.basis,
            f"{due:%d/%m/%Y}" if due else _("By the tax office's notice"),
            _("Proof of payment; the term then goes on"),
        )
    return None
