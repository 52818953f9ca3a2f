"""Who gets in: a name and its password, of somebody who works here."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import get_hasher

from motcua.base.models import Event
from motcua.people import actions
from motcua.people.logins import OfficerBackend
from motcua.people.models import Officer
from motcua.sandbox.cast import PASSWORD
from tests.cast import MONDAY_0900


@pytest.mark.parametrize("name", ["counter.kimbang", "Counter.KimBang", "  counter.kimbang "])
def test_the_right_pair_opens_however_the_name_is_typed(cast, name):
    assert authenticate(username=name, password=PASSWORD) == cast.counter


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("counter.kimbang", "Motcua-Demo"),
        ("counter.kimbang", PASSWORD + " "),
        ("counter.kimbang", ""),
        ("counter.kimbang", None),
        ("counter", PASSWORD),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        (None, None),
        ("counter2.kimbang", ""),
        ("counter2.kimbang", "!"),
        ("counter2.kimbang", PASSWORD),
    ],
)
def test_any_other_pair_does_not(cast, name, password):
    assert authenticate(username=name, password=password) is None


def test_who_works_here_no_more_is_out_at_once(cast, client):
    client.force_login(cast.counter)
    assert client.get("/counter/opening").status_code == 200
    Officer.objects.filter(login="counter.kimbang").update(is_active=False)
    assert authenticate(username="counter.kimbang", password=PASSWORD) is None
    assert OfficerBackend().get_user(Officer.objects.get(login="counter.kimbang").pk) is None
    assert client.get("/counter/opening").status_code == 302


def test_a_new_password_ends_old_sessions(cast, client):
    client.force_login(cast.counter)
    officer = cast.counter
    officer.set_password("another one entirely")
    officer.save(update_fields=["password"])
    assert client.get("/counter/opening").status_code == 302


def test_an_unknown_name_takes_as_long_as_a_known_one(cast, monkeypatch):
    hasher, hashed = type(get_hasher()), []
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args, **kw: hashed.append(1) or encode(*args, **kw))
    for name in ("counter.kimbang", "nobody"):
        hashed.clear()
        authenticate(username=name, password="wrong")
        assert len(hashed) == 1, name


def test_a_log_in_is_noted_without_a_name(cast):
    actions.note_login(cast.counter, by=cast.counter, now=MONDAY_0900)
    event = Event.objects.get(kind="officer.logged_in")
    assert (event.stream, event.subject) == ("H41.17.791", f"officer/{cast.counter.pk}")
    assert event.data == {}
    assert Officer.objects.get(login="counter.kimbang").last_login == MONDAY_0900
