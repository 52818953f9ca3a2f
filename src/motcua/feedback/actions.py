"""Writes of what people say back."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers.destruction import check_kept
from motcua.dossiers.models import Dossier
from motcua.feedback.models import Rating
from motcua.hall.models import Ticket
from motcua.places.models import Center

WORDS_LENGTH = 1000
BEST = 5
VISIT_DAYS = timedelta(days=7)
"""So long after a visit it may be rated; later nobody remembers it well."""
WORDS_KEPT = timedelta(days=365)
"""What somebody wrote about a visit is read for a year; the answer itself stays in the figures. What was
written about a dossier goes with the dossier (``destruction``)."""


@action
def rate(dossier: Dossier, *, stars: int | None, words: str = "", by: Actor, now: datetime) -> Rating:
    """Once for each returned dossier, from 1 (bad) to 5 (very good), with a few words if wished.

    Raises ``Refusal`` before the result was handed over, ``Conflict`` where it was rated already,
    ``Invalid`` for the field at fault. The words never enter the journal: they are free text.
    """
    # The lock makes the second of two presses see the first one's rating.
    held = Dossier.objects.select_for_update(of=("self",)).select_related("center").get(pk=dossier.pk)
    check_kept(held)
    if held.state != State.RETURNED:
        raise Refusal(
            "not_returned",
            Words(
                vi="Hồ sơ chưa trả kết quả nên chưa đánh giá được.",
                en="The result has not been handed over yet, so it can't be rated.",
            ),
        )
    if Rating.objects.filter(dossier=held).exists():
        raise Conflict(
            "already_rated",
            Words(
                vi="Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần.",
                en="This dossier was rated already. Each one is rated only once.",
            ),
        )
    stars, words = _said(stars, words)
    rating = Rating.objects.create(dossier=held, stars=stars, words=words, at=now)
    record("dossier.rated", rating, by=by, at=now, stars=stars)
    return rating


@action
def rate_visit(ticket: Ticket, *, stars: int | None, words: str = "", by: Actor, now: datetime) -> Rating:
    """Once for each visit that was served, within ``VISIT_DAYS`` of its end; as ``rate`` otherwise."""
    held = Ticket.objects.select_for_update(of=("self",)).select_related("center").get(pk=ticket.pk)
    if not may_be_rated(held, now):
        raise Refusal(
            "visit_not_ended",
            Words(
                vi=f"Chỉ đánh giá được lượt đã phục vụ xong, trong {VISIT_DAYS.days} ngày.",
                en=f"Only a visit that was served can be rated, within {VISIT_DAYS.days} days.",
            ),
        )
    if Rating.objects.filter(ticket=held).exists():
        raise Conflict(
            "already_rated",
            Words(
                vi="Lượt này đã được đánh giá. Mỗi lượt chỉ đánh giá một lần.",
                en="This visit was rated already. Each one is rated only once.",
            ),
        )
    stars, words = _said(stars, words)
    rating = Rating.objects.create(ticket=held, stars=stars, words=words, at=now)
    record("visit.rated", rating, by=by, at=now, stars=stars)
    return rating


@action
def forget_words(center: Center, *, by: Actor, now: datetime) -> int:
    """What was written about this center's visits longer ago than ``WORDS_KEPT``; of how many."""
    rows = Rating.objects.filter(ticket__center=center, at__lt=now - WORDS_KEPT).exclude(words="")
    forgotten = rows.update(words="")
    if forgotten:
        record("ratings.words_erased", center, by=by, at=now, count=forgotten)
    return forgotten


def may_be_rated(ticket: Ticket, now: datetime) -> bool:
    """Whether somebody was served with this number, and not too long ago."""
    served = ticket.state == Ticket.State.DONE and ticket.serving_at is not None
    return served and ticket.ended_at is not None and now - ticket.ended_at <= VISIT_DAYS


def _said(stars: int | None, words: str) -> tuple[int, str]:
    if stars is None or not 1 <= stars <= BEST:
        raise Invalid(
            "stars_wrong", Words(vi="Chọn một mức đánh giá.", en="Choose how you found it."), field="stars"
        )
    return stars, written(words, field="words", most=WORDS_LENGTH)
