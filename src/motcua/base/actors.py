"""Who does something: an officer, a resident, a device or the system itself.

Actions take ``by=`` as an ``Actor``; events keep its kind and id, no foreign key, so that the
journal outlives staff accounts.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    @property
    def actor_kind(self) -> str: ...

    @property
    def actor_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The program on its own account: a timed job, the demo, an import."""

    actor_id: str = "motcua"
    actor_kind: str = "system"


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody at a public page; known only by the opaque token they hold, if any."""

    actor_id: str = ""
    actor_kind: str = "resident"
