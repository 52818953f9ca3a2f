"""Timed jobs: at their time, by one process at a time, and again after a process was killed."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.base import timed
from motcua.base.models import TimedJob
from tests.base.workers import begin, finish, opened, start, together

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def done(monkeypatch):
    """Only this test's jobs are known; what they were given."""
    monkeypatch.setattr(timed, "_jobs", {})
    done = []
    timed.schedule("test.job", HOUR, done.append)
    return done


@pytest.mark.django_db
class TestAlone:
    def test_it_is_done_at_once_and_then_at_its_time(self, done):
        for minutes in (0, 1, 59, 60, 61, 200):
            timed.run_due(NOW + timedelta(minutes=minutes))
        assert [(now - NOW) // timedelta(minutes=1) for now in done] == [0, 60, 200]

    def test_one_that_fails_is_logged_and_waits_for_its_next_time(self, done, caplog):
        def fail(now):
            raise ArithmeticError

        timed.schedule("test.bad", HOUR, fail)
        assert sorted(timed.run_due(NOW)) == ["test.bad", "test.job"]
        assert timed.run_due(NOW + timedelta(minutes=1)) == []
        assert "test.bad failed" in caplog.text

    def test_what_another_process_does_is_left_to_it_until_its_lease_ends(self, done):
        timed.run_due(NOW)
        TimedJob.objects.filter(pk="test.job").update(claimed_until=NOW + HOUR + timed.LEASE)
        assert timed.run_due(NOW + HOUR) == []
        assert timed.run_due(NOW + HOUR + timed.LEASE + timedelta(seconds=1)) == ["test.job"]

    def test_a_job_this_program_does_not_know_is_left_alone(self, done):
        TimedJob.objects.create(name="of.another.version", due_at=NOW)
        assert timed.run_due(NOW) == ["test.job"]

    def test_two_statements_when_nothing_is_due(self, done, django_assert_num_queries):
        timed.run_due(NOW)
        with django_assert_num_queries(2):
            timed.run_due(NOW + timedelta(minutes=1))


def lines(log):
    return [line.split()[0] for line in log.read_text().splitlines()]


def test_of_several_processes_one_does_it(spare_database, tmp_path):
    log = tmp_path / "done"
    said = together(spare_database, 3, "jobs", log, 0.5)
    assert sum(output.count("test.job") for output in said) == 1
    assert lines(log) == ["start", "end"]


def test_what_a_killed_process_had_begun_is_done_at_its_next_time(spare_database, tmp_path):
    log = tmp_path / "done"
    process = start(spare_database, "jobs", log, 30)
    begin(process)
    while not log.exists():
        assert process.poll() is None
    process.kill()
    process.communicate()
    with opened(spare_database) as database:  # an hour passes
        database.execute("UPDATE base_timedjob SET due_at = '2026-01-01 00:00:00', claimed_until = NULL")
    another = start(spare_database, "jobs", log, 0)
    begin(another)
    assert "test.job" in finish(another)
    assert lines(log) == ["start", "start", "end"]
