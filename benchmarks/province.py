"""A province's dossiers out of a few: what the actions wrote, copied by PostgreSQL.

Every stage of the work is walked to once, by the real actions, at Kim Bảng; each copy is a whole dossier with
applicant, moves, ledger and steps, a name, code, telephone and identity number of its own. Of a million,
30,000 are Kim Bảng's and the others are spread over the 129 other centers (whose officers are those of Sơn
Lâm); one in thirteen is open. Copies have no papers, lines of Form 06, decisions or results.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from benchmarks.walks import Walk
from motcua.domain.folding import fold
from motcua.dossiers.models import Applicant, ClockEntry, Dossier, Movement, Step
from motcua.people.models import Officer
from motcua.places.models import Center, Unit

STAGES: tuple[tuple[str, int], ...] = (
    ("withdrawn", 863),
    ("returned", 60),
    ("issued", 20),
    ("received", 15),
    ("assigned", 20),
    ("appraised", 8),
    ("reviewed", 6),
    ("decided", 3),
    ("asked", 5),
)
"""How many of a thousand copies stand where (``walks.Walk``'s methods)."""
DAYS_OF_OPEN, DAYS_OF_ENDED = 32, 1_500
"""Open ones were received within so many days, some long enough ago to be late."""
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Võ Cao Đinh Thái Trịnh Lương"
MIDDLE = "Văn Thị Minh Đức Hữu Ngọc Xuân Thu Quang Thanh Kim Công"
GIVEN = (
    "An Anh Ánh Bình Châu Chi Cường Dung Dũng Duy Giang Hà Hải Hằng Hạnh Hiền Hiếu Hoa Hòa Hồng Hùng Hương "
    "Khánh Lan Linh Loan Long Mai Nam Nga Nghĩa Nhung Oanh Phúc Phương Quân Quyên Sơn Tâm Thảo Thắng Thủy "
    "Trang Trung Tú Tuấn Tuyết Vân Vinh Yến"
)


def populate(count: int, now: datetime, *, already: int = 0) -> None:
    """Bring the province from ``already`` to ``count`` dossiers; then as in life after autovacuum."""
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        _say_who_is_who(cursor)
        cursor.execute(
            "CREATE TEMP TABLE copied (n int, own_n int, source uuid, id uuid, center_id uuid, "
            "commune_id text, identifier text, shift interval) ON COMMIT DROP"
        )
        first = already
        for stage, share in STAGES:
            upto = first + (count - already) * share // 1000
            _plan(cursor, walked(stage, now), first, upto, is_open=stage not in ("withdrawn", "returned"))
            first = upto
        cursor.execute("CREATE INDEX ON copied (source)")
        cursor.execute("ANALYZE copied")
        # The rows are lawful because their originals are; only the search words are made by their trigger.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in (Movement, Dossier, ClockEntry, Step):
            _copy(cursor, model)
        cursor.execute("SET LOCAL session_replication_role = origin")
        _copy(cursor, Applicant)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{count} dossiers stand after {time.perf_counter() - began:.0f} s", flush=True)


def walked(stage: str, now: datetime) -> Dossier:
    """One dossier brought to that stage by the actions."""
    step: Callable[[], Dossier] = getattr(Walk(now), stage)
    return step()


def _say_who_is_who(cursor: Any) -> None:
    """Where Kim Bảng's units and officers stand, what another commune has there."""
    own = Center.objects.get(commune_id="17791")
    cursor.execute(
        "CREATE TEMP TABLE parts ON COMMIT DROP AS SELECT a.id AS own_id, b.commune_id, b.id "
        "FROM places_unit a JOIN places_unit b ON b.kind = a.kind WHERE a.commune_id = %s",
        [own.commune_id],
    )
    cursor.execute("CREATE UNIQUE INDEX ON parts (own_id, commune_id)")
    officer = Officer._meta.db_table
    cursor.execute(
        f"CREATE TEMP TABLE people ON COMMIT DROP AS SELECT a.id AS own_id, b.id FROM {officer} a "  # noqa: S608
        f"JOIN {officer} b ON b.login = replace(a.login, '.kimbang', '.sonlam') "
        "WHERE a.login LIKE '%.kimbang'"
    )


def _plan(cursor: Any, source: Dossier, first: int, upto: int, *, is_open: bool) -> None:
    """The copies numbered from ``first`` up to ``upto``: each its center, its number there, its age."""
    minutes = (DAYS_OF_OPEN if is_open else DAYS_OF_ENDED) * 24 * 60
    cursor.execute(
        f"""
        INSERT INTO copied
        SELECT n, n / 33, %s, ('0190' || lpad(to_hex(n), 28, '0'))::uuid, c.id, c.commune_id, c.identifier,
               (n * 7919::bigint %% {minutes}) * interval '1 minute'
        FROM generate_series(%s, %s) AS n
        JOIN (SELECT id, commune_id, identifier,
                     row_number() OVER (ORDER BY commune_id = '17791' DESC, commune_id) - 1 AS place
              FROM places_center) AS c
          ON c.place = CASE WHEN n %% 33 = 0 THEN 0
                            ELSE 1 + n %% ((SELECT count(*) FROM places_center) - 1) END
        """,  # noqa: S608 - numbers of our own
        [source.pk, first, upto - 1],
    )


def _copy(cursor: Any, model: type[models.Model]) -> None:
    """The originals' rows of one table, once for each copy, in the order of their keys."""
    fields, own = model._meta.concrete_fields, OWN_VALUES.get(model, {})
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(own.get(field.column) or _value(field, model) for field in fields)
    key = "id" if model is Dossier else "dossier_id"
    order = "k.n" if model in (Dossier, Applicant) else "k.n, t.id"
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {values} FROM copied k "  # noqa: S608
        f"JOIN {model._meta.db_table} t ON t.{key} = k.source ORDER BY {order}"
    )


