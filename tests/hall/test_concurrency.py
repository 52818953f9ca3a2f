"""Several processes at once on one database: no number twice, none missing, none called twice."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db  # so that the world is loaded, of which each test gets a copy
ROOT = Path(__file__).resolve().parents[2]
KIOSKS, EACH, SHARED = 4, 20, 5
MANY, VISITS = 2_500, 400
"""Numbers from each kiosk and visits at each of three counters, where it is proven."""
PATIENCE = 900.0


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.hall.rush", *arguments],
        env=environment | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ends(process):
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return json.loads(out) if out else None


def test_four_kiosks_and_two_counters_at_once(spare_database):
    kiosks = [start(spare_database, "give", f"kiosk-{n}", str(EACH)) for n in range(KIOSKS)]
    calls = [
        start(spare_database, "call", "counter.kimbang", "1"),
        start(spare_database, "call", "counter2.kimbang", "2"),
    ]
    for process in kiosks + calls:
        ends(process)
    told = ends(start(spare_database, "tell"))
    count = KIOSKS * EACH + SHARED
    assert told["numbers"] == list(range(1, count + 1))
    assert told["issued"] == count
    assert told["states"] == ["done"]
    assert told["calls"] == [1]
    assert told["call_numbers"] == list(range(1, count + 1))
    assert told["journal"] == ""


def test_two_officers_who_open_one_counter_at_once(spare_database):
    both = [start(spare_database, "call", f"{login}.kimbang", "1") for login in ("counter", "counter2")]
    assert sorted(ends(process)["refused"] for process in both) == [False, True]


def test_four_kiosks_that_give_one_person_a_number_at_once(spare_database):
    fields = ("civil-status", "land", "civil-status", "social")
    kiosks = [start(spare_database, "hold", f"kiosk-{n}", code, "6") for n, code in enumerate(fields)]
    assert sum(ends(process)["given"] for process in kiosks) == 1
    told = ends(start(spare_database, "tell"))
    assert (told["issued"], len(told["numbers"]), told["journal"]) == (1, 1, "")


@pytest.mark.slow
def test_ten_thousand_numbers_with_calls_mixed_in(spare_database):
    ends(start(spare_database, "widen"))
    processes = [start(spare_database, "give", f"kiosk-{n}", str(MANY)) for n in range(KIOSKS)]
    for number, login in enumerate(("counter", "counter2", "counter3"), start=1):
        processes.append(start(spare_database, "call", f"{login}.kimbang", str(number), str(VISITS)))
    for process in processes:
        ends(process)
    told = ends(start(spare_database, "tell"))
    count, visits = KIOSKS * MANY + SHARED, 3 * VISITS
    assert told["numbers"] == list(range(1, count + 1))
    assert told["issued"] == count
    assert told["states"] == ["done", "waiting"]
    assert told["calls"] == [0, 1]
    assert told["called"] == visits
    assert told["call_numbers"] == list(range(1, visits + 1))
    assert told["journal"] == ""
