"""``motcua journal verify`` finds what somebody with all rights did to the journal, and says where."""

import re

import pytest

from tests.base.workers import begin, finish, opened, start
from tests.running import program

LONGEST = "SELECT stream FROM base_event GROUP BY stream ORDER BY count(*) DESC LIMIT 1"
COLUMNS = "stream, kind, subject, actor_kind, actor_id, at, data, previous, hash"
CUT = "DELETE FROM base_event WHERE {s} AND number "


def renumber(which: str, by: int) -> list[str]:
    """Two statements, so that no number is there twice meanwhile."""
    return [
        f"UPDATE base_event SET number = number + 1000000 WHERE {{s}} AND number {which}",
        f"UPDATE base_event SET number = number - 1000000 + {by} WHERE {{s}} AND number > 1000000",
    ]


# A row between 4 and 5, chained to 3 like 4 itself; the later ones move up.
INSERT = [
    *renumber("> 4", 1),
    f"INSERT INTO base_event (id, number, {COLUMNS}) SELECT {{id}}, 5, {COLUMNS} FROM base_event "
    "WHERE {s} AND number = 4",
]
SWAP = [
    "UPDATE base_event SET number = 1000000 WHERE {s} AND number = 4",
    "UPDATE base_event SET number = 4 WHERE {s} AND number = 5",
    "UPDATE base_event SET number = 5 WHERE {s} AND number = 1000000",
]


@pytest.mark.parametrize(
    ("said", "statements"),
    [
        ("event 5: .* altered", ["UPDATE base_event SET kind = 'x' WHERE {s} AND number = 5"]),
        ("event 5: .* altered", ["UPDATE base_event SET at = {later} WHERE {s} AND number = 5"]),
        ("event 5: .* altered", ["UPDATE base_event SET actor_id = 'x' WHERE {s} AND number = 5"]),
        (
            "event 5: .* altered",
            ["UPDATE base_event SET data = '{{}}', hash = previous WHERE {s} AND number = 5"],
        ),
        ("event 5: .* removed", [CUT + "= 5"]),
        ("event 1: .* removed", [CUT + "= 1"]),
        ("event 5: .* altered", [CUT + "= 5", *renumber("> 5", -1)]),  # 6 says it were 5
        ("event {last}: .* removed", [CUT + "= {last}"]),
        ("event 3: .* removed", [CUT + "> 2"]),
        ("event 1: .* removed", [CUT + "> 0"]),
        ("event 5: .* inserted", INSERT),
        ("event 4 on.* order", SWAP),
        ("event 1: a chain without a head", ["DELETE FROM base_stream WHERE code = '{stream}'"]),
    ],
)
def test_tampering_is_found_and_located(spare_database, said, statements):
    with opened(spare_database) as database:
        values = untied(database, on_postgresql="DATABASE_URL" in spare_database)
        for statement in statements:
            database.execute(statement.format(**values))
    done = program.run("journal", "verify", environment=spare_database)
    assert done.returncode == 1, done.stdout
    found = re.compile(f"^stream {re.escape(values['stream'])}, .*{said.format(**values)}", re.IGNORECASE)
    assert found.search(done.stdout), done.stdout
    assert done.stderr == ""


def untied(database, *, on_postgresql):
    """Take away the triggers and keys; the longest stream, its last number, and values for the statements."""
    database.execute("DELETE FROM base_delivery")
    if on_postgresql:
        database.execute("ALTER TABLE base_event DISABLE TRIGGER USER")
        database.execute("ALTER TABLE base_event DROP CONSTRAINT event_number_once")
    else:
        database.execute("DROP TRIGGER base_event_no_update")
        database.execute("DROP TRIGGER base_event_no_delete")
        database.execute("DROP TRIGGER base_event_no_replace")
    stream = database.execute(LONGEST).fetchone()[0]
    last = database.execute(f"SELECT max(number) FROM base_event WHERE stream = '{stream}'").fetchone()[0]
    return {
        "s": f"stream = '{stream}'",
        "stream": stream,
        "last": last,
        "id": "gen_random_uuid()" if on_postgresql else "lower(hex(randomblob(16)))",
        "later": "at + interval '1 second'" if on_postgresql else "datetime(at, '+1 second')",
    }


def test_a_journal_at_work_is_not_called_broken(spare_database):
    writers = [start(spare_database, "events", 3) for _ in range(2)]
    for writer in writers:
        begin(writer)
    while writers[0].poll() is None:
        done = program.run("journal", "verify", environment=spare_database)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    written = sum(len(finish(writer)) for writer in writers)
    done = program.run("journal", "verify", environment=spare_database)
    assert done.returncode == 0
    assert written > 20
