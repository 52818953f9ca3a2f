"""A new database after each test that commits: the journal refuses to be emptied, nobody switches that off.

Django would flush the tables; here the whole test database, as the migrations left it, is put back.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.test import TransactionTestCase


def keep() -> None:
    """Remember the test database as it is now, and from now on put it back after each committing test."""
    restore = _keep_sqlite() if connection.vendor == "sqlite" else _keep_postgresql()
    TransactionTestCase._fixture_teardown = lambda _: restore()


def kept() -> str:
    """The database as it was kept: the path of a file, or a name on the server."""
    name = str(connection.settings_dict["NAME"])
    return f"{name}.pristine" if connection.vendor == "sqlite" else f"{name}_pristine"


@contextmanager
def spare(home: Path, *, empty: bool = False) -> Iterator[dict[str, str]]:
    """A copy of the database as it was kept, for programs beside a test: the environment to give them.

    ``empty``: a database without a table.
    """
    environment = {**os.environ, "MOTCUA_HOME": str(home), "MOTCUA_DB": str(home / "spare.sqlite3")}
    if os.environ["MOTCUA_TEST_DB"] == "sqlite":
        if not empty:
            shutil.copyfile(kept(), environment["MOTCUA_DB"])
        yield environment
        return
    url, name = os.environ["DATABASE_URL"], f"spare_{uuid4().hex}"
    _tell_server(f'CREATE DATABASE "{name}"' + ("" if empty else f' TEMPLATE "{kept()}"'))
    try:
        yield environment | {"DATABASE_URL": elsewhere(url, name)}
    finally:
        _tell_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _tell_server(*statements: str) -> None:
    """By a connection of its own each time: a test may have crashed the server meanwhile."""
    import psycopg

    with closing(
        psycopg.connect(elsewhere(os.environ["DATABASE_URL"], "postgres"), autocommit=True)
    ) as server:
        for statement in statements:
            server.execute(statement)


def _keep_sqlite() -> Callable[[], None]:
    import pysqlite3

    path = Path(kept())
    path.unlink(missing_ok=True)
    connection.ensure_connection()
    with closing(pysqlite3.connect(path)) as copy:
        connection.connection.backup(copy)

    def restore() -> None:
        # Written into the same file, so that other threads' connections see it too.
        connection.close()
        connection.ensure_connection()
        with closing(pysqlite3.connect(path)) as copy:
            copy.backup(connection.connection)

    return restore


def _keep_postgresql() -> Callable[[], None]:
    name = connection.settings_dict["NAME"]

    def copy(source: str, target: str) -> None:
        connection.close()
        _tell_server(
            f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
            f'CREATE DATABASE "{target}" TEMPLATE "{source}"',
        )

    copy(name, kept())
    return lambda: copy(kept(), name)


def elsewhere(url: str, name: str) -> str:
    """A ``DATABASE_URL`` with another database's name in it."""
    before, mark, query = url.partition("?")
    return before.rpartition("/")[0] + "/" + name + mark + query
