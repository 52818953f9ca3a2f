"""A revision published for a later day brings its names with it when that day comes."""

from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.actors import System
from motcua.catalogue.actions import adopt_names
from motcua.places.hours import business_date
from motcua.places.models import Unit

EVERY = timedelta(minutes=10)


def register() -> None:
    timed.schedule("catalogue.names", EVERY, rename)


def rename(now: datetime) -> int:
    """How many procedures changed their names; nothing before a province is loaded."""
    owner = Unit.objects.filter(kind=Unit.Kind.PROVINCE).first()
    if owner is None:
        return 0
    return adopt_names(business_date(now), owner=owner, by=System(), now=now)
