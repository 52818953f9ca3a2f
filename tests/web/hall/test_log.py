"""The public log of calls: reasons in words, what was taken back, the replay's verdict, and no name."""

import pytest

from motcua.catalogue.models import Field
from motcua.hall import actions
from motcua.hall.replay import verdict_until
from tests.hall.test_calling import Hall


@pytest.fixture
def hall(cast, monkeypatch):
    from types import SimpleNamespace

    verdict_until.cache_clear()  # another test's day
    hall = Hall(cast)
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: hall.now))
    hall.opens(hall.first, hall.mai)
    return hall


def test_every_call_stands_with_its_reason(client, hall):
    first, second = hall.arrives(), hall.arrives()
    hall.does(actions.call_ticket, second, counter=hall.first, reason="urgent")
    hall.does(actions.undo, hall.first)
    hall.serves(hall.calls())
    hall.later(10)
    page = client.get("/hall/17791/log").content.decode()
    for shown in (first.text, second.text, "Việc khẩn cấp", "đã hoàn tác", "2 lượt gọi, tất cả đúng quy tắc"):
        assert shown in page
    assert hall.mai.name_vi not in page
    assert str(first.token) not in page
    hall.later(24 * 60)
    assert "Không có lượt gọi nào" in client.get("/hall/17791/log").content.decode()
    assert second.text in client.get("/hall/17791/log?on=2026-11-23&after=0").content.decode()
    assert f">{second.text}<" not in client.get("/hall/17791/log?on=2026-11-23&after=1").content.decode()


def test_a_number_that_stands_there_twice_says_why(client, hall):
    """Otherwise it would look as if somebody had jumped the line."""
    first, second = hall.arrives(), hall.arrives()
    hall.does(actions.no_show, hall.calls())
    hall.calls()  # the second, as the first keeps a place for later
    hall.does(actions.hold, second)
    hall.does(actions.undo, hall.first)
    hall.does(actions.transfer, second, field=Field.objects.get(code="land"))
    for _ in range(2):
        hall.serves(hall.calls())
    page = client.get("/hall/17791/log").content.decode()
    assert page.count(f">{first.text}<") == page.count(f">{second.text}<") == 2
    assert page.count("gọi lại sau khi vắng mặt") == 1
    assert page.count("gọi tiếp sau khi được chuyển") == 1
    assert "tạm dừng" not in page  # taken back: it has not happened


def test_who_goes_first_by_the_rule_stands_so_without_the_class(client, hall):
    """Else nobody who sits there can tell why a later number was called earlier."""
    first, favoured = hall.arrives(), hall.arrives(priority="elderly")
    hall.serves(hall.calls())
    hall.serves(hall.calls())
    hall.later(10)
    page = client.get("/hall/17791/log").content.decode()
    assert page.index(f">{favoured.text}<") < page.index("đi trước: ưu tiên") < page.index(f">{first.text}<")
    assert page.count("đi trước: ưu tiên") == 1
    assert "cao tuổi" not in page


def test_a_walk_in_that_was_taken_back_does_not_stand_as_served(client, hall):
    field = Field.objects.get(code="land")
    ticket = hall.does(actions.serve_without_ticket, hall.first, field=field, reason="urgent_walk_in")
    assert "đã hoàn tác" not in client.get("/hall/17791/log").content.decode()
    hall.does(actions.undo, hall.first)
    page = client.get("/hall/17791/log").content.decode()
    assert ticket.text in page
    assert page.count("đã hoàn tác") == 1


@pytest.mark.parametrize("on", ["tomorrow", "2026-11-24", "1990-01-01", "2026-11-23\x00", "9" * 50])
def test_a_day_that_is_none_is_said(client, hall, on):
    assert client.get("/hall/17791/log", {"on": on}).status_code == 422


def test_the_page_costs_the_same_however_many_calls(client, hall, django_assert_max_num_queries):
    for _ in range(2):
        hall.arrives()
        hall.serves(hall.calls())
    with django_assert_max_num_queries(20) as few:
        client.get("/hall/17791/log")
    for _ in range(6):
        hall.arrives()
        hall.serves(hall.calls())
    hall.later(5)
    with django_assert_max_num_queries(len(few)):
        client.get("/hall/17791/log")
