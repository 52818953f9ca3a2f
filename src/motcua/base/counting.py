"""Numbers without repetition and without gaps, in one statement on both databases.

``INSERT ... ON CONFLICT DO UPDATE ... RETURNING`` takes the row's lock and gives the next number;
the lock is held until the transaction ends, and a rollback gives the number back.
"""

from datetime import date
from typing import Any

from django.db import connection, models


def next_number(series: type[models.Model], *, first: int = 1, **key: Any) -> int:
    """The next number of the series that ``key`` names (all of its unique columns), from ``first``.

    Where the series already stands beyond ``first`` it goes on from there: no number comes twice.
    """
    quote = connection.ops.quote_name
    table = quote(series._meta.db_table)
    fields = [_field(series, name) for name in key]
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = (
        f"INSERT INTO {table} ({names}, last) VALUES ({places}, %s) "  # noqa: S608 - names from our own models
        f"ON CONFLICT ({names}) DO UPDATE SET last = "
        f"CASE WHEN {table}.last + 1 < excluded.last THEN excluded.last ELSE {table}.last + 1 END "
        "RETURNING last"
    )
    with connection.cursor() as cursor:
        values = [_value(field, value) for field, value in zip(fields, key.values(), strict=True)]
        cursor.execute(statement, [*values, first])
        return int(cursor.fetchone()[0])


def _field(series: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = series._meta.get_field(name)
    assert isinstance(field, models.Field), f"{name} is a column"
    return field


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, date) and connection.vendor == "sqlite":
        return value.isoformat()
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.get_db_prep_save(value, connection)
