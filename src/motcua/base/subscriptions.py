"""Who wants to know: how a lower floor reaches a higher one without knowing it.

Subscribers register at start-up (``apps.ready``) for kinds of event. Each gets a ``Delivery`` row in
the event's own transaction; the work loop hands it over after the commit, again and again until it
succeeds or is declared dead.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.base.models import Event

Handler = Callable[["Event"], None]
_handlers: dict[str, Handler] = {}
_by_kind: dict[str, list[str]] = {}


def subscribe(name: str, kinds: list[str], handler: Handler) -> None:
    """Deliver events of these kinds to ``handler`` under a stable ``name`` (it is stored)."""
    _handlers[name] = handler
    for kind in kinds:
        names = _by_kind.setdefault(kind, [])
        if name not in names:
            names.append(name)


def subscribers(kind: str) -> list[str]:
    return _by_kind.get(kind, [])


def handler(name: str) -> Handler:
    """Raises ``LookupError`` where a stored name has no subscriber any more."""
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"no subscriber {name!r}") from None
