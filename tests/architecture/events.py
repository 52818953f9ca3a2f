"""The journal's kinds of event: each one recorded is declared by its app, each one declared is recorded."""

import ast
from collections.abc import Iterator


def declared(source: str) -> set[str]:
    """The kinds in an ``events.py``: the keys of its dictionaries."""
    return {
        key.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def recorded(source: str) -> Iterator[str]:
    """The kinds that a module passes to ``record()`` as literals (``"a" if late else "b"`` passes both)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _is_record(node.func) and node.args:
            yield from _literals(node.args[0])


def subscribed(source: str) -> Iterator[str]:
    """The kinds that a module subscribes to."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "subscribe":
            for argument in node.args[1:2]:
                yield from (
                    item.value
                    for item in ast.walk(argument)
                    if isinstance(item, ast.Constant) and isinstance(item.value, str)
                )


def mentioned(source: str) -> set[str]:
    """Every string in a module: a kind chosen from a table is recorded too."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def complaints(declared_kinds: set[str], modules: dict[str, str]) -> Iterator[str]:
    """Between one app's declared kinds and its other modules (name -> source)."""
    said: set[str] = set()
    for name, source in modules.items():
        said |= mentioned(source)
        for kind in sorted(set(recorded(source)) - declared_kinds):
            yield f"{name} records {kind!r}, which the app's events.py does not declare"
    for kind in sorted(declared_kinds - said):
        yield f"events.py declares {kind!r}, which nothing records"


def _is_record(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "record") or (
        isinstance(function, ast.Attribute) and function.attr == "record"
    )


def _literals(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _literals(expression.body)
        yield from _literals(expression.orelse)
