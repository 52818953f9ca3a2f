"""What lies before the person who is to sign: the content of a dossier, and its digest.

Somebody who signs several at once has opened each; a dossier whose digest is another one now has changed
since and counts as not opened.
"""

import hashlib
import json
from typing import Any

from django.db.models import Prefetch, QuerySet

from motcua.dossiers.models import Dossier, Step

PERSON = (
    "kind",
    "name",
    "identity_number",
    "born_on",
    "address",
    "phone",
    "email",
    "agent_name",
    "agent_identity_number",
    "agent_paper",
)
DATES = ("received_at", "due_at", "due_original", "legal_due_at")


def drafts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """The dossiers with all that ``digest_of`` reads; five statements for however many."""
    steps = Step.objects.order_by("round", "position")
    return dossiers.select_related("applicant", "revision__procedure", "center").prefetch_related(
        Prefetch("steps", queryset=steps), "papers", "opinions", "supplements"
    )


def digest_of(dossier: Dossier) -> str:
    """SHA-256 over what is decided upon: whose it is, papers, dates, what was done and said until now.

    From the rows already read, so that it stands for what a page made of them shows.
    """
    text = json.dumps(_content(dossier), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _content(dossier: Dossier) -> dict[str, Any]:
    return {
        "revision": dossier.revision_id,
        "moves": dossier.moves,
        "fee": dossier.fee,
        "answers": dossier.answers,
        "dates": [getattr(dossier, name) for name in DATES],
        "person": [getattr(dossier.applicant, name) for name in PERSON],
        "papers": sorted([str(row.document_id), row.kind, row.count] for row in dossier.papers.all()),
        "done": [
            [step.round, step.position, step.outcome, step.done_by_id, step.note]
            for step in sorted(dossier.steps.all(), key=lambda step: step.turn)
        ],
        "opinions": sorted(
            [str(row.pk), row.answer, row.text, row.answered_at, row.silence_at, row.set_aside_at]
            for row in dossier.opinions.all()
        ),
        "supplements": sorted([row.number, row.reason, row.end] for row in dossier.supplements.all()),
    }
