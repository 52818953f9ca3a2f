"""The originals that a center holds: what was taken for comparison is given back (Decree 61/2018 Art 20).

Each is ticked off by itself: given back, or it belongs in the file for good, as an application form does.
What is neither stays open and visible.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from motcua.base.actions import part_of_action
from motcua.domain.refusal import Invalid
from motcua.domain.states import ENDED_STATES, State
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier, Paper, SettledOriginal
from motcua.people.models import Officer

Settling = Mapping[int, str]
"""By the key of a paper: ``SettledOriginal.Kind``."""


def of(dossier: Dossier) -> "QuerySet[Paper]":
    """The originals with what became of them."""
    return dossier.papers.filter(kind=Paper.Kind.ORIGINAL).select_related("document", "settled__by")


def open_in(dossiers: "QuerySet[Dossier]") -> "QuerySet[Paper]":
    """The originals that should have gone back: of dossiers that are over. Whose result still waits here is
    asked for them at the hand-over."""
    held = Paper.objects.filter(kind=Paper.Kind.ORIGINAL, settled__isnull=True)
    return held.filter(dossier__in=dossiers.filter(state__in=ENDED_STATES - {State.PROCESSED}))


@part_of_action
def settle(
    dossier: Dossier, settling: Settling, *, receiver: str, by: Officer, now: datetime
) -> list[SettledOriginal]:
    """Tick off these originals of the dossier. Refuses a paper that is none, or was ticked off before."""
    if not settling:
        return []
    held = {paper.pk: paper for paper in of(dossier)}
    for key, kind in settling.items():
        paper = held.get(key)
        if paper is None or kind not in SettledOriginal.Kind.values or hasattr(paper, "settled"):
            raise Invalid(
                "original_wrong",
                Words(
                    vi="Có bản chính không thuộc hồ sơ này hoặc đã ghi nhận trước đó. Hãy tải lại trang.",
                    en="An original is not of this dossier or was ticked off before. Reload the page.",
                ),
                field="originals",
            )
    given_back = SettledOriginal.Kind.GIVEN_BACK
    return SettledOriginal.objects.bulk_create(
        SettledOriginal(
            paper=held[key], kind=kind, at=now, by=by, receiver_name=receiver if kind == given_back else ""
        )
        for key, kind in settling.items()
    )
