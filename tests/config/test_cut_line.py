"""A request whose line is cut before it is whole has no effect: half a body is never taken for all of it."""

import asyncio

import pytest
from a2wsgi import WSGIMiddleware

from motcua.config.asgi import Application

PART = {"type": "http.request", "body": b'{"step"', "more_body": True}
REST = {"type": "http.request", "body": b": 2}", "more_body": False}
CUT = {"type": "http.disconnect"}
SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/api/v1/dossiers",
    "query_string": b"",
    "http_version": "1.1",
    "headers": [],
}


def read(messages):
    """What a page reads of a request that comes in these parts."""
    found = []

    def page(environ, start_response):
        try:
            found.append(environ["wsgi.input"].read())
        except OSError:  # what Django makes an UnreadablePostError
            found.append("cut")
        start_response("200 OK", [])
        return [b""]

    async def receive():
        return messages.pop(0)

    async def send(message):
        pass

    application = Application()
    application.pages = WSGIMiddleware(page)
    asyncio.run(application(SCOPE, receive, send))
    return found


@pytest.mark.parametrize("messages", [[CUT], [PART, CUT]])
def test_a_line_that_is_cut_is_not_the_end_of_the_body(messages):
    assert read(list(messages)) == ["cut"]


def test_a_whole_body_is_read_in_its_parts():
    assert read([PART, REST]) == [b'{"step": 2}']
