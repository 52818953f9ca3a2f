"""What a dossier's page says of its apology letter: none yet, one to sign, or the one that was signed."""

from typing import Any

from motcua.base.models import OutgoingMessage
from motcua.domain.clock import Deadline
from motcua.domain.refusal import Refusal
from motcua.dossiers import extending
from motcua.dossiers.models import Dossier, Extension
from motcua.places.hours import business_date
from motcua.web.requests import OfficerRequest


def letter_of(dossier: Dossier, due: Deadline | None, request: OfficerRequest) -> dict[str, Any]:
    """``letter`` (signed or prepared), ``told`` (the messages about it), ``may_extend``."""
    letter = Extension.objects.filter(dossier=dossier).select_related("signed_by", "form").first()
    if letter is not None and letter.signed_at is not None:
        about = OutgoingMessage.objects.filter(about=dossier.journal_subject, purpose="extended")
        return {"letter": letter, "told": list(about.order_by("prepared_at")), "may_extend": False}
    may = due is not None and _may_extend(dossier, due, request)
    return {"letter": letter if may else None, "told": [], "may_extend": may}


def _may_extend(dossier: Dossier, due: Deadline, request: OfficerRequest) -> bool:
    if not extending.may_extend(request.user, dossier, business_date(request.now)):
        return False
    try:
        extending.check_can_extend(dossier, due, request.now)
    except Refusal:
        return False
    return True
