"""What residents said over some days: of dossiers and of visits, never of one officer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from motcua.domain.workdays import ZONE
from motcua.feedback.models import Rating
from motcua.places.models import Center

SHOWN_WORDS = 20


@dataclass(frozen=True)
class Ratings:
    """How often each answer was given, from 5 (best) to 1, and the latest words: (day, words)."""

    count: int
    stars: list[tuple[int, int]]
    words: list[tuple[date, str]]


def given(center: Center, first: date, last: date) -> Ratings:
    """One statement. Neither the number nor the hour: they would say who was rated, and by whom."""
    begin = datetime.combine(first, time(), ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE)
    of_center = Q(dossier__center=center) | Q(ticket__center=center)
    found = Rating.objects.filter(of_center, at__gte=begin, at__lt=end).order_by("-at")
    rows = list(found.values_list("stars", "words", "at"))
    tally = Counter(stars for stars, _, _ in rows)
    words = [(at.astimezone(ZONE).date(), text) for _, text, at in rows if text]
    return Ratings(len(rows), [(stars, tally[stars]) for stars in (5, 4, 3, 2, 1)], words[:SHOWN_WORDS])
