"""Fixtures for every test. The database itself is chosen in ``tests/plugin.py``, before the settings."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings

PROVE = os.environ.get("MOTCUA_PROVE") == "1"

_slow_machine = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("test", max_examples=60, derandomize=True, database=None, **_slow_machine)
settings.register_profile("prove", max_examples=2_000, database=None, print_blob=True, **_slow_machine)
settings.load_profile("prove" if PROVE else "test")


@pytest.fixture(scope="session", autouse=True)
def test_settings() -> Iterator[None]:
    """Static files straight from the sources, and a password hash that costs nothing."""
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture
def spare_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty database of the kind under test for programs of their own (``motcua serve``, killed workers).

    Yields the environment to give them; unlike the tests' own database it has no tables yet.
    """
    environment = {**os.environ, "MOTCUA_HOME": str(tmp_path), "MOTCUA_DB": str(tmp_path / "spare.sqlite3")}
    if os.environ["MOTCUA_TEST_DB"] == "sqlite":
        yield environment
        return
    import psycopg

    name = f"spare_{uuid4().hex}"
    with closing(psycopg.connect(server_url("postgres"), autocommit=True)) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield environment | {"DATABASE_URL": server_url(name)}
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def server_url(name: str) -> str:
    """``DATABASE_URL`` with another database's name in it."""
    before, mark, query = os.environ["DATABASE_URL"].partition("?")
    return before.rpartition("/")[0] + "/" + name + mark + query
