"""With 20,000 dossiers over 130 communes no list and no search reads a whole table, on either database."""

import re
from collections.abc import Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain.states import State
from motcua.dossiers import actions, finding, queues, work
from motcua.dossiers.desks import desk_of
from motcua.dossiers.models import Applicant, Dossier, Movement, Step
from motcua.dossiers.selecting import Selection
from motcua.places.hours import business_date
from tests.cast import ALICE, MONDAY_0900, received

COUNT = 20_000
BIG = ("dossiers_dossier", "dossiers_step", "dossiers_applicant", "dossiers_searchword")


def spread(dossier: Dossier) -> None:
    """Copies of the dossier, one in 130 in its own commune, the others each in one of the 129."""
    sqlite = connection.vendor == "sqlite"
    key = "printf('0190%028x', n)" if sqlite else "('0190' || lpad(to_hex(n), 28, '0'))::uuid"
    step = (
        "printf('0191%027x', n) || position"
        if sqlite
        else "('0191' || lpad(to_hex(n), 27, '0') || position)::uuid"
    )
    there = "FROM communes WHERE place = mod(n, 130)"
    values = {
        Movement: {"id": "1000000 + n"},
        Dossier: {
            "id": key,
            "code": "'H41.17.001-261123-' || (100000 + n)",
            "token": "'T' || n",
            "center_id": f"(SELECT id {there})",
        },
        Applicant: {
            "name_search": "'nguyen thi ' || substr('anbicodueg', 1 + mod(n, 5) * 2, 2) || mod(n, 97)",
            "phone": "'09' || (10000000 + n)",
            "identity_number": "'0409' || (10000000 + n)",
        },
        Step: {
            "id": step,
            "unit_id": f"CASE WHEN mod(n, 130) = 0 THEN unit_id ELSE (SELECT unit_id {there}) END",
            "done_by_id": "CASE WHEN mod(n, 130) = 0 OR done_by_id IS NULL THEN done_by_id "
            "ELSE (SELECT id FROM others) END",
        },
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE communes AS SELECT id, unit_id, "
            "row_number() OVER (ORDER BY id <> %s, id) - 1 AS place FROM places_center",
            [dossier.center_id.hex if sqlite else dossier.center_id],
        )
        cursor.execute(
            "CREATE TEMP TABLE others AS SELECT id FROM people_officer WHERE login = 'counter.sonlam'"
        )
        for model, own in values.items():
            _copy(cursor, model, {"dossier_id": key, **own}, dossier)
        cursor.execute("ANALYZE")
        cursor.execute("DROP TABLE communes")
        cursor.execute("DROP TABLE others")


def _copy(cursor, model, own, dossier) -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    values = ", ".join(own.get(name, name) for name in columns)
    sqlite = connection.vendor == "sqlite"
    numbers = f"SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {COUNT}"
    many = (
        f"(WITH RECURSIVE many(n) AS ({numbers}) SELECT n FROM many)"  # noqa: S608
        if sqlite
        else f"(SELECT generate_series(1, {COUNT}) AS n)"
    )
    key = "id" if model is Dossier else "dossier_id"
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608
        f"SELECT {values} FROM {model._meta.db_table}, {many} AS many WHERE {key} = %s",
        [dossier.pk.hex if sqlite else dossier.pk],
    )


def whole_tables(statements: list[str]) -> Iterator[str]:
    """A line for each big table that a statement would read from end to end."""
    with connection.cursor() as cursor:
        for statement in statements:
            if not statement.startswith(("SELECT", "(")):
                continue
            explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(explain + statement.replace("%", "%%"))
            for row in cursor.fetchall():
                line = str(row[-1])
                found = re.search(r"Seq Scan on (\w+)|^SCAN (\w+)(?! .*INDEX \w+ \()", line)
                table = found and (found[1] or found[2])
                if table in BIG or (table and re.fullmatch(r"U\d+", table)):
                    yield f"{line} <- {statement[:200]}"


def test_no_list_and_no_search_reads_a_whole_table(cast):
    town = received(cast)
    spread(town)
    day, said = business_date(MONDAY_0900), []
    for login in ("office", "head", "leader", "clerk", "center", "counter"):
        officer = getattr(cast, login)
        with CaptureQueriesContext(connection) as captured:
            desk = desk_of(officer, MONDAY_0900)
            seen = queues.seen_by(officer, day)
            for queue in seen:
                page = work.listed(queue, desk, limit=25)
                if page.next:
                    work.listed(queue, desk, after=page.next, limit=25)
                work.listed(queue, desk, chosen=Selection(standing="due_soon", period="month"), limit=25)
            work.counts(seen, desk)
            for text in (
                town.code,
                town.code[-4:],
                town.code[-11:],
                ALICE.phone,
                ALICE.identity_number,
                "nguyen",
                "thi an",
                "0912345678",
            ):
                finding.listed(actions.search(text, by=officer, now=MONDAY_0900), officer, day, limit=50)
        said += whole_tables([query["sql"] for query in captured.captured_queries])
    assert said == []
    found = work.counts([queues.QUEUES["unit"]], desk_of(cast.head, MONDAY_0900))
    assert found == {"unit": COUNT // 130 + 1}
    assert Dossier.objects.filter(state=State.ACCEPTED).count() == COUNT + 1
