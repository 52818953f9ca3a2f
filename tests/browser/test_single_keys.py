"""At the counter single keys press buttons, where they cannot be letters of a text."""

from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.hands import Hands
from tests.browser.town import Town


def test_a_key_presses_the_button_it_names_and_no_other(town: Town, new_page: NewPage) -> None:
    kiosk = Hands(new_page(town))
    kiosk.go("/kiosk/17791")
    kiosk.press("Use this browser as the kiosk")
    kiosk.activate(kiosk.page.locator("button[name=field]").first)
    kiosk.see("Your number")
    counter = Hands(new_page(town))
    counter.log_in("counter.kimbang")
    counter.press("Open this counter")
    counter.see("Counter %(number)s", number=1)
    page = counter.page
    page.locator("#out-of-turn summary").click()
    page.locator("#id_number").press("g")
    expect(page.locator("#id_number")).to_have_value("g")  # a letter, no call
    page.locator("h1").click()
    page.keyboard.press("g")
    expect(page.locator(".number-big")).to_have_text("A001")
    page.keyboard.press("s")
    expect(page.locator("[data-key=e]")).to_be_visible()
    page.locator("#shortcuts-on").uncheck()
    page.keyboard.press("Tab")
    page.keyboard.press("e")  # switched off: nothing is pressed
    page.locator("#shortcuts-on").check()
    expect(page.locator(".number-big")).to_have_text("A001")
    page.locator("h1").click()
    page.keyboard.press("e")
    expect(page.locator(".call-next")).to_be_visible()
