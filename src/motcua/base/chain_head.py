"""The database itself moves a stream's head on as an event is written: one statement less in every action."""

from typing import Any

SQLITE = """
CREATE TRIGGER base_stream_follows AFTER INSERT ON base_event
BEGIN
  UPDATE base_stream SET number = NEW.number, hash = NEW.hash
  WHERE code = NEW.stream AND number = NEW.number - 1;
END
"""
POSTGRESQL = (
    """
CREATE FUNCTION base_stream_follows() RETURNS trigger AS $$
BEGIN
  UPDATE base_stream SET number = NEW.number, hash = NEW.hash
  WHERE code = NEW.stream AND number = NEW.number - 1;
  RETURN NULL;
END $$ LANGUAGE plpgsql
""",
    """
CREATE TRIGGER base_stream_follows AFTER INSERT ON base_event
FOR EACH ROW EXECUTE FUNCTION base_stream_follows()
""",
)


def follow(apps: Any, schema_editor: Any) -> None:
    """For ``migrations.RunPython``."""
    statements = (SQLITE,) if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)
