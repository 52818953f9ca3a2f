"""The program refuses a database that is older or less durable than what was tried."""

import pytest
from django.db import connection

from motcua.config import database, preparation
from motcua.config.preparation import check_database
from motcua.domain.refusal import Refusal
from tests.base.workers import opened
from tests.running import program


@pytest.mark.django_db(transaction=True)
def test_the_database_of_the_tests_will_do():
    check_database()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        ("synchronous = NORMAL", "synchronous is 1"),
        ("synchronous = OFF", "synchronous is 0"),
        ("foreign_keys = OFF", "foreign_keys is 0"),
        ("journal_mode = DELETE", "journal_mode is delete"),
        ("journal_mode = MEMORY", "journal_mode is memory"),
    ],
)
def test_a_less_durable_sqlite_is_refused(pragma, said):
    if connection.vendor != "sqlite":
        return  # PostgreSQL's settings are its administrator's
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    try:
        with pytest.raises(Refusal, match=said):
            check_database()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_old_postgresql_is_refused(monkeypatch):
    if connection.vendor != "postgresql":
        return
    monkeypatch.setattr(connection, "pg_version", 140_012)
    with pytest.raises(Refusal, match="version 15 or newer"):
        check_database()


def test_an_old_sqlite_is_refused(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(database.pysqlite3, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(Refusal, match=r"needs 3\.51\.3 or newer"):
        database.database()


@pytest.mark.django_db
def test_demo_log_ins_are_refused_outside_the_demo(settings):
    with pytest.raises(Refusal, match="MOTCUA_DEMO=1"):
        preparation.refuse_demo_logins()
    settings.DEMO = True
    preparation.refuse_demo_logins()


@pytest.mark.parametrize("arguments", [("demo",), ("demo", "--fresh")])
def test_the_demo_never_touches_a_real_installation(spare_database, arguments):
    """``make demo FRESH=1`` beside a real ``DATABASE_URL`` must not throw that database away."""
    with opened(spare_database) as database:
        hired = "UPDATE people_officer SET is_demo = (login <> 'clerk.kimbang')"
        database.execute(hired)
    done = program.run(*arguments, environment={**spare_database, "MOTCUA_DEMO": "1"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "motcua: Real officers work in this database; the demo will not touch it.\n"
    with opened(spare_database) as database:
        assert database.execute("SELECT count(*) FROM base_event").fetchone()[0] > 200
