"""Who may decide, asked 100,000 times at random and answered twice.

The second answer is a plain calendar: every instrument is written into the days on which it counts, a
cell for each day, holder and procedure. Whoever stands in the cell may decide; nobody else may.
"""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from motcua.domain.authority import Grant, Kind, competent, may_decide
from motcua.domain.refusal import Forbidden
from tests.conftest import PROVE

pytestmark = pytest.mark.pure

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=count) for count in range(40)]
HOLDERS = ["chairman", "vice", "chief"]
FIELD_OF = {"1.1": "civil", "1.2": "civil", "2.1": "land", "2.2": "land", "3.1": "trade"}
QUESTIONS = 600_000 if PROVE else 120_000
A_WORLD = 24
"""Questions asked of one set of instruments."""

Cell = tuple[date, str, str]


def some_day(dice: random.Random) -> date:
    return dice.choice(DAYS)


def some_scope(dice: random.Random) -> dict[str, frozenset[str]]:
    fields = frozenset(dice.sample(["civil", "land", "trade"], dice.choice((0, 0, 1, 2))))
    procedures = frozenset(dice.sample(list(FIELD_OF), dice.choice((0, 1, 1, 3))))
    return {"fields": fields, "procedures": procedures}


def some_grant(dice: random.Random, number: int, before: list[Grant]) -> Grant:
    """Often of one day, ending before it begins, revoked at once, or resting on another one."""
    begins = some_day(dice)
    ends = dice.choice((None, begins, begins + timedelta(days=dice.randint(-2, 30))))
    revoked = dice.choice((None, None, begins, begins + timedelta(days=dice.randint(-3, 20))))
    return Grant(
        id=f"{number:03}",
        kind=dice.choice(list(Kind)),
        document_no=f"{number}/QĐ",
        document_date=FIRST + timedelta(days=dice.randint(0, 3)),
        giver="commune",
        holder=dice.choice(HOLDERS),
        valid_from=begins,
        valid_to=ends,
        revoked_at=revoked,
        source=dice.choice(before) if before and dice.random() < 0.25 else None,
        **some_scope(dice),
    )


def written_into(grant: Grant) -> set[tuple[date, str]]:
    """The days and procedures of one instrument, each crossed out for each reason not to count."""
    cells = {(day, procedure) for day in DAYS for procedure in FIELD_OF}
    for cell in list(cells):
        day, procedure = cell
        too_early = day < grant.valid_from
        too_late = grant.valid_to is not None and day > grant.valid_to
        withdrawn = grant.revoked_at is not None and day >= grant.revoked_at
        elsewhere = procedure not in grant.procedures and FIELD_OF[procedure] not in grant.fields
        if too_early or too_late or withdrawn or elsewhere:
            cells.discard(cell)
    if grant.source is not None:
        cells &= written_into(grant.source)
    return cells


def calendar(grants: list[Grant]) -> dict[Cell, list[Grant]]:
    book: dict[Cell, list[Grant]] = defaultdict(list)
    for grant in grants:
        for day, procedure in written_into(grant):
            book[day, grant.holder, procedure].append(grant)
    return book


def first_in_line(grants: list[Grant], procedure: str) -> Grant:
    """One that names the procedure before one that names its field only; then the latest document."""
    by_name = [grant for grant in grants if procedure in grant.procedures] or grants
    return sorted(by_name, key=lambda grant: (grant.document_date, grant.id))[-1]


def asked(dice: random.Random, grants: list[Grant]) -> Cell:
    """Half of the questions are about the first or last day of an instrument, or a day beside it."""
    day, near = some_day(dice), dice.choice(grants)
    if dice.random() < 0.5:
        edge = dice.choice([at for at in (near.valid_from, near.valid_to, near.revoked_at) if at])
        day = min(max(edge + timedelta(days=dice.randint(-1, 1)), DAYS[0]), DAYS[-1])
    return day, dice.choice((near.holder, dice.choice(HOLDERS))), dice.choice(list(FIELD_OF))


@pytest.mark.counted
def test_no_wrong_permission_and_no_wrong_refusal():
    seed = random.SystemRandom().randrange(10**9) if PROVE else 20261123
    print(f"seed {seed}")
    dice = random.Random(seed)
    allowed = 0
    for world in range(QUESTIONS // A_WORLD):
        grants: list[Grant] = []
        for number in range(dice.randint(1, 6)):
            grants.append(some_grant(dice, number, grants))
        book = calendar(grants)
        for _ in range(A_WORLD):
            day, holder, procedure = asked(dice, grants)
            right = book.get((day, holder, procedure), [])
            where = f"seed {seed}, world {world}: {holder} {procedure} {day} {grants}"
            question = (grants, holder, procedure, FIELD_OF[procedure], day)
            assert may_decide(*question) == bool(right), where
            if right:
                allowed += 1
                assert competent(*question) is first_in_line(right, procedure), where
            else:
                with pytest.raises(Forbidden) as refused:
                    competent(*question)
                assert refused.value.code == "no_authority", where
    print(f"{QUESTIONS} questions, {allowed} permissions")
    assert QUESTIONS // 20 < allowed < QUESTIONS // 2, "the dice must ask for both answers"
