"""Tokens of the API act as an officer until they end, are revoked, or the officer leaves."""

from datetime import timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.domain.refusal import Invalid
from motcua.people import actions
from motcua.people.models import Officer, Token
from tests.cast import MONDAY_0900


def make(officer, scopes=("hall",), days=30):
    return actions.make_token(officer, scopes=list(scopes), days=days, by=System("test"), now=MONDAY_0900)


def usable(token, now=MONDAY_0900):
    return Token.objects.usable(now).filter(digest=actions.digest(token)).exists()


def test_a_token_is_usable_until_its_end(cast):
    token = make(cast.counter)
    assert usable(token)
    assert usable(token, MONDAY_0900 + timedelta(days=30) - timedelta(seconds=1))
    assert not usable(token, MONDAY_0900 + timedelta(days=30))


def test_a_token_is_long_and_kept_only_as_a_digest(cast):
    first, second = make(cast.counter), make(cast.counter)
    assert first != second
    assert len(first) > 40
    assert not Token.objects.filter(digest__in=[first, second]).exists()


def test_a_token_goes_with_its_officer(cast):
    token = make(cast.counter)
    Officer.objects.filter(login="counter.kimbang").update(is_active=False)
    assert not usable(token)


def test_without_scopes_it_gets_all_but_the_journal(cast):
    make(cast.counter, scopes=())
    assert Token.objects.get().scopes == ["hall", "dossiers", "procedures"]


def test_an_unknown_scope_is_refused(cast):
    with pytest.raises(Invalid, match="no scope everything"):
        make(cast.counter, scopes=("hall", "everything"))
    assert not Token.objects.exists()


def test_making_one_is_recorded_without_it(cast):
    token = make(cast.counter)
    event = Event.objects.get(kind="token.made")
    assert event.data == {"token": str(Token.objects.get().pk)}
    assert token not in str(event.data)
