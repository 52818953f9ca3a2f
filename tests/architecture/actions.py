"""Actions: every write is one, and every one says who, when and what happened."""

import ast
from collections.abc import Iterator

WRITING_CALLS = {
    name
    for verb in ("save", "create", "update", "delete", "bulk_create", "bulk_update")
    for name in (verb, f"a{verb}")
} | {"get_or_create", "update_or_create", "aget_or_create", "aupdate_or_create"}
SQL_CALLS = {"execute", "executemany", "executescript", "cursor"}


def writes(source: str) -> Iterator[str]:
    """Calls that write to the database, or could, in a module that only parses, calls and renders."""
    yield from _writes(ast.parse(source))


def writes_alone(source: str) -> Iterator[str]:
    """The same, but for functions marked ``@part_of_action``: those refuse to run outside an action."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not _is_part(node)]
    yield from _writes(tree)


def _is_part(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and "part_of_action" in map(_name, node.decorator_list)


def _writes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "save" and node.args:
            continue  # a row is saved with keywords; a workbook into a file
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITING_CALLS:
            yield f"line {node.lineno}: .{node.func.attr}() writes; call an action (and `|=` extends a dict)"
        elif isinstance(node.func, ast.Attribute) and node.func.attr in SQL_CALLS:
            yield f"line {node.lineno}: .{node.func.attr}() speaks SQL; ask a query of the app"
        elif isinstance(node.func, ast.Name) and node.func.id == "record":
            yield f"line {node.lineno}: record() belongs into an action"


def unlike_actions(source: str) -> Iterator[str]:
    """Where an actions module writes outside an action, or an action does not say who, when and what.

    A public function that writes nothing itself (a guard that locks or asks) need not be an action.
    """
    tree = ast.parse(source)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    recording = _recording(tree, functions)
    for name, function in functions.items():
        if "action" in {_name(decorator) for decorator in function.decorator_list}:
            yield from _unlike_action(function)
            if name not in recording:
                yield f"{name} records no event, itself or through another action"
        elif _is_part(function):
            continue
        elif not name.startswith("_") and (WRITING_CALLS | {"record"}) & set(_called(function)):
            yield f"{name} writes and is not decorated @action"


def _unlike_action(function: ast.FunctionDef) -> Iterator[str]:
    if len(function.args.posonlyargs + function.args.args) > 1:
        yield f"{function.name} takes more than one positional argument; the rest are keyword-only"
    keywords = {argument.arg for argument in function.args.kwonlyargs}
    for needed in ("by", "now"):
        if needed not in keywords:
            yield f"{function.name} does not take {needed}= as a keyword"


def _recording(tree: ast.Module, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions that reach record(): themselves, through each other, or through other actions modules."""
    foreign = {"record"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            from_actions = any(part.startswith("actions") for part in (node.module or "").split("."))
            if node.module != "motcua.base.actions":
                foreign |= {
                    alias.asname or alias.name
                    for alias in node.names
                    if from_actions or alias.name.startswith("actions")
                }
    calls = {name: set(_called(function)) for name, function in functions.items()}
    reached = {name for name, called in calls.items() if called & foreign}
    while more := {name for name, called in calls.items() if called & reached} - reached:
        reached |= more
    return reached


def _called(function: ast.FunctionDef) -> Iterator[str]:
    """Names of what a function calls; of ``actions.issue()`` the module's name too."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield _name(node.func)
            if isinstance(node.func, ast.Attribute):
                yield _name(node.func.value)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
