"""What makes a function an action: one transaction, entered in a fair order.

Every write of the program goes through a function marked ``@action``. It is atomic; nested actions
join the outer transaction. On SQLite the writers of all processes first queue at a lock file: SQLite
itself has writers sleep and retry, where an unlucky one waited 2.9 s behind three others.
"""

import fcntl
import functools
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
_gate = threading.Lock()
_is_writing = ContextVar("is_writing", default=False)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run ``function`` in one transaction; as the outermost action, behind the writers' queue."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return function(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined]
    return run


def part_of_action(function: Callable[P, R]) -> Callable[P, R]:
    """What several actions share: it writes, but only within one of them, in its transaction.

    Who, when and the event are the action's. Raises ``RuntimeError`` outside a transaction.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not connection.in_atomic_block:
            raise RuntimeError(f"{function.__name__} writes only within an action")
        return function(*args, **kwargs)

    return run


@contextmanager
def writing() -> Iterator[None]:
    """One transaction around several actions (an idempotent request: the effect and its answer)."""
    if _is_writing.get():
        with transaction.atomic(savepoint=False):
            yield
        return
    before = _is_writing.set(True)
    try:
        # Inside a test's own transaction this is a savepoint: what is refused there leaves nothing either.
        with _turn(), transaction.atomic():
            yield
    finally:
        _is_writing.reset(before)


@contextmanager
def _turn() -> Iterator[None]:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    name = str(connection.settings_dict["NAME"]) + ".turn"
    with _gate:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
