"""What PostgreSQL does for a statement: the CPU it uses, and the tables it would read from end to end."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

BIG = 5_000
"""Rows from which on a table may not be read from end to end to show one page."""


def cpu() -> float:
    """Seconds of CPU that the process of our connection has used, user and system."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def scanned(statements: list[str]) -> list[str]:
    """A line for each reading of a whole big table in the plans of these statements."""
    return [line for statement in statements for line in _scans_of(statement)]


def _scans_of(statement: str) -> list[str]:
    if not statement.startswith(("SELECT", "WITH", "(")):
        return []
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + statement.replace("%", "%%"), [])
        said = cursor.fetchone()[0]
        plan = (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]
        sizes = {node["Relation Name"]: _rows(cursor, node["Relation Name"]) for node in _scans(plan)}
    return [f"{table} ({rows:,} rows): {statement[:120]}" for table, rows in sizes.items() if rows >= BIG]


def _scans(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan"):
        yield node
    for part in node.get("Plans", []):
        yield from _scans(part)


def _rows(cursor: Any, table: str) -> int:
    cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
    return int(cursor.fetchone()[0])
