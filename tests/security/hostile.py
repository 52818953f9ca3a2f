"""Values that nobody sends by honest means."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
PART = int(os.environ.get("MOTCUA_HOSTILE_PART", "24"))
"""One value of so many is sent: of 24 in ``make test``, of four in ``make prove``; 1 sends them all."""


def some(values: Sequence[T], turn: int) -> Sequence[T]:
    """A part of them, at least one, at each ``turn`` others."""
    return values[turn % min(PART, max(len(values), 1)) :: PART]


VALUES = {
    "empty": "",
    "spaces": "   ",
    "zero byte": "a\x00b",
    "control": "a\x07\x1b[31mb",
    "lines": "a\r\nSet-Cookie: x=y\r\n\r\nb",
    "right to left": "\u202eabc\u2066",
    "piled marks": "a" + "\u0301" * 500,
    "half a character": "\ud800",
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% debug %}${7*7}#{7*7}",
    "sql": "' OR 1=1; DROP TABLE people_officer; --",
    "huge number": "9" * 400,
    "negative": "-1",
    "float": "1e999",
    "not a number": "NaN",
    "other digits": "٣٤",
    "long": "x" * 70_000,
    "path": "../../../../etc/passwd",
    "list": "[]",
}

PARTS = {
    "zero byte": "%00",
    "not utf-8": "%ff%fe",
    "half a character": "%ed%a0%80",
    "huge number": "9" * 400,
    "negative": "-1",
    "long": "x" * 3000,
    "up": "..%2f..%2fetc%2fpasswd",
    "markup": "%3Cscript%3E",
    "letters": "%C4%91%E1%BB%93",
    "lines": "a%0d%0ab",
    "other digits": "%D9%A3%D9%A4%D9%A3%D9%A4%D9%A3",
    "nil": "00000000-0000-0000-0000-000000000000",
}

FORM = "application/x-www-form-urlencoded"
BODIES = {
    "not utf-8": (FORM, b"name=%ff%fe&login=\xff\xfe&field=%ff"),
    "300 kB": (FORM, b"name=" + b"x" * 300_000),
    "5000 fields": (FORM, b"&".join(b"field%d=1" % number for number in range(5000))),
    "5000 times one": (FORM, b"&".join([b"fields=civil-status"] * 5000)),
    "unknown character set": (f"{FORM}; charset=klingon", b"name=a"),
    "other character set": (f"{FORM}; charset=utf-16", "name=a".encode("utf-16")),
    "json": ("application/json", b'{"name": "a"}'),
    "multipart without an end": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"',
    ),
    "multipart without a boundary": ("multipart/form-data", b"--x\r\n"),
    "multipart base64": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!\r\n--x--\r\n",
    ),
    "a file": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="field"; filename="../a"\r\n\r\n\x00\xff\r\n--x--\r\n',
    ),
    "no type": ("", b"name=a"),
}

JSON_VALUES = [
    *(None, True, -1, 10**30, 1e308, 0.1, "", " ", "a\x00b", "\ud800", "\u202ea", "x" * 70_000, "9" * 400),
    *(
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        [],
        {},
        [None],
        [[[]]],
        {"a": {"b": None}},
        "2026-13-45T99:99",
    ),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"),
]
JSON_BODIES = {
    "nothing": b"",
    "not json": b"{",
    "not utf-8": b'{"field": "\xff\xfe"}',
    "utf-16": '{"field": "a"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"field": "a"}',
    "a list": b"[]",
    "a number": b"1",
    "nothing at all": b"null",
    "infinity": b'{"field": Infinity, "stars": NaN}',
    "huge exponent": b'{"field": 1e999999}',
    "deep": b"[" * 100_000,
    "deep object": b'{"field":' * 20_000,
    "twice": b'{"field": "land", "field": "civil-status"}',
    "300 kB": b'{"field": "' + b"x" * 300_000 + b'"}',
    "many digits": b'{"field": ' + b"9" * 10_000 + b"}",
    "half a character": b'{"field": "\\ud800", "priority": "\\ud83d"}',
    "zero byte": b'{"field": "\\u0000"}',
    "many members": b"{" + b",".join(b'"a%d": 1' % number for number in range(10_000)) + b"}",
}

HEADERS = {
    "language": {"Accept-Language": "vi" + ",en;q=0.9" * 3000},
    "language markup": {"Accept-Language": "<script>;q=x, ;;;, en;q=-1"},
    "token": {"Authorization": "Bearer " + "x" * 7000},
    "token letters": {"Authorization": "Bearer \xff\xfe"},
    "token zero": {"Authorization": "Bearer a\x00b"},
    "token alone": {"Authorization": "Bearer"},
    "other scheme": {"Authorization": "Basic bm9ib2R5Ong="},
    "session": {"Cookie": "motcua_session=" + "x" * 3000},
    "session zero": {"Cookie": "motcua_session=a\x00b; csrftoken=a\x00b"},
    "device": {"Cookie": "motcua_device=abc:def:ghi; motcua_language=\xff"},
    "messages": {"Cookie": "messages=broken:broken"},
    "kept key": {"Idempotency-Key": "x" * 5000},
    "key zero": {"Idempotency-Key": "a\x00b"},
    "key letters": {"Idempotency-Key": "đ"},
    "forwarded": {
        "X-Forwarded-For": "<script>",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "example.org",
    },
    "htmx": {"HX-Request": "true", "HX-Current-URL": "\x00%%%", "HX-Target": "<script>"},
    "origin": {"Origin": "null", "Referer": "\xff\xfe"},
    "accept": {"Accept": "x/x;q=z,,,;;;"},
}
