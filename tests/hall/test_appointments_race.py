"""Several processes at once on one database: no slot is promised to more than it holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db  # so that the world is loaded, of which each test gets a copy
ROOT = Path(__file__).resolve().parents[2]


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.hall.booking_rush", *arguments],
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ends(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return json.loads(out) if out else None


def test_four_who_book_the_same_slots_at_once(spare_database):
    ends(start(spare_database, "plan"))
    got = [ends(process)["booked"] for process in [start(spare_database, "book") for _ in range(4)]]
    told = ends(start(spare_database, "tell"))
    # Three slots of 60 promised minutes each: exactly twelve appointments of 15, however many tried.
    assert told == {"rows": 12, "taken": [60, 60, 60, 0], "journal": ""}
    assert sum(got) == 12
