"""How a result stands, as the pages show it: until when it holds, revoked, replaced, issued again."""

from datetime import date
from typing import Any

from motcua.domain.validity import ResultStanding
from motcua.dossiers.aftermath import after
from motcua.dossiers.models import Reissue, Result

TONES = {
    ResultStanding.IN_FORCE: "done",
    ResultStanding.EXPIRED: "due_soon",
    ResultStanding.REPLACED: "due_soon",
    ResultStanding.REVOKED: "overdue",
}


def validity_of(paper: Result | Reissue | None, day: date) -> dict[str, Any]:
    """``aftermath``: the paper's standing with its rows, and the look of its tag; nothing for no paper."""
    if paper is None:
        return {}
    found = after(paper, day)
    return {"aftermath": found, "standing_tone": TONES[found.standing]}
