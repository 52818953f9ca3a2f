"""The database itself refuses to change or delete a row of the journal, on both vendors."""

from typing import Any

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
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
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION motcua_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION motcua_append_only();
"""


def protect(table: str, *, unique: tuple[tuple[str, ...], ...]) -> Any:
    """A function for ``migrations.RunPython`` that makes ``table`` append-only.

    ``unique`` are the table's keys: a new row that has one of an old row's is refused.
    """
    keys = (("rowid",), *unique)
    same = " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)

    def run(apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        if vendor == "sqlite":
            for statement in SQLITE.format(table=table, same=same).strip().split("END;"):
                if statement.strip():
                    schema_editor.execute(statement + "END;", params=None)
        else:
            schema_editor.execute(POSTGRESQL.format(table=table), params=None)

    return run
