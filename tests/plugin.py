"""Loaded with ``-p`` before Django's settings: a conftest.py is too late to choose a database.

``MOTCUA_TEST_DB=sqlite`` (the default) or ``postgresql``. PostgreSQL is the server named by
``DATABASE_URL``, or one started here from the pgserver wheel for this run alone. The plugin also
closes the sockets, and under ``MOTCUA_REQUIRE=all`` makes a failure of every skip.
"""

import atexit
import os
from pathlib import Path

import pytest

from tests.running import folder, postgres, sockets

OPTIONAL = "may_be_absent"
TESTS = Path(__file__).parent
EDGES = (
    "api",
    "architecture",
    "config",
    "hall/test_kiosk_card",
    "hall/test_kiosk_choices",
    "hall/test_pages",
    "scripts",
    "security",
    "test_architecture",
    "test_examples",
    "web",
)
"""What only parses, calls one action or one query, and shows: the same on either database."""
CORE = (
    "api/test_idempotency",
    "security/test_same_button",
    "web/center",
    "web/office/test_walk",
    "web/office/test_work_list",
    "web/province",
)
"""Among them those that ask the database in a way of their own, or two at once: on both, always."""
DATABASE = {"db", "transactional_db", "django_db_setup"}
"""Without one of these fixtures, or the mark, pytest-django lets a test ask no database."""


def choose_database() -> None:
    """Sets the environment that ``motcua.config.settings`` reads; pytest-xdist's workers inherit it."""
    kind = os.environ.setdefault("MOTCUA_TEST_DB", "sqlite")
    if kind not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"MOTCUA_TEST_DB must be sqlite or postgresql, not {kind!r}")
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    home = folder.begin()
    atexit.register(folder.end, home)
    os.environ.pop("MOTCUA_DEMO", None)
    os.environ |= {
        "MOTCUA_HOME": str(home),
        "MOTCUA_DB": str(home / "motcua.sqlite3"),
        "MOTCUA_TEST_SQLITE": str(home / "test.sqlite3"),
        "MOTCUA_SECRET_KEY": "for-tests-only-" + "x" * 40,
    }
    if kind == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.start(home)


choose_database()
sockets.close()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"{OPTIONAL}: may be skipped even where everything is required (say why in the skip)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a test needs, it need not say again: the browser by its folder, a database by its fixture."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            if "demo" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.slow)  # it takes a minute to load
        if item.path.parent.name == "domain":
            item.add_marker(pytest.mark.pure)
        place = str(item.path.relative_to(TESTS))
        if place.startswith(EDGES) and not place.startswith(CORE):
            item.add_marker(pytest.mark.edge)
        if "django_db_setup" in getattr(item, "fixturenames", ()) and not item.get_closest_marker(
            "django_db"
        ):
            item.add_marker(pytest.mark.django_db)  # or pytest-django would make no database
        if not any(map(item.get_closest_marker, ("django_db", "slow", "edge", "browser"))) and (
            DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
        ):
            item.add_marker(pytest.mark.pure)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker(OPTIONAL) is None:
        fail_if_required(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    if report.skipped:
        fail_if_required(report)
    return report


def fail_if_required(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skip where nothing may be missing is a failure that says what was missing."""
    if os.environ.get("MOTCUA_REQUIRE") != "all":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"MOTCUA_REQUIRE=all, but this was left out: {reason}"


def pytest_terminal_summary(terminalreporter) -> None:
    left_out = sorted({str(report.longrepr[2]) for report in terminalreporter.getreports("skipped")})
    for reason in left_out:
        terminalreporter.write_line(f"left out: {reason.removeprefix('Skipped: ')}")
