"""The work loop: it goes on through faults, does its timed jobs, and stops when told to."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.base.models import Allowance, Answered
from motcua.config import working

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Stop(threading.Event):
    """Told to stop after so many looks; time passes an hour and a half at each wait."""

    def __init__(self, looks):
        super().__init__()
        self.looks, self.waits = looks, []

    def wait(self, timeout=None):
        self.waits.append(timeout)
        self.looks -= 1
        if not self.looks:
            self.set()
        return self.is_set()


@pytest.fixture
def quiet(monkeypatch):
    """The loop with its clock in the test's hand, and without the test's connection being closed."""
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    moments = iter(NOW + timedelta(minutes=40) * turn for turn in range(100))
    monkeypatch.setattr(working, "timed_jobs", lambda now: None)
    monkeypatch.setattr(working, "recount_all", lambda now: None)
    monkeypatch.setattr(working, "run_due", lambda now: [])
    monkeypatch.setattr(working.timezone, "now", lambda: next(moments))


def test_it_looks_again_at_once_while_there_is_work(quiet, monkeypatch):
    rounds = iter([20, 3, 0, 0])
    monkeypatch.setattr(working, "work_off", lambda now: next(rounds))
    stop = Stop(2)
    working.keep_working(stop)
    assert next(rounds, "no round is left") == "no round is left"
    assert stop.waits == [working.PAUSE, working.PAUSE]


def test_a_fault_is_logged_and_waited_out(quiet, monkeypatch, caplog):
    outcomes = iter([OSError("the database is away"), 1, 0])

    def round_(now):
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(working, "work_off", round_)
    working.keep_working(Stop(3))
    assert next(outcomes, None) is None
    assert "met a fault and goes on" in caplog.text


def test_a_job_that_always_fails_keeps_no_delivery_waiting(quiet, monkeypatch):
    def fail(now):
        raise ArithmeticError

    rounds = []
    monkeypatch.setattr(working, "recount_all", fail)
    monkeypatch.setattr(working, "FIGURES_EVERY", timedelta(minutes=50))
    monkeypatch.setattr(working, "work_off", lambda now: rounds.append(now) or 0)
    working.keep_working(Stop(9))
    assert len(rounds) >= 3


def test_timed_jobs_are_done_at_first_and_then_hourly(quiet, monkeypatch):
    done = []
    monkeypatch.setattr(working, "timed_jobs", done.append)
    monkeypatch.setattr(working, "work_off", lambda now: 0)
    working.keep_working(Stop(5))  # at 0, 40, 80, 120 and 160 minutes
    assert len(done) == 3
    assert all(later - earlier >= working.JOBS_EVERY for earlier, later in zip(done, done[1:], strict=False))


@pytest.mark.django_db
def test_timed_jobs_forget_what_is_old():
    Allowance.objects.create(key="old", ends_at=NOW - timedelta(minutes=1))
    Allowance.objects.create(key="new", ends_at=NOW + timedelta(minutes=1))
    for days in (29, 31):
        Answered.objects.create(actor_kind="system", key=str(days), status=200, at=NOW - timedelta(days=days))
    working.timed_jobs(NOW)
    assert [row.key for row in (*Allowance.objects.all(), *Answered.objects.all())] == ["new", "29"]


def listens(pid):
    """Whether that process has begun to hear SIGTERM, which it does last before its loop."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_cleanly(spare_database, told):
    worker = subprocess.Popen(
        [sys.executable, "-m", "motcua", "work"],
        env={**spare_database, "MOTCUA_DEMO": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not listens(worker.pid):
        assert time.monotonic() < deadline
        assert worker.poll() is None, worker.communicate()
        time.sleep(0.2)
    worker.send_signal(told)
    output, _ = worker.communicate(timeout=10)
    assert (worker.returncode, output) == (0, "")
