"""A number from home, the code on the display, the published start."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.catalogue.models import Field
from motcua.hall import actions, presence
from motcua.hall.models import HallRules, Ticket
from motcua.places.models import Point
from tests.cast import MONDAY_0900

pytestmark = pytest.mark.edge
NUMBER, HERE = "/hall/17791/number", "/hall/17791/here"


def take(client, phone="0912 345 678", press="0" * 32, field="land"):
    return client.post(NUMBER, {"field": field, "phone": phone, "press": press})


def test_a_number_from_home_waits_for_its_holder(cast, client):
    answer = take(client)
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == f"/t/{ticket.token}"
    assert (ticket.source, ticket.present_at) == ("home", None)
    assert "0912" not in ticket.holder
    assert "/hall/17791/here" in client.get(f"/t/{ticket.token}").content.decode()
    assert ticket.text in client.get(NUMBER).content.decode(), "this browser finds it again"


def test_one_phone_holds_one_number_and_nobody_else_learns_which(cast, client):
    take(client)
    again = take(client, press="1" * 32)
    assert again.headers["Location"] == f"/t/{Ticket.objects.get().token}"
    other = take(Client(), press="2" * 32)
    assert other.status_code == 409
    assert Ticket.objects.get().text not in other.content.decode()


def test_a_number_counts_at_its_own_center_alone(cast, client):
    take(client)
    number = Ticket.objects.get().text
    elsewhere = f"/hall/{cast.son_lam.code}"
    for page in (client.get(f"{elsewhere}/number"), client.get(f"{elsewhere}/here")):
        assert page.status_code == 200
        assert f">{number}<" not in page.content.decode()
        assert f"giữ số {number}" not in page.content.decode()
    assert 'name="phone"' in client.get(f"{elsewhere}/number").content.decode()


@pytest.mark.parametrize(
    ("values", "status"),
    [({"phone": "12"}, 422), ({"phone": ""}, 422), ({"field": "none"}, 422), ({"press": "x"}, 422)],
)
def test_bad_input_loses_nothing(cast, client, values, status):
    answer = take(client, **values)
    assert answer.status_code == status
    assert "error-summary" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_center_may_give_none_from_home(cast, client):
    HallRules.objects.create(center=cast.kim_bang, numbers_from_home=False)
    assert 'name="phone"' not in client.get(NUMBER).content.decode()
    assert take(client).status_code == 409


def test_one_address_cannot_empty_the_series(cast, client):
    statuses = [take(client, f"09000000{n:02d}", f"{n:032d}").status_code for n in range(22)]
    assert statuses.count(429) == 2


def test_the_code_on_the_display_says_that_one_is_there(cast, client):
    take(client)
    wrong = client.post(HERE, {"code": "abcd"})
    assert wrong.status_code == 422
    code = presence.code(cast.kim_bang, timezone.now())
    assert client.post(HERE, {"code": code}).status_code == 302
    assert Ticket.objects.get().present_at is not None


def test_the_door_says_it_too_also_on_another_phone(cast, client):
    take(client)
    key = presence.door_key(cast.kim_bang)
    other = Client()
    assert f'value="{key}"' in other.get(f"{HERE}?door={key}").content.decode()
    assert other.get(f"{HERE}?door=nothing").status_code == 200
    assert other.post(HERE, {"door": key, "number": "c 011"}).status_code == 422
    assert other.post(HERE, {"door": key, "number": "c 001"}).status_code == 302
    assert Ticket.objects.get().present_at is not None


def test_the_door_of_another_point_says_where_to_go(cast, client):
    take(client)
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao", name_en="Ba Sao")
    key = presence.door_key(cast.kim_bang, point)
    assert f'value="{key}"' in client.get(f"{HERE}?door={key}").content.decode()
    answer = client.post(HERE, {"door": key})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số này được gọi tại Trung tâm Xã Kim Bảng" in page
    assert key not in page
    assert 'name="code"' in page
    Ticket.objects.update(point=point)
    assert client.post(HERE, {"door": key}).status_code == 302


def test_guessing_the_code_ends_soon(cast, client):
    take(client)
    statuses = [client.post(HERE, {"code": f"x{n}"}).status_code for n in range(7)]
    assert statuses == [422] * 5 + [429] * 2


def test_the_start_is_published_with_the_way_to_check_it(cast, client, monkeypatch):
    opens = MONDAY_0900.replace(hour=7, minute=30)
    HallRules.objects.create(center=cast.kim_bang, fair_start="draw")
    field = Field.objects.get(code="land")
    for n in range(5):
        actions.issue(cast.kim_bang, field=field, by=cast.support, now=opens - timedelta(minutes=9 - n))
    made = actions.draw(cast.kim_bang, by=cast.support, now=opens)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY_0900)
    page = client.get("/hall/17791/start").content.decode()
    places = [page.index(f">{number}</strong>") for number in made.order]
    assert places == sorted(places)
    assert made.seed in page


def test_the_display_shows_the_code(cast):
    from motcua.web.display.views import rendered

    now = timezone.now()
    assert presence.code(cast.kim_bang, now) in rendered(cast.kim_bang, None, now)
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao", name_en="Ba Sao")
    assert presence.code(cast.kim_bang, now, point) in rendered(cast.kim_bang, point, now)


def test_who_comes_from_home_says_to_which_receiving_point(cast, client):
    assert 'name="point"' not in client.get(NUMBER).content.decode()
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao", address="Xóm 3")
    closed = Point.objects.create(center=cast.kim_bang, name_vi="Điểm cũ", closed_at=MONDAY_0900)
    page = client.get(NUMBER).content.decode()
    assert "Điểm Ba Sao" in page
    assert "Điểm cũ" not in page
    assert "Xóm 3" in client.get("/hall/17791").content.decode()
    given = {"field": "land", "phone": "0912345678", "press": "0" * 32}
    for wrong in (str(closed.pk), "x", "\x00"):
        refused = client.post(NUMBER, given | {"point": wrong})
        assert refused.status_code == 422
        assert "id_point" in refused.content.decode()
    client.post(NUMBER, given | {"point": str(point.pk)})
    assert Ticket.objects.get().point == point


@pytest.mark.parametrize("typed", ["{series}{n}", " {series} {n:03d}", "{series}-{n:02d}"])
def test_a_number_is_found_however_many_noughts_are_typed(cast, client, typed):
    take(Client())
    ticket = Ticket.objects.get()
    number = typed.format(series=ticket.series.lower(), n=ticket.number)
    code = presence.code(cast.kim_bang, timezone.now())
    assert client.post(HERE, {"number": number, "code": code}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.present_at is not None
