"""Kiosks and counters killed with SIGKILL while they give numbers and call: none repeated, none lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # the world of the cast, of which it gets a copy
ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
KIOSKS = 2


def test_two_hundred_kills_while_numbers_are_given_and_called(spare_database, capsys):
    done = subprocess.run(
        [sys.executable, "-m", "tests.hall.killed", str(KILLS)],
        env=spare_database | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    papers = [tuple(paper) for paper in told["papers"]]
    there = [tuple(ticket) for ticket in told["tickets"]]
    assert len(set(papers)) == len(papers) == len({text for _, text in papers}), "no number on two slips"
    assert set(papers) <= set(there), "no number on paper that isn't in the queue"
    # A kiosk that died between the commit and its paper may leave one; it is printed at the next press.
    assert len(there) - len(papers) <= KIOSKS
    for letter, last in told["series"].items():
        assert [text for _, text in there if text[0] == letter] == [
            f"{letter}{n:03d}" for n in range(1, last + 1)
        ]
    assert told["issued"] == len(there)
    assert told["calls"] == list(range(1, len(told["calls"]) + 1))
    assert len(set(told["called"])) == len(told["called"]), "nobody called twice"
    assert len(told["called"]) - told["done"] <= 2, "who was called is served to the end"
    assert told["journal"] == ""
    with capsys.disabled():
        print(f"\n{KILLS} kills: {len(there)} numbers, {len(told['called'])} calls", flush=True)
