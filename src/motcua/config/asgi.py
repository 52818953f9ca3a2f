"""The one application that is served: streams by themselves, everything else Django under WSGI threads.

Why not Django's own ASGI: plain views cost four times the CPU there, and each idle stream a thread
(docs/adr/0006).
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
pages = get_wsgi_application()

from motcua.config.streams import Receive, Scope, Send, Streams  # noqa: E402 - after Django is set up

PAGE_THREADS = 3
"""So many pages are made at a time in one process. More would only wait for Python's one lock and for the
hall's: a crowd that presses then costs more CPU a number, not less time (``benchmarks/press.py``)."""


class Application:
    """``streams`` is public so that the server can end them when it stops."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.pages: Callable[..., Awaitable[None]] = WSGIMiddleware(pages, workers=PAGE_THREADS)  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/stream/"):
            await self.streams(scope, receive, send)
            return
        await self.pages(scope, whole(receive), send)


def whole(receive: Receive) -> Receive:
    """As ``receive``, but a line that was cut before the request was whole is an error.

    The bridge takes it for the end of the body: a form with half its fields, or an empty one, would be
    acted upon. Django knows this error as ``UnreadablePostError``.
    """

    async def part() -> MutableMapping[str, Any]:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("the line was cut before the request was whole")
        return message

    return part


application = Application()
