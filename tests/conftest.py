"""Fixtures for every test. The database itself is chosen in ``tests/plugin.py``, before the settings."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests.cast import FRIDAY_1000, cast
from tests.running import migrating, pristine

__all__ = ["cast"]

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


@pytest.fixture(scope="session")
def quick_migrations() -> Iterator[ExitStack]:
    """Migrations run quickly until this is closed."""
    with ExitStack() as stack:
        stack.enter_context(migrating.quickly())
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(
    quick_migrations: ExitStack, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The world of the cast, once; after a test that commits, the next one gets it anew."""
    from motcua.sandbox import setting

    quick_migrations.close()
    with django_db_blocker.unblock():
        province = setting.load_places(FRIDAY_1000)
        setting.load_catalogue(province, FRIDAY_1000)
        setting.load_cast(FRIDAY_1000)
        pristine.keep()


@pytest.fixture
def spare_database(django_db_setup: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database of the kind under test with the world of the cast, for programs that run beside the test.

    Yields the environment to give them (``motcua serve``, workers that will be killed).
    """
    with pristine.spare(tmp_path) as environment:
        yield environment
