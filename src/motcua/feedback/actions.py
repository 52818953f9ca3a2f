"""Writes of what people say back."""

from datetime import datetime

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

WORDS_LENGTH = 1000
BEST = 5


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
    if stars is None or not 1 <= stars <= BEST:
        raise Invalid(
            "stars_wrong", Words(vi="Chọn một mức đánh giá.", en="Choose how you found it."), field="stars"
        )
    words = written(words, field="words", most=WORDS_LENGTH)
    rating = Rating.objects.create(dossier=held, stars=stars, words=words, at=now)
    record("dossier.rated", rating, by=by, at=now, stars=stars)
    return rating