def _value(field: models.Field, model: type[models.Model]) -> str:
    """SQL for a column that no copy has of its own: times are earlier, units and people of the place."""
    column = f't."{field.column}"'
    if isinstance(field, models.DateTimeField):
        return f"{column} - k.shift"
    if field.related_model is Dossier:
        return "k.id"
    if field.related_model is Unit:
        there = f"SELECT p.id FROM parts p WHERE p.own_id = {column} AND p.commune_id = k.commune_id"
        return f"COALESCE(({there}), {column})"  # noqa: S608
    if field.related_model is Officer:
        there = f"SELECT p.id FROM people p WHERE p.own_id = {column}"
        return f"CASE WHEN k.n % 33 = 0 THEN {column} ELSE ({there}) END"  # noqa: S608
    return column


def _names(folded: bool) -> str:
    """SQL for the name of the n-th person."""
    parts = []
    for names, step in ((FAMILY, 1), (MIDDLE, 23), (GIVEN, 311)):
        words = [fold(word) if folded else word for word in names.split()]
        listed = ", ".join(f"'{word}'" for word in words)
        parts.append(f"(ARRAY[{listed}])[1 + (k.n / {step}) % {len(words)}]")
    return " || ' ' || ".join(parts)


OWN_VALUES: dict[type[models.Model], dict[str, str]] = {
    Dossier: {
        "id": "k.id",
        "center_id": "k.center_id",
        "code": "k.identifier || to_char(date '2021-01-04' + k.own_n / 60, '-YYMMDD-') "
        "|| lpad((k.own_n % 60 + 1 + k.n % 33 * 100)::text, 4, '0')",
        "token": "'BENCH' || lpad(k.n::text, 19, '0')",
        "ticket_id": "NULL",
    },
    Applicant: {
        "name": _names(folded=False),
        "name_search": _names(folded=True),
        "identity_number": "'0401' || lpad((k.n * 7 % 100000000)::text, 8, '0')",
        "phone": "'09' || lpad((k.n * 13 % 100000000)::text, 8, '0')",
        "address": "'Xóm ' || k.n % 30",
    },
    Movement: {"id": "nextval(pg_get_serial_sequence('dossiers_movement', 'id'))"},
    ClockEntry: {"id": "nextval(pg_get_serial_sequence('dossiers_clockentry', 'id'))"},
    Step: {"id": "gen_random_uuid()"},
}
