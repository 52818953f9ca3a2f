"""``python -m benchmarks [NAME ...]``: runs the benchmarks on SQLite and PostgreSQL and prints one table.

A benchmark is a module beside this one with a ``main()`` that shows its figures. One whose docstring's
first line ends in "(no database)." or "(PostgreSQL)." runs once. Raw output goes to
``var/benchmarks/NAME-DATABASE.txt``.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure, parse
from tests.running import folder, postgres

HERE = Path(__file__).resolve().parent
RAW = HERE.parent / "var" / "benchmarks"
NOT_BENCHMARKS = {
    "__init__",
    "__main__",
    "backend",
    "copies",
    "figures",
    "ground",
    "hall_days",
    "province",
    "servers",
    "walks",
}
ONLY_ON = {"(no database).": ("none",), "(PostgreSQL).": ("postgresql",)}


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def databases(name: str) -> tuple[str, ...]:
    """Which databases a benchmark runs on, read from its docstring."""
    described = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or "\n"
    said = described.splitlines()[0]
    return next((kinds for end, kinds in ONLY_ON.items() if said.endswith(end)), ("sqlite", "postgresql"))


def measure(name: str, database: str) -> tuple[list[Figure], bool]:
    """Runs one benchmark on an empty database of that kind: its figures, and whether it ran to its end."""
    home = folder.begin()
    try:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
            "MOTCUA_HOME": str(home),
            "MOTCUA_DB": str(home / "motcua.sqlite3"),
            "MOTCUA_SECRET_KEY": "for-benchmarks-only-" + "x" * 40,
        }
        environment.pop("DATABASE_URL", None)
        if database == "postgresql":
            environment["DATABASE_URL"] = postgres.start(home, durable=True, create="motcua")
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    finally:
        folder.end(home)
    RAW.mkdir(parents=True, exist_ok=True)
    (RAW / f"{name}-{database}.txt").write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        print(done.stdout)
    return parse(done.stdout), done.returncode == 0


def row(name: str, database: str, figure: Figure) -> str:
    promised = f"{figure.operator} {figure.promise:,g}" if figure.promise is not None else ""
    kept = {True: "kept", False: "MISSED", None: ""}[figure.holds]
    where = "" if database == "none" else database
    measured = f"{figure.value:>12,.6g} {figure.unit:<8}"
    return f"{name:<16} {where:<11} {figure.name:<44} {measured} {promised:<12} {kept}".rstrip()


def main(chosen: list[str]) -> int:
    known = names()
    if unknown := sorted(set(chosen) - set(known)):
        print(f"benchmarks: no benchmark {unknown[0]!r}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    good = True
    for name in chosen or known:
        for database in databases(name):
            figures, finished = measure(name, database)
            good = good and finished and all(figure.holds is not False for figure in figures)
            for figure in figures:
                print(row(name, database, figure), flush=True)
    print(f"Raw output: {RAW.relative_to(Path.cwd()) if RAW.is_relative_to(Path.cwd()) else RAW}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
