"""What the database itself refuses, in the words of both vendors: a migration creates each guard once."""

from typing import Any, NamedTuple


class Guard(NamedTuple):
    """The statements that create one guard."""

    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]


def create(guard: Guard) -> Any:
    """A function for ``migrations.RunPython``."""

    def run(apps: Any, schema_editor: Any) -> None:
        for statement in getattr(guard, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    return run
