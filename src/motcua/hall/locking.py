"""The one lock of a hall: whoever changes its line takes it first, so that everything has one order.

Taken before any ticket, duty or series (hence no deadlock) and held to the end of the transaction, whose
event is written under it: the journal's order is then the order in which things happened, and a day
replays to exactly the same calls (``hall.replay``). On SQLite there is one writer anyway.
"""

from datetime import datetime

from motcua.base.actions import part_of_action
from motcua.hall.daybreak import business_day
from motcua.hall.models import HallDay
from motcua.places.models import Center


@part_of_action
def lock_hall(center: Center, now: datetime) -> HallDay:
    """The center's day, locked; two statements, three where it is the day's first."""
    return HallDay.objects.select_for_update().get_or_create(center=center, day=business_day(center, now))[0]
