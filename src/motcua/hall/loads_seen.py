"""How full the halls are, read once for all who look: residents, helpers, the head, other programs.

Kept as long as the journals of the centers stand still, and half a minute at most.
"""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Sum

from motcua.base.models import Stream
from motcua.domain.quiet_hours import HalfHour
from motcua.domain.words import Words
from motcua.hall import loads
from motcua.hall.fields_now import fields_now
from motcua.hall.loads import Away, FieldLoad, Load
from motcua.places.models import Center, Commune

FRESH = 30
"""Seconds for which what was read is shown again, if nothing has happened meanwhile."""


def by_field(place: Center, now: datetime) -> list[FieldLoad]:
    """What somebody who comes now is told, by field; the helpers and the head see the same figures."""
    found: list[FieldLoad] = seen(f"fields:{place.pk}", lambda: loads.by_field(place, now))
    return found


def in_province(now: datetime) -> list[Load]:
    found: list[Load] = seen("loads", lambda: loads.loads(now))
    return found


def half_hours(place: Center, now: datetime) -> list[HalfHour]:
    found: list[HalfHour] = seen(f"half-hours:{place.pk}", lambda: loads.half_hours(place.pk, now))
    return found


def closed(place: Center, now: datetime) -> dict[str, Words]:
    """The fields that give no number now, by code, each with its reason."""

    def read() -> dict[str, Words]:
        return {row.field.pk: row.refusal.short for row in fields_now(place, now) if row.refusal}

    found: dict[str, Words] = seen(f"closed:{place.pk}", read)
    return found


def nearest_first(centers: list[Load], commune: Commune) -> list[Away]:
    """These seen from a commune; one statement, for its neighbours."""
    return loads.by_distance(centers, commune, set(commune.neighbours.values_list("code", flat=True)))


def seen(name: str, read: Any) -> Any:
    """What was read, until something is written in any journal, and half a minute at most."""
    heads = Stream.objects.aggregate(events=Sum("number"), last=Max("hash"))
    key = f"hall:{name}:{heads['events']}:{heads['last']}"
    found = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, FRESH)
    return found
