"""``motcua serve``: pages, API and streams in one process, and the work loop beside them if wanted."""

import errno
import os
import socket
import sys
import threading
from typing import Any
from wsgiref.util import setup_testing_defaults

import uvicorn

from motcua.config.streams import Streams
from motcua.config.working import keep_working

HOST = "127.0.0.1"
"""Loopback only: the world comes through a proxy that has TLS."""
GRACE = 3
"""Seconds that open requests get when the server is told to stop."""


class Server(uvicorn.Server):
    """Says when the first page can be served, and ends the streams before it waits for requests."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self.streams = streams

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            print(f"Motcua is ready: http://{HOST}:{sockets[0].getsockname()[1]}/", flush=True)  # noqa: T201

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.streams.end()
        await super().shutdown(sockets)


def serve(port: int, *, with_work: bool = False) -> int:
    """Serve until told to stop. Returns the exit code; 1 with one sentence where the port cannot be had."""
    try:
        listening = socket.create_server((HOST, port), backlog=512)
    except (OSError, OverflowError) as error:
        print(f"Port {port} {_reason(error)}; choose another with --port.", file=sys.stderr)  # noqa: T201
        return 1
    from motcua.config import asgi  # here, after the static files were collected: it makes a list of them

    if not first_page(asgi.pages):
        print("The first page fails; the reason stands above.", file=sys.stderr)  # noqa: T201
        return 1
    stop = threading.Event()
    worker = threading.Thread(target=keep_working, args=(stop,), name="work", daemon=True)
    if with_work:
        worker.start()
    config = uvicorn.Config(
        asgi.application,
        loop="uvloop",
        http="h11",  # refuses raw bytes in an address with 400; the bridge to WSGI would fail on them
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=15,
    )
    try:
        Server(config, asgi.application.streams).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        if with_work:
            worker.join(GRACE)
    return 0


def first_page(pages: Any) -> bool:
    """Ask for the first page once without a socket: what is imported and compiled now nobody waits for."""
    environ: dict[str, Any] = {"HTTP_HOST": HOST}
    setup_testing_defaults(environ)
    answered: list[str] = []
    pages(environ, lambda status, headers, exc_info=None: answered.append(status)).close()
    return not answered[0].startswith("5")


def _reason(error: OSError | OverflowError) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return "is in use"
    return f"cannot be used ({os.strerror(number)})" if number else "is no port number"
