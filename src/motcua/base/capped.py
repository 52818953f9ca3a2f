"""How many rows, as far as anybody wants to know: counts that stop, so that a million costs no more."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counts(lists: Sequence[QuerySet[Any]], *, most: int) -> list[int]:
    """How many rows each list has, counted up to ``most``; all of them in one statement."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in lists:
        try:
            statement, given = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            statement, given = "SELECT 1 WHERE 1 = 0", ()
        parts.append(f"(SELECT count(*) FROM ({statement}) AS counted)")  # noqa: S608 - compiled by Django
        values += given
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return list(cursor.fetchone())
