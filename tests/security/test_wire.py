"""Bytes on the wire of the real server: never a fault, never a trace of one in the log, and it lives on."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.running import pristine, program

HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


def get(path: bytes, *more: bytes) -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"".join(more) + b"Connection: close\r\n\r\n"


def post(path: bytes, body: bytes, *more: bytes) -> bytes:
    length = b"Content-Length: %d\r\n" % len(body)
    return (
        b"POST "
        + path
        + b" HTTP/1.1\r\n"
        + HOST
        + length
        + b"".join(more)
        + b"Connection: close\r\n\r\n"
        + body
    )


def chunked(path: bytes, size: int) -> bytes:
    head = (
        b"POST "
        + path
        + b" HTTP/1.1\r\n"
        + HOST
        + FORM
        + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    return head + (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * (size // 0x10000) + b"0\r\n\r\n"


REQUESTS = {
    "not utf-8 in the address": get(b"/t/\xff\xfe"),
    "not utf-8, escaped": get(b"/t/%ff%fe"),
    "zero byte, escaped": get(b"/kiosk/%00"),
    "not utf-8 in the query": get(b"/?code=\xff\xfe&lang=\xc4\x91"),
    "half an escape": get(b"/t/%f?x=%"),
    "no address": b"GET  HTTP/1.1\r\n" + HOST + b"\r\n",
    "a whole address": get(b"http://example.org/login/"),
    "dots": get(b"/static/../../../../etc/passwd"),
    "dots, escaped": get(b"/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
    "long address": get(b"/t/" + b"x" * 60_000),
    "endless address": get(b"/t/" + b"x" * 300_000),
    "long header": get(b"/", b"X: " + b"x" * 200_000 + b"\r\n"),
    "many headers": get(b"/", b"".join(b"X%d: y\r\n" % number for number in range(3_000))),
    "letters in a header": get(
        b"/login/", b"Accept-Language: \xc4\x91\xff\r\nCookie: motcua_session=\xff\r\n"
    ),
    "foreign host": b"GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    "host of nonsense": b"GET / HTTP/1.1\r\nHost: \xff<script>\r\nConnection: close\r\n\r\n",
    "no host": b"GET / HTTP/1.0\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    "no http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100 + b"\r\n\r\n",
    "another method": b"BREW /login/ HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "300 kB": post(b"/login/", b"login=" + b"x" * 300_000, FORM),
    "3 MB in pieces": chunked(b"/login/", 3_000_000),
    "3 MB to the api": chunked(b"/api/v1/dossiers", 3_000_000),
    "wrong length": b"POST /login/ HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: many\r\n\r\n",
    "negative length": b"POST /login/ HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: -5\r\n\r\n",
    "two lengths": b"POST /login/ HTTP/1.1\r\n"
    + HOST
    + FORM
    + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "broken pieces": b"POST /login/ HTTP/1.1\r\n"
    + HOST
    + FORM
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "stream of nothing": get(b"/stream/"),
    "stream of nobody": get(b"/stream/ticket/" + b"x" * 5_000),
    "stream, not utf-8": get(b"/stream/ticket/%ff%fe"),
    "stream, zero byte": get(b"/stream/display/%00"),
    "stream, unpaired": get(b"/stream/display/17791"),
    "stream, forged cookie": get(b"/stream/display/17791", b"Cookie: motcua_device=a:b:c; x=\xff\r\n"),
    "stream, language": get(b"/stream/ticket/x?lang=%ff&lang=\xff"),
    "post to a stream": post(b"/stream/ticket/x", b"x" * 1000),
    "upgrade": get(
        b"/stream/ticket/x", b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    ),
}


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The program on a database of its own; its address and the file of its log."""
    home = tmp_path_factory.mktemp("wire")
    with (
        pristine.spare(home) as environment,
        program.serving({**environment, "MOTCUA_DEMO": "1"}, "--with-work") as address,
    ):
        yield address, home / "serve.log"


def exchange(address: str, sent: bytes) -> bytes:
    """What comes back until the server closes the connection."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may be refused before its end
            wire.sendall(sent)
        received = b""
        with suppress(ConnectionResetError):
            while piece := wire.recv(65_536):
                received += piece
    return received


@pytest.mark.parametrize("what", REQUESTS)
def test_whatever_comes_over_the_wire(server, what):
    address, log = server
    before = log.read_text()
    answer = exchange(address, REQUESTS[what])
    status = int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
    assert status == 0 or 200 <= status < 500, answer[:300]
    assert b"root:" not in answer
    assert "Traceback" not in log.read_text().removeprefix(before)
    assert exchange(address, get(b"/health")).startswith(b"HTTP/1.1 200")
