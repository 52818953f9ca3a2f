"""The power goes while numbers are given and dossiers received: what was acknowledged is still there."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.faults.account import ROOT, Account, account_of
from tests.faults.disk import Disk, lacking
from tests.running import pristine, program

ROUNDS, CENTERS = 8, 2
CONTROL_ROUNDS = 12
PATIENCE = 60.0

pytestmark = [pytest.mark.slow, pytest.mark.may_be_absent]


@pytest.fixture
def disk(django_db_setup: None, tmp_path: Path) -> Iterator[Disk]:
    """With the world of the cast on it, flushed."""
    if reason := lacking(tmp_path):
        pytest.skip(f"the power cut ({reason})")
    (tmp_path / "disk").rmdir()
    with Disk(tmp_path) as disk:
        copyfile(pristine.kept(), disk.mounted / "motcua.sqlite3")
        disk.flush()
        yield disk


@pytest.fixture
def environment(disk: Disk, tmp_path: Path) -> dict[str, str]:
    """Only the database lies on the disk: what was acknowledged is noted elsewhere, as on a paper receipt."""
    named = {"MOTCUA_HOME": str(tmp_path), "MOTCUA_DB": str(disk.mounted / "motcua.sqlite3")}
    return os.environ | named | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"}


class Center:
    """One process at work; what it said was committed stands in a file outside the disk."""

    def __init__(self, environment: dict[str, str], notes: Path, synchronous: str) -> None:
        self.notes = notes
        with notes.open("w") as output, notes.with_suffix(".faults").open("w") as faults:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.center", synchronous],
                env=environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=faults,
            )

    def acknowledged(self) -> list[tuple[str, str]]:
        whole = self.notes.read_text().rpartition("\n")[0]  # the last line may be half a line
        return [tuple(line.split()) for line in whole.splitlines()]

    def wait_until_at_work(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.acknowledged():
            assert self.process.poll() is None, self.notes.with_suffix(".faults").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)


def cut(disk: Disk, environment: dict[str, str], place: Path, synchronous: str) -> list[tuple[str, str]]:
    """Let the centers work, cut the power at a random moment; what they had acknowledged by then."""
    centers = [Center(environment, place / f"notes-{n}", synchronous) for n in range(CENTERS)]
    try:
        for center in centers:
            center.wait_until_at_work()
        time.sleep(random.uniform(0.1, 2.0))
        for center in centers:
            assert center.process.poll() is None, center.notes.with_suffix(".faults").read_text()
        disk.cut_power()
    finally:
        for center in centers:
            center.process.kill()
            center.process.wait()
    disk.restart()
    return [line for center in centers for line in center.acknowledged()]


def lost(acknowledged: list[tuple[str, str]], account: Account) -> list[tuple[str, str]]:
    there = {"ticket": set(account.tickets), "dossier": set(account.dossiers)}
    return [(kind, name) for kind, name in acknowledged if name not in there[kind]]


def test_nothing_acknowledged_is_lost(disk, environment, tmp_path, capsys):
    all_of_it: list[tuple[str, str]] = []
    for _ in range(ROUNDS):
        all_of_it += cut(disk, environment, tmp_path, "FULL")
        account = account_of(environment)
        assert lost(all_of_it, account) == []
        assert account.wrong == []
    assert len(set(all_of_it)) == len(all_of_it)
    verified = program.run("journal", "verify", environment=environment)
    assert (verified.returncode, verified.stdout) == (0, f"{account.events} events, unbroken\n")
    with capsys.disabled():
        print(f"\n{ROUNDS} power cuts: {len(all_of_it)} acknowledged, 0 lost", flush=True)


def test_the_power_is_really_cut(disk, environment, tmp_path, capsys):
    """With less care for the disk the same day loses what it acknowledged: the test above can fail."""
    for turn in range(1, CONTROL_ROUNDS + 1):
        acknowledged = cut(disk, environment, tmp_path, "NORMAL")
        if gone := lost(acknowledged, account_of(environment)):
            with capsys.disabled():
                print(
                    f"\ncontrol, cut {turn}: {len(gone)} of {len(acknowledged)} lost with synchronous=NORMAL"
                )
            return
    pytest.fail("synchronous=NORMAL lost nothing: these power cuts prove nothing")
