"""What enters the journal: numbered and chained in the action's transaction, and nothing about a person."""

from datetime import UTC, date, datetime

import pytest

from motcua.base import journal
from motcua.base.actions import action, writing
from motcua.base.actors import Resident, System
from motcua.base.models import Event, Stream
from motcua.base.subscriptions import subscribe
from motcua.domain.chain import GENESIS
from tests.base.workers import KIND, Thing

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def happen(stream="test", **data):
    with writing():
        return journal.record(KIND, Thing(stream), by=System(), at=NOW, **data)


@pytest.mark.django_db
def test_events_are_numbered_and_chained_within_their_stream():
    first, other, second = happen(), happen("other"), happen()
    assert [first.number, second.number, other.number] == [1, 2, 1]
    assert first.previous == other.previous == GENESIS
    assert second.previous == first.hash != second.hash
    head = Stream.objects.get(pk="test")
    assert (head.number, head.hash) == (2, second.hash)
    assert not journal.verify().broken


@pytest.mark.django_db
def test_an_event_says_who_what_and_when():
    with writing():
        made = journal.record(KIND, Thing(), by=Resident("abc"), at=NOW, due=date(2026, 11, 24), late=False)
    event = Event.objects.get(pk=made.pk)
    assert (event.actor_kind, event.actor_id, event.at) == ("resident", "abc", NOW)
    assert (event.subject, event.data) == ("test/1", {"due": "2026-11-24", "late": False})


@pytest.mark.parametrize(
    "value",
    [
        "Nguyễn Thị Ví Dụ",
        "Nguyen Thi Vi Du",
        "a line\n",
        "code\n",
        "an@example.vn",
        "0900000001",
        "+84900000001",
        "040158000001",
        "x" * 101,
        1.5,
        2**53,
        ["a", "b"],
        {"name": "An"},
        b"bytes",
    ],
)
@pytest.mark.django_db
def test_free_text_names_and_numbers_of_people_cannot_enter(value):
    with pytest.raises(ValueError):  # noqa: PT011 - NotCanonical is one too
        happen(note=value)
    assert not Event.objects.filter(kind=KIND).exists()


@pytest.mark.parametrize(
    "value", ["A015", "H41.17.791-261123-0001", "12/QD-UBND", "17791", "", None, 7, True]
)
@pytest.mark.django_db
def test_codes_numbers_and_nothing_can(value):
    assert happen(code=value).data == {"code": value}


@pytest.mark.django_db
def test_a_kind_nobody_declared_is_refused():
    with pytest.raises(LookupError, match="not declared"), writing():
        journal.record("test.invented", Thing(), by=System(), at=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        journal.record(KIND, Thing(), by=System(), at=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_action():
    subscribe("test", [KIND], lambda event: None)

    @action
    def fail():
        happen()
        happen()
        raise TimeoutError

    happen()
    with pytest.raises(TimeoutError):
        fail()
    event = Event.objects.get(kind=KIND)
    assert event.number == Stream.objects.get(pk="test").number == 1
    assert event.deliveries.count() == 1
    assert happen().number == 2
    assert not journal.verify().broken
