"""An action is one transaction, whatever it calls; refused, it leaves nothing."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.base import journal
from motcua.base.actions import action, writing
from motcua.base.actors import System
from motcua.base.models import Event
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from tests.base.workers import KIND, Thing, together

NO = Refusal("no", Words("Không.", "No."))


@action
def inner(*, refuse=False):
    journal.record(KIND, Thing(), by=System(), at=datetime(2026, 11, 23, tzinfo=UTC))
    if refuse:
        raise NO


@action
def outer(*, refuse=False, refuse_inner=False):
    inner()
    inner(refuse=refuse_inner)
    if refuse:
        raise NO


def happened():
    return Event.objects.filter(kind=KIND).count()


@pytest.mark.django_db(transaction=True)
def test_actions_within_actions_are_one():
    outer()
    assert happened() == 2
    with pytest.raises(Refusal):
        outer(refuse=True)
    with pytest.raises(Refusal):
        outer(refuse_inner=True)
    assert happened() == 2


@pytest.mark.django_db(transaction=True)
def test_half_an_action_cannot_be_kept():
    """Who catches an inner action's refusal and goes on would keep a half: the database says no."""

    @action
    def forgiving():
        try:
            inner(refuse=True)
        except Refusal:
            inner()

    with pytest.raises(transaction.TransactionManagementError):
        forgiving()
    assert happened() == 0
    inner()
    assert happened() == 1


@pytest.mark.django_db
def test_a_refused_action_leaves_a_test_able_to_look():
    with pytest.raises(Refusal):
        inner(refuse=True)
    assert happened() == 0


@pytest.mark.django_db(transaction=True)
def test_several_actions_can_be_made_one():
    with pytest.raises(Refusal), writing():  # noqa: PT012 - what is refused last undoes what was done first
        inner()
        outer()
        raise NO
    assert happened() == 0


def test_writers_of_several_processes_take_turns(spare_database):
    waits = [float(line) for lines in together(spare_database, 4, "events", 3) for line in lines]
    print(f"\n{len(waits)} writings by 4 processes in 3 s; the longest wait was {max(waits):.3f} s")
    assert len(waits) > 40
    assert max(waits) < 2
