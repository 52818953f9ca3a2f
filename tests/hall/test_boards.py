"""What the board announces, by its point; the sign above a counter; notices; the clips' addresses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.hall import actions, boards
from motcua.hall.models import Break, Duty, Notice, Ticket
from motcua.places.models import Counter, Device, Point

STAFF = System("test")
DISPLAY = "/display/17791"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def counter(cast, now):
    """Open, under its officer."""
    found = Counter.objects.select_related("center__commune").get(center=cast.kim_bang, number=1)
    actions.open_counter(found, by=cast.counter, now=now)
    return found


@pytest.fixture
def display(cast):
    client = Client()
    with override_settings(DEMO=True):
        client.post(f"{DISPLAY}/pairing", {"demo": "1"})
    return client


@pytest.fixture
def call(cast, counter, now):
    """Somebody comes and is called: ``call(seconds)``."""

    def called(seconds=0, field="land"):
        moment = now + timedelta(seconds=seconds)
        actions.issue(cast.kim_bang, field=Field.objects.get(code=field), by=STAFF, now=moment)
        return actions.call_next(counter, by=cast.counter, now=moment)

    return called


def end(ticket, cast, now):
    actions.start_serving(ticket, by=cast.counter, now=now)
    actions.complete(ticket, by=cast.counter, now=now)


def announced(cast, now, point=None):
    return boards.announced(cast.kim_bang, point, now)


def test_calls_are_announced_in_the_order_of_the_journal(cast, call, now):
    first = call(0)
    actions.recall(first, by=cast.counter, now=now + timedelta(seconds=1))
    end(first, cast, now + timedelta(seconds=2))
    second = call(3, "certification")
    found = announced(cast, now + timedelta(seconds=4))
    assert [(each.ticket.text, each.counter.number, each.again) for each in found] == [
        (first.text, 1, False),
        (first.text, 1, True),
        (second.text, 1, False),
    ]
    numbers = [each.number for each in found]
    assert numbers == sorted(set(numbers))


def test_an_old_call_is_announced_no_more_but_still_listed(cast, call, now):
    ticket = call()
    later = now + boards.KEPT + timedelta(seconds=1)
    assert announced(cast, later) == []
    assert boards.board(cast.kim_bang, None, later).calls == [ticket]


def test_called_again_after_long_it_names_its_counter(cast, call, now):
    ticket, later = call(), now + boards.KEPT + timedelta(minutes=1)
    actions.recall(ticket, by=cast.counter, now=later)
    assert [(each.counter.number, each.again) for each in announced(cast, later)] == [(1, True)]


def test_a_call_taken_back_is_not_announced(cast, call, counter, now):
    call()
    actions.undo(counter, by=cast.counter, now=now + timedelta(seconds=2))
    assert announced(cast, now + timedelta(seconds=3)) == []
    assert boards.board(cast.kim_bang, None, now + timedelta(seconds=3)).calls == []


def test_who_stands_at_the_counter_without_a_number_is_not_announced(cast, counter, now):
    field = Field.objects.get(code="land")
    actions.serve_without_ticket(counter, field=field, reason="brief", by=cast.counter, now=now)
    assert announced(cast, now) == []


def test_each_point_has_its_own_calls_and_people(cast, call, counter, display, now):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Đồng Văn", name_en="Dong Van point")
    ticket = call()
    assert len(announced(cast, now)) == 1
    assert announced(cast, now, point) == []
    Counter.objects.filter(pk=counter.pk).update(point=point)
    assert announced(cast, now) == []
    assert [each.ticket for each in announced(cast, now, point)] == [ticket]
    waits = actions.issue(cast.kim_bang, field=Field.objects.get(code="land"), by=STAFF, now=now)
    assert boards.board(cast.kim_bang, point, now).waiting == 0
    Ticket.objects.filter(pk=waits.pk).update(point=point)
    here = boards.board(cast.kim_bang, point, now)
    assert (here.waiting, here.calls) == (1, [ticket])
    Device.objects.filter(kind="display").update(point=point)
    html = display.get(DISPLAY).content.decode()
    assert "Điểm Đồng Văn" in html
    assert f'data-ticket="{ticket.text}"' in html


def test_the_board_carries_each_call_with_its_number_and_words(cast, call, display, now):
    ticket = call()
    number = announced(cast, now)[0].number
    html = display.get(f"{DISPLAY}/board").content.decode()
    assert f'data-call="{number}"' in html
    signs = " ".join(ticket.text.lower())
    assert f'data-say-north="call {signs} counter 1"' in html
    assert f'data-say-english="call {signs} counter 1"' in html
    assert "data-say-south" not in html  # not built here


def test_a_board_takes_as_many_statements_for_a_hundred_calls(cast, call, now):
    end(call(), cast, now)
    with CaptureQueriesContext(
        connection,
    ) as one:
        boards.board(cast.kim_bang, None, now + timedelta(seconds=30))
    for second in range(1, 12):
        end(call(second), cast, now + timedelta(seconds=second))
    with CaptureQueriesContext(connection) as many:
        boards.board(cast.kim_bang, None, now + timedelta(seconds=30))
    assert len(many) == len(one) <= 8


def test_a_notice_hangs_for_its_time_in_both_languages(cast, display, now):
    hour = timedelta(hours=1)
    for text, begins, urgent in (("Mai nghỉ", now - hour, False), ("Mất điện", now - hour, True)):
        Notice.objects.create(
            center=cast.kim_bang,
            text_vi=text,
            text_en=f"en {text}",
            urgent=urgent,
            begins_at=begins,
            ends_at=now + hour,
        )
    Notice.objects.create(
        center=cast.kim_bang, text_vi="Đã qua", begins_at=now - 2 * hour, ends_at=now - hour
    )
    assert [each.text_vi for each in boards.notices(cast.kim_bang, now)] == ["Mất điện", "Mai nghỉ"]
    html = display.get(DISPLAY).content.decode()
    assert "Mai nghỉ" in html
    assert "Đã qua" not in html
    assert "en Mai nghỉ" in display.get(f"{DISPLAY}?lang=en").content.decode()


def test_a_sign_says_who_is_there_and_when_the_officer_is_back(cast, counter, call, display, now):
    def shown():
        return display.get(f"{DISPLAY}/1/now").content.decode()

    assert "Đang mở" in shown()
    ticket = call()
    assert ticket.text in shown()
    end(ticket, cast, now)
    duty = Duty.objects.get(counter=counter)
    back = Break.objects.create(duty=duty, reason="lunch", begins_at=now, until=now + timedelta(minutes=10))
    assert "trở lại lúc" in shown()
    Break.objects.filter(pk=back.pk).update(ended_at=now)
    assert "Đang mở" in shown()
    actions.close_counter(counter, by=cast.counter, now=now)
    assert "Đang đóng" in shown()
    page = display.get(f"{DISPLAY}/1").content.decode()
    assert 'data-stream="/stream/display/17791/1?lang=vi"' in page


@pytest.mark.parametrize("number", ["0", "77", "99999999999999999999"])
def test_there_is_no_sign_for_no_counter(cast, display, number):
    assert display.get(f"{DISPLAY}/{number}").status_code == 404
    assert display.get(f"{DISPLAY}/{number}/now").status_code == 404


def test_a_sign_is_for_paired_displays(cast, client):
    assert client.get(f"{DISPLAY}/1/now").status_code == 403
    assert 'name="code"' in client.get(f"{DISPLAY}/1").content.decode()


def test_clips_are_found_by_their_address_and_kept_for_ever(cast, client, display):
    page = display.get(f"{DISPLAY}?voice=north,nobody,../x").content.decode()
    assert page.count("/display/voices/") == 1
    base = page.split("&quot;base&quot;: &quot;")[1].split("&quot;")[0]
    answer = client.get(f"{base}call")
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/wav")
    assert "immutable" in answer["Cache-Control"]
    assert answer.content[:4] == b"RIFF"
    for wrong in (
        f"{base}nothing",
        "/display/voices/..%2F..%2F/x/call",
        "/display/voices/north/x/..%2Fvoice",
    ):
        assert client.get(wrong).status_code == 404
