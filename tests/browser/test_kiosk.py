"""The kiosk's touch screen in a real browser: sizes, keyboard, reach, axe, a scanned card, the wipe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from motcua.domain.codes import invented_person_id
from tests.browser.conftest import NewPage
from tests.browser.hands import Hands
from tests.browser.town import Town

pytestmark = pytest.mark.xdist_group("kiosk")  # one center for all of them
KIOSK = "/kiosk/17791"
TWENTY_MM = 76
"""Pixels at 96 dots an inch, rounded up."""
TALL, WIDE = (1080, 1920), (1280, 800)
STRICT = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
"""With contrast of 7:1."""
CARD = f"{invented_person_id(7, woman=True, year=58)}||Nguyen Thi Mau|01031958|Nam|Kim Bang|01072024"
SMALL = """smallest => [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
  .filter(e => e.getClientRects().length && !e.closest("[target=_blank]"))
  .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
  .filter(([name, box]) => box.width < smallest || box.height < smallest)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
TOPS = "[...document.querySelectorAll('.tile')].map(e => e.getBoundingClientRect().top)"


@pytest.fixture
def kiosk(screens: Town, new_page: NewPage) -> Page:
    hands = Hands(new_page(screens, width=TALL[0], height=TALL[1]))
    hands.go(KIOSK)
    hands.press("Use this browser as the kiosk")
    hands.see("What do you come for today?")
    hands.page.goto(f"{KIOSK}?lang=en")
    return hands.page


def turned(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def go(page: Page, path: str) -> None:
    page.goto(KIOSK + path)


def check(page: Page) -> None:
    assert page.evaluate(SMALL, TWENTY_MM) == [], page.url
    found = Axe().run(page, options=STRICT).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == [], page.url


def scan(page: Page, text: str) -> None:
    """A scanner is a keyboard with quick hands."""
    page.keyboard.type(text, delay=1)
    page.keyboard.press("Enter")


def test_everything_to_touch_measures_20_mm_and_stands_out(kiosk: Page) -> None:
    for size in (TALL, WIDE):
        turned(kiosk, size)
        for path in (
            "?lang=vi",
            "?lang=en&look=large",
            "?look=low",
            "?lane=result&look=",
            "/priority",
            "/card",
        ):
            go(kiosk, path)
            check(kiosk)
    go(kiosk, "?lang=vi&look=")
    kiosk.locator("button[name=field]").first.click()
    expect(kiosk.locator(".ticket-number")).to_be_visible()
    check(kiosk)


def test_a_hand_from_a_wheelchair_reaches_every_tile(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="Buttons lower down").click()
    expect(kiosk.get_by_role("button", name="Buttons lower down")).to_have_attribute("aria-pressed", "true")
    assert min(kiosk.evaluate(TOPS)) > TALL[1] / 2


def test_the_next_person_finds_the_screen_as_it_was(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="Larger text").click()
    large = kiosk.locator(".tile").first.evaluate("e => getComputedStyle(e.closest('main')).zoom")
    answer = kiosk.request.get(kiosk.url)
    wiped = answer.headers["refresh"].partition("url=")[2]
    go(kiosk, wiped.removeprefix(KIOSK))
    expect(kiosk.locator("html")).to_have_attribute("lang", "vi")
    expect(kiosk.locator("body")).to_have_class("kiosk")
    assert float(large) > 1
    assert answer.headers["refresh"].startswith("60;")
    assert "no-store" in answer.headers["cache-control"]


def test_a_number_by_keyboard_alone(kiosk: Page) -> None:
    for _ in range(30):
        kiosk.keyboard.press("Tab")
        if kiosk.evaluate("document.activeElement.name") == "field":
            break
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator(".ticket-number")).to_be_visible()


def test_a_card_is_scanned_on_the_first_page_and_leaves_nothing(kiosk: Page) -> None:
    scan(kiosk, CARD)
    expect(kiosk.get_by_role("status")).to_contain_text("Hello, Mau")
    assert kiosk.url.endswith("/card")
    assert CARD[:12] not in kiosk.content()
    kiosk.get_by_role("button", name="Yes, call me before others").click()
    expect(kiosk.locator("input[name=priority]").first).to_have_value("elderly")


def test_a_card_is_read_on_its_own_page_where_nothing_shows(kiosk: Page) -> None:
    go(kiosk, "/card")
    expect(kiosk.locator("#id_card")).to_be_focused()
    expect(kiosk.locator("#id_card")).to_have_attribute("type", "password")
    scan(kiosk, CARD)
    expect(kiosk.get_by_role("status")).to_contain_text("Hello, Mau")
    assert kiosk.locator("#id_card").count() == 0


def test_slow_typing_is_no_card(kiosk: Page) -> None:
    kiosk.keyboard.type(CARD[:13], delay=320)
    kiosk.keyboard.press("Enter")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("What do you come for today?")
    assert "/card" not in kiosk.url
