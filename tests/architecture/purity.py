"""The rules of the law are pure: no clock, no input or output, nothing but the standard library."""

import ast
import sys
from collections.abc import Iterator

CLOCK_CALLS = {"now", "today", "utcnow"}
OF_TIME = {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"}  # measuring is allowed
IMPURE = set(
    "asyncio glob http io logging multiprocessing os pathlib secrets shutil socket sqlite3 ssl subprocess "
    "sys tempfile threading time urllib".split()
)


def clocks(source: str) -> Iterator[str]:
    """Calls that read the clock: the time is an argument."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if node.func.attr in CLOCK_CALLS or called in OF_TIME:
                yield f"line {node.lineno}: {called}() reads the clock; take now= or today="


def impurities(source: str) -> Iterator[str]:
    """What a rule may not touch: the clock, files, the network, any framework."""
    yield from clocks(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "."]
        else:
            modules = []
        for module in modules:
            top = module.split(".")[0]
            pure = top in sys.stdlib_module_names and top not in IMPURE
            if not pure and not module.startswith("motcua.domain"):
                yield f"line {node.lineno}: a rule may not import {module}"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("open", "print")
        ):
            yield f"line {node.lineno}: a rule may not {node.func.id}()"
