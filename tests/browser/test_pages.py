"""Every page of every audience in both languages: nothing for axe to find, nothing too wide, nothing in the
wrong language, nothing refused by the content policy. A picture of each is kept in ``var/pictures``.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import looks, tours, tours_dossiers, tours_results, tours_setup
from tests.browser.conftest import NewPage
from tests.browser.hands import Hands
from tests.browser.town import ROOT, Town
from tests.browser.visitor import Visitor

TOURS = tours.TOURS | tours_dossiers.TOURS | tours_results.TOURS | tours_setup.TOURS
PICTURES = ROOT / "var" / "pictures"
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},  # the house promises 7:1 for text
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("audience", list(TOURS))
def test_every_page(audience: str, language: str, demo: Town, new_page: NewPage) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    visitor = Visitor(demo, language, lambda: new_page(demo, language=language))
    wrong: list[str] = []
    for name, page in TOURS[audience](visitor):
        wrong += [f"{name} ({language}): {what}" for what in faults(page, PICTURES / f"{name}-{language}")]
    assert wrong == [], "\n".join(wrong)


def faults(page: Page, picture: Path) -> list[str]:
    """What is wrong with the page where a tour has stopped; pictures of it at both widths."""
    found: list[str] = []
    page.wait_for_load_state()
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        found += heard(looks.fits_the_screen, page)
        page.screenshot(path=f"{picture}-{size['width']}.png", full_page=True)
    if picture.name.endswith("-en"):
        found += heard(looks.is_english, page)
        page.set_viewport_size(NARROW)  # axe sees both layouts, one in each language
    found += violations(page)
    page.set_viewport_size(WIDE)
    return found


def heard(look, page: Page) -> list[str]:
    try:
        look(page)
    except AssertionError as error:
        return [str(error)]
    return []


def violations(page: Page) -> list[str]:
    """What axe finds: WCAG 2.2 to AA with its contrast, and the best practices, a line each."""
    response = Axe().run(page, options=RULES).response
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("screen", [(1920, 1080), (1080, 1920), (1280, 800)])
def test_nobody_scrolls_in_the_hall(screen: tuple[int, int], demo: Town, new_page: NewPage) -> None:
    """Kiosk and display fit common screens, whole: what lies below the edge is not there for most people."""
    width, height = screen
    hands = Hands(new_page(demo, width=width, height=height))
    hands.go("/display/17791")
    hands.press("Use this browser as the display")
    assert_fits(hands.page, height)
    hands.go("/kiosk/17791")
    hands.press("Use this browser as the kiosk")
    hands.see("What do you come for today?")
    assert_fits(hands.page, height)
    hands.activate(hands.page.locator("button[name=field]").last)
    hands.see("Your number")
    assert_fits(hands.page, height)


def assert_fits(page: Page, height: int) -> None:
    assert page.evaluate("document.documentElement.scrollHeight") <= height, page.url
