"""The demo's page of messages: newest first, addresses covered, nowhere but in the demo."""

import pytest
from django.core.cache import cache

from motcua.base.messages import Message
from motcua.sandbox.messages import Mailbox, Provider, store

ADDRESS = "/demo/messages"


@pytest.fixture
def demo(db, settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    cache.clear()
    return store()


def test_the_newest_message_stands_first_and_no_address_is_whole(client, demo):
    Provider(demo).submit("+84900000001", "Hồ sơ H41.17.791-261123-0001 có ngày hẹn mới.", key="1")
    Mailbox(demo).send(
        Message("vi.du@mau.vn", "email", "Kết quả đã có", "Xem https://motcua.example/d/x", "vi", "2")
    )
    html = client.get(ADDRESS).content.decode()
    assert html.index("Kết quả đã có") < html.index("có ngày hẹn mới")
    assert "vi.du@mau.vn" not in html
    assert "0900000001" not in html
    assert '<a href="https://motcua.example/d/x"' in html


def test_what_a_message_says_is_text_and_no_page(client, demo):
    Provider(demo).submit("+84900000001", "<script>alert(1)</script>", key="1")
    assert "<script>alert" not in client.get(ADDRESS).content.decode()


def test_an_empty_page_says_what_to_do(client, demo):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "Chưa có tin nào" in answer.content.decode()


def test_only_the_last_fifty_are_shown(client, demo):
    for place in range(52):
        Provider(demo).submit("+84900000001", f"tin số {place}.", key=str(place))
    html = client.get(ADDRESS).content.decode()
    assert "tin số 51." in html
    assert "tin số 1." not in html
    assert "Không hiện các tin cũ hơn" in html


def test_outside_the_demo_there_is_no_such_page(client, db):
    assert client.get(ADDRESS).status_code == 404
