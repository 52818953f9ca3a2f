"""The real server: streams push what happened, say that they live, and end when told to."""

import http.client
import json
import re
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import pristine, program

pytestmark = pytest.mark.django_db  # so that the world is loaded, of which the server gets a copy
ROOT = Path(__file__).resolve().parents[2]


class Browser:
    """Just enough of one: cookies, forms, and streams read line by line."""

    def __init__(self, address):
        self.host = address.removeprefix("http://")
        self.cookies = {}

    def ask(self, method, path, values=None, **headers):
        connection = http.client.HTTPConnection(self.host, timeout=20)
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = urllib.parse.urlencode(values) if values else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        return answer

    def submit(self, page, path, **values):
        """Send a form of that page."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.ask("GET", page).read().decode())[1]
        return self.ask("POST", path, values | {"csrfmiddlewaretoken": token})

    def takes_a_number(self):
        self.submit("/kiosk/17791", "/kiosk/17791/pairing", demo="1")
        answer = self.submit("/kiosk/17791", "/kiosk/17791/tickets", field="land", press=str(time.time()))
        assert answer.status == 200
        return answer.getheader("Content-Location").rsplit("/", 1)[1]


def events(answer) -> Iterator[tuple[str, str]]:
    """What a stream says: kind and data."""
    kind, data = "", []
    for raw in answer:
        line = raw.decode().rstrip("\n")
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data.append(line.removeprefix("data: "))
        elif not line and kind:
            yield kind, "\n".join(data)
            kind, data = "", []


def part_with(stream, text):
    """The first part in which that text stands; fails where the stream ends or 20 s pass before."""
    return next(data for kind, data in stream if kind == "part" and text in data)


@contextmanager
def officer_calls(environment):
    """Somebody calls and serves all who wait."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hall.rush", "call", "counter.kimbang", "1"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    yield
    assert json.loads(process.communicate(timeout=60)[0]) == {"refused": False}


@pytest.fixture
def environment(spare_database):
    return spare_database | {"MOTCUA_DEMO": "1"}


@pytest.fixture(scope="module")
def shared(django_db_setup, tmp_path_factory):
    """The environment and the address of one server for all who only look."""
    with pristine.spare(tmp_path_factory.mktemp("streams")) as spare:
        environment = spare | {"MOTCUA_DEMO": "1"}
        with program.serving(environment) as address:
            yield environment, address


@pytest.fixture
def browser(shared):
    return Browser(shared[1])


@pytest.fixture
def on_its_own(environment):
    """A browser whose server has seen nobody else."""
    with program.serving(environment) as address:
        yield Browser(address)


def test_what_happens_is_pushed_to_board_and_phone(environment, on_its_own):
    browser = on_its_own
    token = browser.takes_a_number()
    browser.submit("/display/17791", "/display/17791/pairing", demo="1")
    board = browser.ask("GET", "/stream/display/17791?lang=en")
    assert (board.status, board.getheader("Content-Type")) == (200, "text/event-stream; charset=utf-8")
    phone = browser.ask("GET", f"/stream/ticket/{token}?lang=vi")
    on_board, on_phone = events(board), events(phone)
    assert "No number has been called yet" in next(on_board)[1]
    assert "Ông/bà là người tiếp theo" in next(on_phone)[1]
    with officer_calls(environment):
        assert "C001" in part_with(on_board, "call-now")
        assert "đã xong" in part_with(on_phone, "đã xong")
        assert [kind for kind, _ in on_phone] == ["end"]


def test_a_stream_says_that_it_lives(browser):
    browser.submit("/display/17791", "/display/17791/pairing", demo="1")
    begin = time.monotonic()
    beat = next(data for kind, data in events(browser.ask("GET", "/stream/display/17791")) if kind == "beat")
    assert time.monotonic() - begin < 5
    assert re.fullmatch(r"\d\d:\d\d", beat)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/stream/display/17791", 404),
        ("GET", "/stream/display/99999", 404),
        ("GET", "/stream/ticket/AAAAAAAAAAAAAAAAAAAAAAAA", 404),
        ("GET", "/stream/ticket/", 404),
        ("GET", "/stream/", 404),
        ("GET", "/stream/ticket/%00%ff?lang=%ff", 404),
        ("POST", "/stream/display/17791", 405),
        ("GET", "/kiosk/17791?lang=%ff%00", 200),
        ("GET", "/nothing/%ff%fe", 404),
    ],
)
def test_what_may_not_be_watched(browser, method, path, status):
    assert browser.ask(method, path).status == status


def test_a_forged_cookie_opens_no_board(browser):
    browser.submit("/display/17791", "/display/17791/pairing", demo="1")
    browser.cookies["motcua_device"] = browser.cookies["motcua_device"][:-3] + "\xff\xfe\xfd"
    assert browser.ask("GET", "/stream/display/17791").status == 404


def test_open_streams_do_not_keep_the_server_from_stopping(environment):
    with program.serving(environment) as address:
        browser = Browser(address)
        streams = [browser.ask("GET", f"/stream/ticket/{browser.takes_a_number()}") for _ in range(3)]
        begin = time.monotonic()
    assert time.monotonic() - begin < 5
    for stream in streams:
        list(events(stream))


@pytest.mark.parametrize("port", ["taken", "-1", "70000"])
def test_a_port_that_cannot_be_had_is_one_sentence(shared, port):
    environment, address = shared
    port = address.rsplit(":", 1)[1] if port == "taken" else port
    tried = program.run("serve", "--port", port, environment=environment)
    assert tried.returncode != 0
    assert tried.stderr.strip().count("\n") == 0
    assert port in tried.stderr
