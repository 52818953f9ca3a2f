"""Warnings by real processes: two at once, and one that is killed on the way, warn each dossier once."""

import subprocess
import sys
import time

from tests.base.workers import ROOT, opened

COUNT = 40


def begin(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.dossiers.watchers", *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def finished(process):
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


def counted(environment, statement):
    with opened(environment) as database:
        return database.execute(statement).fetchone()[0]


def warnings(environment):
    return counted(environment, "SELECT count(*) FROM dossiers_warning")


def assert_each_was_warned_once(environment):
    assert warnings(environment) == COUNT
    assert counted(environment, "SELECT count(DISTINCT dossier_id) FROM dossiers_warning") == COUNT
    assert counted(environment, "SELECT count(*) FROM base_event WHERE kind = 'dossier.warned'") == COUNT


def test_two_work_processes_at_once_warn_once(spare_database):
    finished(begin(spare_database, "prepare", COUNT))
    both = [begin(spare_database, "watch") for _ in range(2)]
    for process in both:
        finished(process)
    assert_each_was_warned_once(spare_database)


def test_what_a_killed_process_left_is_done_by_the_next(spare_database):
    finished(begin(spare_database, "prepare", COUNT))
    process = begin(spare_database, "watch")
    deadline = time.monotonic() + 60
    while not warnings(spare_database):
        assert time.monotonic() < deadline
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert 0 < warnings(spare_database) <= COUNT
    finished(begin(spare_database, "watch"))
    assert_each_was_warned_once(spare_database)
