"""The apology letter and the one new date of a dossier."""

from datetime import datetime

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossier_moves import KEYED, MOVED, moved
from motcua.domain.extension import Reason
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))


class ExtensionWanted(Schema):
    """``until``: the new date; without it the one that the work still left asks for."""

    reason_code: str = Field(max_length=20, description=", ".join(Reason))
    reason: str = Field("", max_length=2_000, description="in words; required for other")
    until: datetime | None = None


@router.post("/dossiers/{code}/extensions", response=MOVED, openapi_extra=KEYED)
def extend(request: ApiRequest, code: str, wanted: ExtensionWanted) -> HttpResponse:
    """The head signs Form 04: once, at the latest a working day before the date; the resident is told."""
    until = wanted.until
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=ZONE)
    return moved(
        request,
        code,
        lambda dossier, by: actions.extend(
            dossier,
            reason_code=wanted.reason_code,
            reason=wanted.reason,
            until=until,
            by=by,
            now=request.now,
        ),
    )
