"""Who wants to know: how a lower floor reaches a higher one without knowing it.

Subscribers register at start-up (``apps.ready``) for kinds of event. Each gets a ``Delivery`` row in
the event's own transaction; the work loop hands it over after the commit, again and again until it
succeeds or is declared dead. An effect without which the event must not be is brought about in its own
transaction instead (``subscribe_effect``).
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.base.models import Event

Handler = Callable[["Event"], None]
Errand = Callable[["Event", datetime], None]
"""A subscriber that talks to the world outside: no transaction is held meanwhile, and it may be repeated."""
_handlers: dict[str, Handler] = {}
_errands: dict[str, Errand] = {}
_by_kind: dict[str, list[str]] = {}
_effects: dict[str, list[Handler]] = {}


def subscribe(name: str, kinds: list[str], handler: Handler) -> None:
    """Deliver events of these kinds to ``handler`` under a stable ``name`` (it is stored)."""
    _handlers[name] = handler
    _subscribe(name, kinds)


def subscribe_errand(name: str, kinds: list[str], errand: Errand) -> None:
    """Deliver events of these kinds to ``errand``, with the moment of the attempt."""
    _errands[name] = errand
    _subscribe(name, kinds)


def subscribe_effect(kinds: list[str], effect: Handler) -> None:
    """Call ``effect`` as soon as such an event is recorded, in the transaction of its action."""
    for kind in kinds:
        effects = _effects.setdefault(kind, [])
        if effect not in effects:
            effects.append(effect)


def effects(kind: str) -> list[Handler]:
    return _effects.get(kind, [])


def _subscribe(name: str, kinds: list[str]) -> None:
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


def errand(name: str) -> Errand | None:
    """The errand of this name, or None where the subscriber is a handler."""
    return _errands.get(name)
