"""What the first view of a page weighs on the line: compressed, headers too, everything it fetches."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.tours import OPEN, READY, RETURNED, TICKET
from tests.browser.town import Town

SETTLES = 400
"""Milliseconds after the load event in which a page may still fetch what it wants at once."""


@dataclass
class Scales:
    """Counts what a page receives. Compressed bytes of the body and its headers, by address."""

    bytes_by_request: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def put_on(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._began)
        session.on("Network.dataReceived", self._received)
        session.on("Network.loadingFinished", self._ended)

    def _began(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["response"]["url"]
        self.bytes_by_request[event["requestId"]] = int(event["response"].get("encodedDataLength", 0))

    def _received(self, event: dict[str, Any]) -> None:
        grown = event["encodedDataLength"] or 0
        self.bytes_by_request[event["requestId"]] = self.bytes_by_request.get(event["requestId"], 0) + grown

    def _ended(self, event: dict[str, Any]) -> None:
        self.bytes_by_request[event["requestId"]] = int(event["encodedDataLength"])

    @property
    def total(self) -> int:
        return sum(self.bytes_by_request.values())


def addresses(town: Town) -> dict[str, str]:
    """The pages that residents see first, by what they are; the longest dossiers there are."""
    dossier = """SELECT d.token FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.id WHERE d.{}
        GROUP BY d.id ORDER BY COUNT(*) DESC LIMIT 1"""
    found = {
        "first page": "/",
        "kiosk": "/kiosk/17791",
        "display": "/display/17791",
        "log-in": "/login/",
        "number, unknown": "/t/AAAAAAAAAAAAAAAAAAAAAAAA",
    }
    found |= {
        f"number, {state}": f"/t/{town.ask(TICKET, state)[0][0]}" for state in ("waiting", "serving", "done")
    }
    for name, condition in (("in process", OPEN), ("ready", READY), ("returned", RETURNED)):
        found[f"dossier, {name}"] = f"/d/{town.ask(dossier.format(condition))[0][0]}"
    return found


def first_view(browser: Browser, town: Town, path: str) -> int:
    """Bytes that a browser receives which was never here before. Kiosk and display are paired first."""
    paired = pairing(browser, town, path) if path.startswith(("/kiosk", "/display")) else []
    context = browser.new_context(base_url=town.address, viewport={"width": 360, "height": 740})
    context.add_cookies(paired)
    page = context.new_page()
    scales = Scales()
    scales.put_on(page)
    page.goto(path, wait_until="load")
    page.wait_for_timeout(SETTLES)
    context.close()
    return scales.total


def pairing(browser: Browser, town: Town, path: str) -> list[Any]:
    """The cookie of a browser that was paired in another life, so that its cache is empty now."""
    context = browser.new_context(base_url=town.address)
    page = context.new_page()
    page.goto(path)
    page.locator("button[name=demo]").click()
    page.wait_for_load_state()
    cookies = context.cookies()
    context.close()
    return cookies


PROMISED = 100_000
PROMISED_NUMBER = 30_000


def promise(name: str) -> int:
    return PROMISED_NUMBER if name.startswith("number") else PROMISED
