"""The same key is one effect and one answer, however often and however much at once it arrives."""

import threading

import pytest
from django.db import connection

from motcua.base.models import Answered
from motcua.dossiers.models import Dossier
from motcua.hall.models import Ticket
from tests.api.conftest import Caller

TICKETS = "/centers/17791/tickets"
GOOD = {"field": "civil-status"}


def test_five_times_the_same_press(kiosk):
    answers = [kiosk.post(TICKETS, GOOD, key="press") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Ticket.objects.count() == 1


def test_five_times_the_same_dossier(counter, filed):
    answers = [counter.post("/dossiers", filed, key="dossier") for _ in range(5)]
    assert len({answer.content for answer in answers}) == 1
    assert Dossier.objects.count() == 1
    assert b"040958000001" not in str(Answered.objects.get().body).encode()


def test_nobody_waits_is_an_answer_too(counter, kiosk):
    counter.post("/counters/17791-1/duties")
    assert counter.post("/counters/17791-1/calls", key="call").status_code == 204
    kiosk.post(TICKETS, GOOD)
    assert counter.post("/counters/17791-1/calls", key="call").status_code == 204
    assert counter.post("/counters/17791-1/calls", key="next").status_code == 201


def test_another_body_or_address_under_the_same_key(kiosk, counter):
    kiosk.post(TICKETS, GOOD, key="once")
    refused = kiosk.post(TICKETS, {"field": "land"}, key="once")
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_reused")
    counter.post("/counters/17791-1/duties", key="mine")
    assert counter.post("/counters/17791-2/duties", key="mine").status_code == 409


def test_keys_belong_to_their_caller(kiosk, counter):
    mine = kiosk.post(TICKETS, GOOD, key="same").json()
    assert counter.post(TICKETS, GOOD, key="same").json()["id"] != mine["id"]


def test_a_refusal_is_not_kept(counter, kiosk):
    kiosk.post(TICKETS, GOOD)
    assert counter.post("/counters/17791-1/calls", key="call").status_code == 409
    counter.post("/counters/17791-1/duties")
    assert counter.post("/counters/17791-1/calls", key="call").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x07b"])
def test_a_key_that_is_none(kiosk, key):
    refused = kiosk.post(TICKETS, GOOD, key=key)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == ["Idempotency-Key"]
    assert not Ticket.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_eight_threads_at_once(kiosk, counter):
    """The call is refused while the counter is busy, yet each repetition gets the first one's answer."""
    for _ in range(3):
        kiosk.post(TICKETS, GOOD)
    counter.post("/counters/17791-1/duties")
    answers = []
    start = threading.Barrier(8)

    def press():
        try:
            start.wait()
            answers.append(Caller(counter.token).post("/counters/17791-1/calls", key="call"))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Ticket.objects.filter(state="called").count() == 1
