"""The timed work of what people say back: their words about visits are kept for a year, not for ever."""

from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.actors import System

EVERY = timedelta(hours=6)


def register() -> None:
    timed.schedule("feedback.words", EVERY, forget_old_words)


def forget_old_words(now: datetime) -> None:
    from motcua.feedback.actions import WORDS_KEPT, forget_words  # here: the app is not ready before
    from motcua.feedback.models import Rating
    from motcua.places.models import Center

    old = Rating.objects.filter(ticket__isnull=False, at__lt=now - WORDS_KEPT).exclude(words="")
    for center in Center.objects.filter(pk__in=old.values("ticket__center")):
        forget_words(center, by=System(), now=now)
