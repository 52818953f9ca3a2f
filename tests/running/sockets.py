"""Tests speak to this machine only. A connector's test that reaches for the world must fail at once."""

import ipaddress
import socket
from typing import Any

Address = Any


class Closed(OSError):
    """A test tried to leave the machine."""


def is_local(address: Address) -> bool:
    """Whether a socket's address stays on this machine: a path, loopback, or its name."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def close() -> None:
    """Refuse every connection and every look-up of a name that is not local, for this whole process."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Address) -> None:
        _check(address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Address) -> int:
        _check(address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in (
            None,
            "0.0.0.0",
            "::",
            socket.gethostname(),
        ):  # asking for one's own address to listen
            _check((name, 0))
        return look_up(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_look_up  # type: ignore[assignment]


def _check(address: Address) -> None:
    if not is_local(address):
        raise Closed(f"tests may not connect to {address!r}: only to this machine")
