"""In the offices' lists single keys go from line to line and from list to list, unless somebody writes."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.hands import Hands
from tests.browser.town import Town

LINE = "document.activeElement.textContent.trim()"


def office(town: Town, new_page: NewPage) -> Page:
    hands = Hands(new_page(town))
    hands.log_in("leader.kimbang")
    hands.go("/office/")
    return hands.page


def test_g_and_a_letter_lead_to_a_list_and_a_field_keeps_its_letters(town: Town, new_page: NewPage) -> None:
    page = office(town, new_page)
    page.locator("#q").press_sequentially("gsjk/?")
    expect(page.locator("#q")).to_have_value("gsjk/?")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("h1").first.click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.locator("h1").first.click()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(re.compile("/office/queues/sign"))
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url(re.compile("/office/signing"))


def test_the_list_of_keys_opens_and_switches_them_off(town: Town, new_page: NewPage) -> None:
    page = office(town, new_page)
    page.locator("h1").first.click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()  # switched off
    page.locator("#keys-open").click()
    page.locator("#keys-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_j_k_and_enter_open_a_line(demo: Town, new_page: NewPage) -> None:
    page = office(demo, new_page)
    page.locator("h1").first.click()
    page.keyboard.press("j")
    first = page.evaluate(LINE)
    page.keyboard.press("j")
    assert page.evaluate(LINE) != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate(LINE) == first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/office/dossiers/"))
    page.keyboard.press("a")
    expect(page.locator("#act-title")).to_be_focused()
