"""What follows from an event reaches its subscriber: after the commit, until it succeeds, once at a time."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import work
from motcua.base.actions import writing
from motcua.base.actors import System
from motcua.base.journal import record
from motcua.base.models import Delivery, Event
from motcua.base.subscriptions import subscribe
from tests.base.workers import KIND, Thing, begin, finish, opened, start, together

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


class Listener:
    """Hears events; the first ``faults`` times it goes wrong."""

    def __init__(self, name="test", faults=0, error=ValueError):
        self.heard, self.faults, self.error = [], faults, error
        subscribe(name, [KIND], self.hear)

    def hear(self, event: Event) -> None:
        self.heard.append(event.number)
        if len(self.heard) <= self.faults:
            raise self.error("Nguyễn Thị Ví Dụ")


def happen(times=1):
    with writing():
        for _ in range(times):
            record(KIND, Thing(), by=System(), at=NOW)


def deliveries():
    return Delivery.objects.filter(event__kind=KIND)


def test_an_event_waits_for_the_loop_and_is_handed_over_once():
    listener = Listener()
    happen()
    assert listener.heard == []
    assert work.work_off(NOW) == 1
    assert work.work_off(NOW + timedelta(days=1)) == 0
    assert listener.heard == [1]
    done = deliveries().get()
    assert (done.state, done.attempts, done.finished_at, done.claimed_until) == ("done", 1, NOW, None)


def test_what_was_rolled_back_is_never_handed_over():
    listener = Listener()
    with writing():
        record(KIND, Thing(), by=System(), at=NOW)
        transaction.set_rollback(True)
    assert work.work_off(NOW) == 0
    assert listener.heard == []


def test_each_subscriber_has_its_own_delivery():
    good, bad = Listener("good"), Listener("bad", faults=1)
    happen()
    assert work.work_off(NOW) == 2
    assert (good.heard, bad.heard) == ([1], [1])
    assert sorted(deliveries().values_list("subscriber", "state")) == [("bad", "waiting"), ("good", "done")]


def test_a_fault_is_tried_again_later_and_later():
    listener = Listener(faults=3)
    happen()
    now, waits = NOW, []
    while (row := deliveries().get()).state == "waiting":
        waits.append(row.due_at - now)
        assert work.work_off(row.due_at - timedelta(seconds=1)) == 0
        now = row.due_at
        assert work.work_off(now) == 1
    assert [wait.total_seconds() for wait in waits] == [0, 5, 20, 80]
    assert (row.state, row.attempts) == ("done", 4)
    assert len(listener.heard) == 4


def test_after_the_eighth_fault_it_is_dead_and_says_why(caplog):
    listener = Listener(faults=100)
    happen()
    while (row := deliveries().get()).state == "waiting":
        work.work_off(row.due_at)
    assert (row.state, row.attempts, row.error) == ("dead", 8, "ValueError")
    assert row.finished_at is not None
    assert timedelta(hours=7) < row.finished_at - NOW < timedelta(hours=8)
    assert len(listener.heard) == 8
    assert work.work_off(NOW + timedelta(days=9)) == 0
    assert "ValueError" in caplog.text
    assert "Nguyễn" not in caplog.text + row.error


@pytest.mark.parametrize("error", [ValueError, DatabaseError, AssertionError, RecursionError])
def test_a_fault_does_not_keep_the_others_waiting(error, caplog):
    caplog.set_level(logging.ERROR)
    listener = Listener(faults=1, error=error)
    happen(3)
    assert work.work_off(NOW) == 3
    assert listener.heard == [1, 2, 3]
    assert sorted(deliveries().values_list("state", flat=True)) == ["done", "done", "waiting"]


def test_what_a_failed_handler_wrote_is_undone():
    def write_and_fail(event):
        record(KIND, Thing("other"), by=System(), at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO nowhere VALUES (1)")

    happen(0)
    subscribe("test", [KIND], write_and_fail)
    happen()
    work.work_off(NOW)
    assert not Event.objects.filter(stream="other").exists()
    assert deliveries().get().error in ("OperationalError", "ProgrammingError")


def test_a_subscriber_that_is_gone_is_a_fault_like_another():
    Listener("gone")
    happen()
    deliveries().update(subscriber="forgotten")
    assert work.work_off(NOW) == 1
    assert deliveries().get().error == "LookupError"


def test_a_claim_lapses_and_then_belongs_to_another():
    listener = Listener()
    happen()
    (slow,) = work.claim(NOW)
    assert work.claim(NOW + work.LEASE) == []
    (quick,) = work.claim(NOW + work.LEASE + timedelta(seconds=1))
    work.hand_over(slow, NOW)
    assert listener.heard == []
    work.hand_over(quick, NOW)
    work.hand_over(slow, NOW)
    assert listener.heard == [1]


def test_a_round_takes_only_its_share():
    Listener()
    happen(5)
    assert [work.work_off(NOW, limit=2) for _ in range(4)] == [2, 2, 1, 0]


def waiting(environment, count):
    """So many deliveries, written by the bare driver's clock: due now."""
    with opened(environment) as database:
        now = "now()" if environment.get("DATABASE_URL") else "datetime('now')"
        some = "gen_random_uuid()" if environment.get("DATABASE_URL") else "lower(hex(randomblob(16)))"
        database.execute("DELETE FROM base_delivery")
        database.execute(
            "INSERT INTO base_delivery (id, subscriber, state, attempts, due_at, error, event_id) "
            f"SELECT {some}, 'test', 'waiting', 0, {now}, '', id FROM base_event LIMIT {count}"
        )


def states(environment):
    with opened(environment) as database:
        return dict(database.execute("SELECT state, count(*) FROM base_delivery GROUP BY state").fetchall())


def hand_overs(log):
    lines = [line.split() for line in log.read_text().splitlines()]
    return [event for word, event, _ in lines if word == "start"]


def test_two_workers_never_hand_over_the_same(spare_database, tmp_path):
    waiting(spare_database, 60)
    log = tmp_path / "handed"
    together(spare_database, 3, "deliveries", log, 0.005)
    assert len(hand_overs(log)) == len(set(hand_overs(log))) == 60
    assert states(spare_database) == {"done": 60}


def test_what_a_killed_worker_had_claimed_comes_again(spare_database, tmp_path):
    waiting(spare_database, 8)
    log = tmp_path / "handed"
    worker = start(spare_database, "deliveries", log, 0.2)
    begin(worker)
    while not log.exists() or "end" not in log.read_text():
        assert worker.poll() is None
    worker.kill()
    worker.communicate()
    before = states(spare_database)
    assert before["waiting"] > 0
    with opened(spare_database) as database:  # two minutes pass
        database.execute("UPDATE base_delivery SET claimed_until = due_at WHERE claimed_until IS NOT NULL")
    another = start(spare_database, "deliveries", log, 0)
    begin(another)
    finish(another)
    assert states(spare_database) == {"done": 8}
