"""Two officers press the same button at the same moment: one wins, the other is told who and when."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Refusal
from motcua.dossiers import actions
from motcua.dossiers.handover import Collection
from motcua.hall import actions as hall
from motcua.people.models import Officer
from motcua.places.models import Counter
from tests.cast import ALICE, MONDAY_0900, received

pytestmark = pytest.mark.django_db(transaction=True)
COLLECTION = Collection(ALICE.name, ALICE.identity_number, "identity_card")


def at_once(*acts):
    """What each act returned or was refused with, all begun together, each by a connection of its own."""
    begin = Barrier(len(acts))

    def do(act):
        try:
            connection.ensure_connection()
            begin.wait(20)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def one_won(outcomes):
    """The sentence that the others got."""
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert len(refused) == len(outcomes) - 1, outcomes
    assert all(400 <= refusal.status < 500 for refusal in refused)
    return refused[0].words


@pytest.fixture
def pair(cast):
    return cast.counter, Officer.objects.get(login="counter2.kimbang")


def test_one_hands_the_result_over(cast, pair):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900)
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=MONDAY_0900)

    def hand_over(by):
        return lambda: actions.hand_over(dossier, collection=COLLECTION, by=by, now=MONDAY_0900)

    one_won(at_once(*map(hand_over, pair)))
    assert Event.objects.filter(kind="dossier.returned").count() == 1


def test_one_assigns_and_the_other_learns_who_did(cast):
    dossier = received(cast)
    words = one_won(
        at_once(*[lambda: actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)] * 3)
    )
    assert cast.head.name_vi in words.vi
    assert "09:00 23/11/2026" in words.vi
    assert Event.objects.filter(kind="dossier.assigned").count() == 1


def test_one_signs_and_the_other_learns_who_did(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    words = one_won(
        at_once(
            lambda: actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900),
            lambda: actions.decide(dossier, kind="refused", reason="Thiếu", by=cast.leader, now=MONDAY_0900),
        )
    )
    assert cast.leader.name_vi in words.vi
    assert Event.objects.filter(kind="dossier.decided").count() == 1


def test_one_calls_the_number_and_the_other_learns_where(cast, pair):
    civil_status = Field.objects.get(pk="civil-status")
    ticket = hall.issue(cast.kim_bang, field=civil_status, by=System("test"), now=MONDAY_0900)
    counters = list(Counter.objects.select_related("center__commune").filter(center=cast.kim_bang)[:2])
    for counter, officer in zip(counters, pair, strict=True):
        hall.open_counter(counter, by=officer, now=MONDAY_0900)

    def call(counter, by):
        return lambda: hall.call_ticket(ticket, counter=counter, reason="returned", by=by, now=MONDAY_0900)

    words = one_won(at_once(*map(call, counters, pair)))
    ticket.refresh_from_db()
    assert str(ticket.counter.number) in words.vi
    assert Event.objects.filter(kind="ticket.called").count() == 1


def test_one_opens_the_counter_and_the_other_learns_who_did(cast, pair):
    counter = Counter.objects.select_related("center__commune").filter(center=cast.kim_bang).first()

    def open_it(by):
        return lambda: hall.open_counter(counter, by=by, now=MONDAY_0900)

    words = one_won(at_once(*map(open_it, pair)))
    assert any(officer.name_vi in words.vi for officer in pair)
    assert "09:00" in words.vi
