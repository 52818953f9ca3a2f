"""Numbers without repetition and without gaps, in one statement on both databases.

``INSERT ... ON CONFLICT DO UPDATE ... RETURNING`` takes the row's lock and gives the next number;
the lock is held until the transaction ends, and a rollback gives the number back.
"""

from datetime import date
from typing import Any

from django.db import connection, models


def next_number(series: type[models.Model], **key: Any) -> int:
    """The next number of the series that ``key`` names (all of its unique columns), from 1."""
    table = connection.ops.quote_name(series._meta.db_table)
    columns = [series._meta.get_field(name).column for name in key]
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = (
        f"INSERT INTO {table} ({names}, last) VALUES ({places}, 1) "  # noqa: S608 - names from our own models
        f"ON CONFLICT ({names}) DO UPDATE SET last = {table}.last + 1 RETURNING last"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_value(series, name, value) for name, value in key.items()])
        return int(cursor.fetchone()[0])


def _value(series: type[models.Model], name: str, value: Any) -> Any:
    field = series._meta.get_field(name)
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, date) and connection.vendor == "sqlite":
        return value.isoformat()
    target = field.target_field if field.is_relation else field  # type: ignore[union-attr]
    return target.get_db_prep_save(value, connection)
