"""The agent before a server that comes and goes: what it passes on, and what it gives alone."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from motcua.kiosk.agent import Agent
from motcua.kiosk.book import NAME, Book
from motcua.kiosk.door import door
from tests.kiosk.machine import HOME, Browser, hidden, shown

PAGE = '<body class="kiosk@@look@@">{}</body>'
NUMBER = '<p class="ticket-number">@@number@@</p><b>@@field@@</b><span class="code">@@code@@</span>'
START = '<input name="offline" value="1"><input name="press" value="@@press@@">{}'
BLOCK = {"series": "A", "first": 900, "last": 901}


class Server:
    """What a kiosk asks of Motcua, played; ``down`` answers nothing but 503."""

    def __init__(self) -> None:
        self.down, self.loses_answers, self.asked, self.joined = False, False, [], []
        handler = type("Played", (Played,), {"server_itself": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    def answer(self, method, path, body, headers):
        self.asked.append((method, path, dict(headers)))
        now = datetime.now(UTC)
        if self.down or (self.loses_answers and path.endswith("/tickets")):
            return 503, {}, b""
        if path.endswith("/leases"):
            spans = [{"begins": (now - timedelta(hours=1)).isoformat(), "ends": "2099-01-01T00:00:00+07:00"}]
            day = {"day": now.date().isoformat(), "gives": spans, "blocks": [BLOCK]}
            return 201, {}, json.dumps({"now": now.isoformat(), "days": [day]}).encode()
        if path.endswith("/offline-numbers"):
            given = json.loads(body)["numbers"]
            self.joined += given
            return 200, {}, json.dumps({"numbers": [{"number": "", "refused": ""} for _ in given]}).encode()
        if path.endswith("/offline"):
            return 200, {}, json.dumps(_pages()).encode()
        if path.endswith("/pairing"):
            return (
                302,
                {"Location": HOME, "Motcua-Device-Token": "secret", "Set-Cookie": "motcua_device=x"},
                b"",
            )
        if path.endswith("/tickets"):
            return 200, {"Content-Location": f"{HOME}/number/ONLINE"}, b"from the server: number A1"
        if path.startswith("/static/"):
            return 200, {"Content-Type": "text/css"}, b"body{}"
        return 200, {"Strict-Transport-Security": "x"}, f"from the server {path}".encode()


LAND = {"series": "A", "vi": "Đất đai", "en": "Land"}


def _pages(**land):
    made = {
        name: PAGE.format(content)
        for name, content in {
            "start": START.format(""),
            "start:result": START.format("result"),
            "start:elderly": START.format("elderly"),
            "number": NUMBER,
            "closed": "@@why@@",
            "priority": "classes <link href=/static/a.css>",
        }.items()
    }
    return {
        "pages": {"vi": made, "en": {name: "EN" + page for name, page in made.items()}},
        "fields": {"land": LAND | land},
        "priorities": ["elderly"],
        "follow": "https://example.vn/t/@@token@@",
        "center": {"vi": "Xã Kim Bảng", "en": "Kim Bảng"},
    }


class Played(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_itself: Server

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        status, headers, content = self.server_itself.answer(self.command, self.path, body, self.headers)
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, format, *args) -> None:
        """Silent."""


@pytest.fixture
def server():
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def opened(server, tmp_path):
    """Starts the agent of one folder, again and again."""
    running = []

    def start():
        stop()
        agent = Agent(server.address, "17791", tmp_path / "kiosk")
        listening = door(agent, 0)
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        running.append((agent, listening))
        return agent, Browser(listening.server_address[1])

    def stop():
        for agent, listening in running:
            listening.shutdown()
            listening.server_close()
            agent.book.close()
        running.clear()

    yield start
    stop()


@pytest.fixture
def ready(opened):
    agent, browser = opened()
    browser.ask("POST", f"{HOME}/pairing", {"code": "x"})
    agent.upkeep.once()
    return agent, browser


def press(browser, page="", **form):
    _, _, page = ("", "", page) if page else browser.ask("GET", HOME)
    given = {"field": "land", "press": hidden(page, "press"), "offline": hidden(page, "offline")} | form
    return browser.ask("POST", f"{HOME}/tickets", {name: value for name, value in given.items() if value})


def number(browser, **form):
    status, headers, page = press(browser, **form)
    return shown(browser.ask("GET", headers["location"])[2])[0] if status == 303 else page


def test_with_the_server_its_pages_pass_through(server, ready):
    agent, browser = ready
    status, headers, page = browser.ask("GET", f"{HOME}?lang=en")
    assert (status, page) == (200, f"from the server {HOME}?lang=en")
    assert "strict-transport-security" not in headers
    assert server.asked[-1][2]["Authorization"] == "Bearer secret"


def test_the_browser_gets_no_secret(opened):
    _, headers, _ = opened()[1].ask("POST", f"{HOME}/pairing", {"code": "x"})
    assert "secret" not in str(headers)
    assert "motcua_device" not in str(headers)


def test_without_it_numbers_come_from_those_lent_until_they_are_used_up(server, ready):
    _, browser = ready
    server.down = True
    assert [number(browser), number(browser)] == ["A900", "A901"]
    assert "hết số" in number(browser)


def test_a_press_whose_answer_is_lost_gets_one_lent_number(server, ready):
    agent, browser = ready
    server.loses_answers = True
    assert number(browser, press="one") == "A900"
    assert number(browser, press="one") == "A900"
    server.loses_answers = False
    agent.upkeep.once()
    assert [(told["number"], told["press"]) for told in server.joined] == [(900, "one:land")]


def test_a_touch_repeated_when_the_server_is_gone_shows_the_number_of_before(server, ready):
    agent, browser = ready
    form = {"field": "land", "press": "0" * 32}
    first = browser.ask("POST", f"{HOME}/tickets", form)
    browser.ask("GET", first[1]["location"])
    server.down = True
    again = browser.ask("POST", f"{HOME}/tickets", form)
    assert again[1]["location"] == first[1]["location"]
    assert "number A1" in browser.ask("GET", again[1]["location"])[2]
    assert agent.book.entries == []
    other = browser.ask("POST", f"{HOME}/tickets", form | {"press": "1" * 32})
    assert other[1]["location"] != first[1]["location"]


def test_numbers_are_told_to_the_server_once_and_again_if_its_answer_was_lost(server, ready, opened):
    agent, browser = ready
    server.down = True
    number(browser, priority="elderly", lane="result")
    server.down = False
    agent.upkeep.once()
    agent.upkeep.once()
    assert [(told["number"], told["priority"], told["lane"]) for told in server.joined] == [
        (900, "elderly", "result")
    ]
    lines = agent.book.path.read_bytes().splitlines(keepends=True)
    agent.book.path.write_bytes(b"".join(line for line in lines if b"joined" not in line))
    opened()[0].upkeep.once()
    assert [told["number"] for told in server.joined] == [900, 900]


def test_pages_without_the_server_speak_both_languages_and_keep_the_look(server, ready):
    _, browser = ready
    server.down = True
    _, headers, page = browser.ask("GET", f"{HOME}?lang=en&look=large-low")
    assert page.startswith('EN<body class="kiosk kiosk-large kiosk-low">')
    assert headers["refresh"] == f"60; url={HOME}?lang=vi&look="
    assert headers["cache-control"] == "no-store"
    assert "result" in browser.ask("GET", f"{HOME}?lane=result")[2]
    assert "elderly" in browser.ask("GET", f"{HOME}?priority=elderly")[2]
    assert 'class="kiosk"' in browser.ask("GET", f"{HOME}?lang=vi&look=")[2]


def test_a_number_is_not_shown_to_the_next_person(server, ready, monkeypatch):
    agent, browser = ready
    server.down = True
    _, headers, _ = press(browser)
    agent.moment.heard(agent.moment() + timedelta(minutes=6))
    status, again, _ = browser.ask("GET", headers["location"])
    assert (status, again["location"]) == (303, HOME)


def test_nothing_is_given_outside_the_hours(server, ready):
    agent, browser = ready
    server.down = True
    agent.kit.leases["days"][0]["gives"] = [
        {"begins": "2098-01-01T07:00:00+07:00", "ends": "2098-01-01T11:00:00+07:00"}
    ]
    assert "07:00 ngày 01/01/2098" in browser.ask("GET", HOME)[2]
    assert not press(browser, page=" ", press="one")[1].get("location")


WHY = {"vi": "Đất đai: lý do", "en": "Land: why"}


@pytest.mark.parametrize(
    ("limits", "none_from_start"),
    [
        ({"closed": WHY}, True),
        ({"spans": [["2020-01-01T07:00:00+07:00", "2020-01-01T11:00:00+07:00"]], "out_of_hours": WHY}, True),
        ({"left": {datetime.now(UTC).date().isoformat(): 1}, "full": WHY}, False),
    ],
)
def test_what_was_known_of_a_field_holds_without_the_server(server, ready, limits, none_from_start):
    """Closed, out of its own hours, full: said with its reason. Who collects a result gets a number."""
    agent, browser = ready
    agent.kit.pages = _pages(**limits)
    server.down = True
    assert (number(browser) == "A900") is not none_from_start
    assert "Đất đai: lý do" in number(browser)
    assert number(browser, lane="result") == ("A900" if none_from_start else "A901")


def test_a_full_disk_says_where_to_go(server, ready, monkeypatch):
    agent, browser = ready
    server.down = True

    def full(*_, **__):
        raise OSError("full")

    monkeypatch.setattr(agent.book, "_append", full)
    assert "bàn hỗ trợ" in number(browser)


def test_a_kiosk_whose_book_is_gone_is_paired_anew(ready, opened):
    agent, _ = ready
    agent.book.path.unlink()
    again, browser = opened()
    assert (again.kit.token, again.kit.leases) == ("", {})
    assert browser.ask("GET", HOME)[2].startswith("from the server")


def test_after_a_start_without_the_server_it_gives_numbers(server, ready, opened):
    server.down = True
    assert number(ready[1]) == "A900"
    assert number(opened()[1]) == "A901"


def test_pictures_and_styles_are_kept(server, ready):
    _, browser = ready
    server.down = True
    assert browser.ask("GET", "/static/a.css")[2] == "body{}"
    assert browser.ask("GET", "/static/other.css")[0] == 404


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_another_site_cannot_press_the_buttons(ready, headers):
    assert ready[1].ask("POST", f"{HOME}/tickets", {"field": "land", "offline": "1"}, **headers)[0] == 403


@pytest.mark.parametrize("path", ["/login/", "/t/ABC", "/kiosk/17792", "/kiosk/177910"])
def test_only_the_kiosks_own_pages_are_here(ready, path):
    assert ready[1].ask("GET", path)[0] == 404


def test_nothing_of_a_person_is_logged(server, ready, caplog):
    server.down = True
    with caplog.at_level("DEBUG"):
        token = press(ready[1])[1]["location"].rpartition("/")[2]
    assert token not in caplog.text


def test_the_book_of_the_kiosk_is_its_owners_alone(ready):
    agent, _ = ready
    assert agent.book.path.name == NAME
    assert [oct(path.stat().st_mode)[-3:] for path in (agent.book.path, agent.kit.path)] == ["600", "600"]
    assert isinstance(agent.book, Book)
