"""Faults that only one of the databases can have, and the database that the faults happen to."""

import os

import pytest

# PostgreSQL answers for its own disk; what the power cut proves is how we set SQLite, which has no server.
ONLY = {"sqlite": "test_power_cut.py", "postgresql": "test_database_killed.py"}
collect_ignore = [test for kind, test in ONLY.items() if kind != os.environ["MOTCUA_TEST_DB"]]


@pytest.fixture
def environment(spare_database: dict[str, str]) -> dict[str, str]:
    """The cast's log-ins are the demo's."""
    return spare_database | {"MOTCUA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
