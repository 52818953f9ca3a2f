"""A number over the API with what it can carry besides its field."""

import pytest

from motcua.base.models import Event
from motcua.hall.models import Ticket
from motcua.places.models import Point

pytestmark = pytest.mark.edge
HERE = "/centers/17791/tickets"


def test_a_basket_with_needs_and_a_point(cast, counter):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    wanted = {
        "field": "land",
        "amount": 2,
        "needs": ["sign"],
        "errands": [{"field": "certification", "amount": 5}, {"procedure": "1.001193"}],
        "point": str(point.pk),
        "lane": "come_back",
    }
    assert counter.post(HERE, wanted).status_code == 201
    ticket = Ticket.objects.get(field="land", center=cast.kim_bang)
    assert (ticket.amount, ticket.needs, ticket.point, ticket.lane) == (2, ["sign"], point, "come_back")
    assert ticket.source == "api"
    assert [(e.field_id, e.procedure_code, e.amount) for e in ticket.errands.all()] == [
        ("certification", "", 5),
        ("civil-status", "1.001193", 1),
    ]
    facts = Event.objects.get(kind="ticket.issued", subject=f"ticket/{ticket.pk}").data
    assert facts["errand_1"] == "certification:5"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"needs": ["flute"]}, "needs"),
        ({"amount": 0}, "amount"),
        ({"errands": [{"field": "unknown"}]}, "errands"),
        ({"errands": [{"field": "land"}]}, "errands"),
        ({"point": "00000000-0000-7000-8000-000000000000"}, "point"),
        ({"lane": "fast"}, "lane"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(cast, counter, more, field):
    refused = counter.post(HERE, {"field": "land"} | more)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]
    assert not Ticket.objects.exists()
