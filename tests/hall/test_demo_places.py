"""The demo's second receiving point and drawn morning, at any hour of the day."""

from datetime import datetime, timedelta

import pytest

from motcua.domain import drawing
from motcua.domain.workdays import ZONE
from motcua.hall.models import Draw, Ticket
from motcua.hall.replay import replay
from motcua.places.models import Center, Point
from motcua.sandbox import two_places
from motcua.sandbox.casework import Casework
from motcua.sandbox.stage import Stage
from motcua.sandbox.two_places import CROWD, THERE, TwoPlaces

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 14, 40, tzinfo=ZONE)


@pytest.mark.parametrize("hour", [0, 7, 14, 23])
def test_a_drawn_morning_and_people_at_two_places(cast, hour):
    now = MONDAY.replace(hour=hour)
    two_places.found(now - timedelta(days=25))
    center = Center.objects.select_related("commune", "unit").get(pk=cast.son_lam.pk)
    stage = Stage(seed=1)
    acted = TwoPlaces(stage, Casework(stage, center, "sonlam"))
    acted.plan(now.replace(hour=0, minute=0))
    acted.begin(now)
    stage.play(now)
    made = Draw.objects.get(center=center)
    assert (made.day, len(made.order)) == (MONDAY.date() - timedelta(days=3), len(CROWD))
    assert made.order == drawing.order(made.seed, made.order)
    there = Ticket.objects.filter(point=Point.objects.get(center=center))
    assert there.count() == len(THERE)
    assert there.filter(state="waiting").count() == 2
    for day in (made.day, MONDAY.date()):
        assert replay(center, day).difference is None
