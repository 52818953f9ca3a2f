"""``python -m tests.browser.pictures``: takes the pictures of the READMEs anew, from a demo of its own.

One of each main page in each language, into ``docs/pictures``. Not a test: pictures change with the day.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.day import CARD, NAME, required_papers
from tests.browser.tours import OPEN, TURN_OF, Visitor
from tests.browser.town import ROOT, Town, running
from tests.running import chromium, program

PICTURES = ROOT / "docs" / "pictures"
HALL, DESK, PHONE = (1280, 800), (1280, 1060), (360, 1000)
SCALE = 0.75
"""Of what stands in a README at half its width anyway; a phone's page is kept as it is."""
HEAVIEST = 250_000


def number(visitor: Visitor) -> Page:
    kiosk = visitor.hands()
    kiosk.go("/kiosk/17791")
    kiosk.press("Use this browser as the kiosk")
    kiosk.activate(kiosk.page.locator("button[name=field]").first)
    kiosk.see("Your number")
    return kiosk.page


def display(visitor: Visitor) -> Page:
    board = visitor.hands()
    board.go("/display/17791")
    board.press("Use this browser as the display")
    expect(board.page.locator(".board-state")).to_have_text(board.words("Up to date"))
    return board.page


def counter(visitor: Visitor) -> Page:
    officer = visitor.hands("counter.kimbang")
    officer.go("/counter/")
    if "/opening" in officer.page.url:
        officer.press("Open this counter")
        officer.press("Call the next person")
        officer.press("Start serving")
    officer.go("/counter/reception/1.001193")
    officer.write("Scan the QR code of the identity card", CARD)
    officer.press("Fill in from the card")
    expect(officer.page.locator("#id_name")).to_have_value(NAME)
    for paper in required_papers(officer):
        officer.choose(paper)
    officer.page.mouse.move(0, 0)
    officer.page.evaluate("scrollTo(0, 0)")
    return officer.page


def office(visitor: Visitor) -> Page:
    leader = visitor.hands("leader.kimbang")
    leader.go(f"/office/dossiers/{visitor.first(TURN_OF, 'sign')}")
    return leader.page


def province(visitor: Visitor) -> Page:
    return visitor.hands("province").page


def dossier(visitor: Visitor) -> Page:
    resident = visitor.hands()
    resident.go(f"/d/{visitor.dossier('token', OPEN, 'due_at DESC')}")
    return resident.page


VIEWS: dict[str, tuple[Callable[[Visitor], Page], tuple[int, int]]] = {
    "number": (number, HALL),
    "display": (display, HALL),
    "counter": (counter, DESK),
    "office": (office, DESK),
    "province": (province, DESK),
    "dossier": (dossier, PHONE),
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()  # for the words of the interface
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        environment = program.demo_environment(Path(home))
        program.run("demo", environment=environment).check_returncode()
        with running(environment) as town, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)
            heavy = [path for language in ("vi", "en") for path in take(browser, town, language)]
    for path in heavy:
        print(f"{path.relative_to(ROOT)} weighs {path.stat().st_size:,} bytes", file=sys.stderr)
    return 1 if heavy else 0


def take(browser: Browser, town: Town, language: str) -> list[Path]:
    """Takes all views in a language; returns the pictures that became too heavy to keep."""
    heavy = []
    for name, (view, (width, height)) in VIEWS.items():
        context = browser.new_context(
            base_url=town.address,
            viewport={"width": width, "height": height},
            device_scale_factor=1 if (width, height) == PHONE else SCALE,
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.add_cookies([{"name": "motcua_language", "value": language, "url": town.address}])
        path = PICTURES / f"{name}-{language}.png"
        view(Visitor(town, language, context.new_page)).screenshot(path=path)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
        heavy += [path] if path.stat().st_size > HEAVIEST else []
        context.close()
    return heavy


if __name__ == "__main__":
    sys.exit(main())
