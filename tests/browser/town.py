"""The worlds before which the browser stands: loaded once for a run, copied for whoever changes them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.running import folder, program

ROOT = Path(__file__).resolve().parents[2]
LOGGED = 12


@dataclass(frozen=True)
class Town:
    """A running Motcua: its address, and the environment of its process."""

    address: str
    environment: dict[str, str]

    def faults(self) -> str:
        """The end of what the program logged: with the reason, where a page broke."""
        log = Path(self.environment["MOTCUA_HOME"]) / "serve.log"
        return "\n".join(log.read_text(encoding="utf-8").splitlines()[-LOGGED:])

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database says (SQLite): which token, which dossier stands how."""
        import pysqlite3

        with closing(
            pysqlite3.connect(f"file:{self.environment['MOTCUA_DB']}?mode=ro", uri=True)
        ) as database:
            return database.execute(sql, values).fetchall()


def empty_day() -> Path:
    """The folder of a world with its people and no day yet; loaded by whoever comes first."""
    return _once("world", lambda home: load_world(program.demo_environment(home)))


def demo_day() -> Path:
    """The folder of the demo as ``motcua demo`` loads it: three weeks and today's numbers."""

    def load(home: Path) -> None:
        shutil.copytree(empty_day(), home, dirs_exist_ok=True)
        done = program.run("demo", environment=program.demo_environment(home))
        assert done.returncode == 0, done.stderr

    return _once("demo", load)


def load_world(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.world"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _once(name: str, load: Any) -> Path:
    shared = Path(os.environ["MOTCUA_HOME"])
    home = shared / name
    with folder.locked(shared / f"{name}.lock"):
        if not (home / "loaded").exists():
            home.mkdir(exist_ok=True)
            load(home)
            (home / "loaded").touch()
    return home


@contextmanager
def running(environment: dict[str, str], *, port: int | None = None) -> Iterator[Town]:
    """``motcua serve --with-work``, as ``make run`` starts it."""
    with program.serving(environment, "--with-work", port=port) as address:
        yield Town(address, environment)


@contextmanager
def copied(home: Path, place: Path) -> Iterator[Town]:
    """A running copy of a loaded world, free to be changed."""
    shutil.copytree(home, place)
    with running(program.demo_environment(place)) as town:
        yield town
