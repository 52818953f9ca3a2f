"""Every address x everybody x one's own and another commune's object: the answers stand in one table.

``url_matrix.txt`` has a row for each address and method, a column for each role of the cast. ``KB`` and
``SL``: the object named by the address is Kim Bảng's or Sơn Lâm's; ``-``: it names none. An answer is the
status, or ``login`` (sent to the log-in page), ``pair`` (the pairing page of an unpaired device).
"""

import zlib
from pathlib import Path

import pytest

from motcua.sandbox.cast import KIM_BANG, SON_LAM
from tests.conftest import PROVE
from tests.security.addresses import address, honest, names_an_object, prepare
from tests.security.world import ANYBODY, ROLES, routes, undone

TABLE = Path(__file__).with_name("url_matrix.txt")
FEW = (ANYBODY, "counter.kimbang", "counter.sonlam")
"""Who always asks in ``make test``; beside them, of those who get each other answer, the first and one
chosen by the row. In ``make prove`` everybody asks."""
PLACES = {"KB": KIM_BANG, "SL": SON_LAM, "-": KIM_BANG}
COMMENT = "#"


def rows():
    """(method, route, place, answers by role) of each line; one answer alone is everybody's."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(COMMENT):
            asked, _, answers = line.partition("|")
            method, route, place = asked.split()
            cells = answers.split()
            yield (
                method,
                route,
                place,
                dict(zip(ROLES, cells * len(ROLES) if len(cells) == 1 else cells, strict=False)),
            )


ROWS = list(rows())


def answer_to(world, role, method, route, place):
    there = world.places[PLACES[place]]
    with undone():
        if method == "POST":
            prepare(route, there)
        data = honest(route, there) if method == "POST" else None
        response = world.ask(role, method, address(route, there), data)
    if response.status_code == 200 and any(
        template.name == "kiosk/pairing.html" for template in response.templates or ()
    ):
        return "pair"
    if response.status_code == 302 and response["Location"].startswith("/login/"):
        return "login"
    return str(response.status_code)


def asking(row, expected):
    """In ``make test`` a few of everybody, so that each answer of the row is asked for."""
    if PROVE:
        return ROLES
    chosen = set(FEW)
    for answer in set(expected.values()):
        alike = [role for role in ROLES if expected[role] == answer]
        chosen |= {alike[0], alike[zlib.crc32(row.encode()) % len(alike)]}
    return [role for role in ROLES if role in chosen]


@pytest.mark.counted
@pytest.mark.parametrize(
    ("method", "route", "place", "expected"), ROWS, ids=[f"{m} {r} {p}" for m, r, p, _ in ROWS]
)
def test_everybody_gets_the_answer_of_the_table(world, method, route, place, expected):
    assert len(expected) == len(ROLES)
    roles = asking(f"{method} {route} {place}", expected)
    answers = {role: answer_to(world, role, method, route, place) for role in roles}
    assert answers == {role: expected[role] for role in roles}


def test_every_address_is_in_the_table_and_no_other():
    expected = {
        (method, route, place)
        for route in routes()
        for method in ("GET", "POST")
        for place in (("KB", "SL") if names_an_object(route) else ("-",))
    }
    listed = [(method, route, place) for method, route, place, _ in ROWS]
    assert sorted(set(listed)) == sorted(listed)
    assert sorted(expected - set(listed)) == []
    assert sorted(set(listed) - expected) == []
