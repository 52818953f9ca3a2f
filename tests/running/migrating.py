"""The project's own migrations, run three times as fast: every test database begins with them.

After each new model Django builds all model classes anew that are related to it, here nearly all; and all of
them once more before each function that a migration runs, though ours ask the database only. A new model
needs but its own class, and a function its classes when it looks at them. What the database is told is the
same (``tests/test_running.py`` compares); the program itself migrates as Django does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import router
from django.db.migrations.operations import RunPython
from django.db.migrations.state import ModelState, ProjectState
from django.utils.functional import SimpleLazyObject


def _add_model(self: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    assert key not in self.models
    self.models[key] = model
    if self._relations is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.apps.render_multiple([model])


def _run_python(self: RunPython, app_label: str, schema_editor: Any, before: ProjectState, _: Any) -> None:
    before.clear_delayed_apps_cache()
    if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
        self.code(SimpleLazyObject(lambda: before.apps), schema_editor)


@contextmanager
def quickly() -> Iterator[None]:
    """Migrations of an empty database, as long as the block lasts."""
    with (
        mock.patch.object(ProjectState, "add_model", _add_model),
        mock.patch.object(RunPython, "database_forwards", _run_python),
    ):
        yield
