"""The one lock of a hall: whoever changes its line takes it first, so that everything has one order.

Taken before any ticket, duty or series (hence no deadlock) and held to the end of the transaction, whose
event is written under it: the journal's order is then the order in which things happened, and a day
replays to exactly the same calls (``hall.replay``). On SQLite there is one writer anyway.
"""

from datetime import datetime

from motcua.base.actions import part_of_action
from motcua.hall.daybreak import business_day
from motcua.hall.models import HallDay
from motcua.places.hours import business_date
from motcua.places.models import Center


@part_of_action
def lock_hall(center: Center, now: datetime) -> HallDay:
    """The center's day, locked: one statement, some more where it is the day's first.

    After the clock was set back it is the latest day that was begun, as ``business_day`` says.
    """
    days = HallDay.objects.select_for_update().filter(center=center)
    begun = days.filter(day__gte=business_date(now)).order_by("-day").first()
    return begun or days.get_or_create(center=center, day=business_day(center, now))[0]
