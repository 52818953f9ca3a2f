"""Many dossiers out of one: what an action wrote once, copied by the database itself."""

import django

django.setup()

from collections.abc import Mapping  # noqa: E402 - Django's settings come first

from django.db import connection, models, transaction  # noqa: E402

from motcua.dossiers.models import Applicant, Dossier, Movement  # noqa: E402


def copy(dossier: Dossier, count: int, *, minutes: int = 2) -> None:
    """``count`` dossiers like this one, received ``minutes`` apart, each before the last; each with its own
    code, link, applicant and moves. They have no steps, ledger or papers."""
    sqlite = connection.vendor == "sqlite"
    key = "printf('0190%028x', n)" if sqlite else "('0190' || lpad(to_hex(n), 28, '0'))::uuid"
    number = "printf('%07d', n)" if sqlite else "lpad(n::text, 7, '0')"
    earlier = (
        f"strftime('%Y-%m-%d %H:%M:%f', received_at, '-' || (n * {minutes}) || ' minutes')"
        if sqlite
        else f"received_at - n * interval '{minutes} minutes'"
    )
    with transaction.atomic():
        # A dossier is refused without its move, so the moves come first.
        _insert(Movement, count, dossier, {"id": f"{10**9} + n", "dossier_id": key})
        _insert(
            Dossier,
            count,
            dossier,
            {
                "id": key,
                "code": f"'H41.17.791-261123-' || {number}",
                "token": f"'BENCH' || {number}",
                "received_at": earlier,
                "ticket_id": "NULL",
            },
        )
        _insert(
            Applicant,
            count,
            dossier,
            {
                "dossier_id": key,
                "name": f"'Nguyễn Thị Minh Họa ' || {number}",
                "address": f"'Xóm ' || {number} || ', xã Kim Bảng, tỉnh Nghệ An'",
                "phone": f"'090' || {number}",
            },
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _insert(model: type[models.Model], count: int, dossier: Dossier, own: Mapping[str, str]) -> None:
    """Copy this dossier's row of one table: ``own`` are the columns (SQL of ``n``) that differ."""
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = ", ".join(own.get(name, name) for name in columns)
    key = "id" if model is Dossier else "dossier_id"
    numbers = (
        f"WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {count})"
        if connection.vendor == "sqlite"
        else f"WITH many AS (SELECT generate_series(1, {count}) AS n)"
    )
    names = ", ".join(columns)
    select = f"SELECT {values} FROM {table}, many WHERE {key} = %s"  # noqa: S608 - names from our own models
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) {numbers} {select}"  # noqa: S608
            if connection.vendor == "sqlite"
            else f"{numbers} INSERT INTO {table} ({names}) {select}",  # noqa: S608
            [dossier.pk.hex if connection.vendor == "sqlite" else dossier.pk],
        )
