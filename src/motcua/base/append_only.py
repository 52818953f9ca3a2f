"""The database itself refuses to change or delete a row of the journal, on both vendors."""

from collections.abc import Callable
from typing import Any

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {unless}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
"""``INSERT OR REPLACE`` deletes without asking the delete trigger; ``same`` names what it would replace."""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION motcua_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END;
$$ LANGUAGE plpgsql;
{own_function}
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {function}();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION motcua_append_only();
"""
OWN_FUNCTION = """
CREATE FUNCTION {table}_append_only() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN IF {door} THEN RETURN NEW; END IF; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END; $$ LANGUAGE plpgsql;
"""


def protect(
    table: str, *, unique: tuple[tuple[str, ...], ...], door: Callable[[str], str] | None = None
) -> Any:
    """A function for ``migrations.RunPython`` that makes ``table`` append-only.

    ``unique`` are the table's keys: a new row that has one of an old row's is refused. ``door`` gives, for a
    vendor, the condition (SQL over OLD and NEW) on the one change that is let through.
    """
    keys = (("rowid",), *unique)
    same = " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)

    def run(apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        if vendor == "sqlite":
            unless = f"WHEN NOT ({door(vendor)})" if door else ""
            for statement in SQLITE.format(table=table, same=same, unless=unless).strip().split("END;"):
                if statement.strip():
                    schema_editor.execute(statement + "END;", params=None)
        else:
            own = OWN_FUNCTION.format(table=table, door=door(vendor)) if door else ""
            function = f"{table}_append_only" if door else "motcua_append_only"
            statements = POSTGRESQL.format(table=table, own_function=own, function=function)
            schema_editor.execute(statements, params=None)

    return run
