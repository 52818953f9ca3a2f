"""A folder for one run of the tests, and the sweeping away of what killed runs left behind.

A run holds a lock on its folder for as long as it lives; a folder whose lock can be taken is stale.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import postgres

BASE = Path(tempfile.gettempdir()) / f"motcua-tests-{os.getuid()}"
_held: dict[Path, int] = {}


def begin() -> Path:
    """Sweep, then make and lock a new folder."""
    BASE.mkdir(exist_ok=True)
    with locked(BASE / "sweeping"):  # so that nobody sweeps a folder between its making and its locking
        for old in BASE.glob("run-*"):
            if (descriptor := _try_lock(old / "lock")) is not None:
                os.close(descriptor)
                sweep(old)
        home = Path(tempfile.mkdtemp(prefix="run-", dir=BASE))
        descriptor = _try_lock(home / "lock")
        assert descriptor is not None
        _held[home] = descriptor
    (home / "static").mkdir()  # WhiteNoise warns at each request where there is none
    return home


def end(home: Path) -> None:
    sweep(home)
    os.close(_held.pop(home))


def sweep(home: Path) -> None:
    postgres.stop(home)
    shutil.rmtree(home, ignore_errors=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _try_lock(path: Path) -> int | None:
    """An open, locked descriptor, or None where another process holds the lock."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
