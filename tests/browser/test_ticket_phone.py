"""The number on a phone: its title counts down; sound and vibration where they were asked for; giving up."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import said
from tests.browser.test_voice import call, come
from tests.browser.town import Town

LISTEN = """
window.rung = []; window.shaken = [];
navigator.vibrate = (pattern) => window.shaken.push(pattern.length);
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { window.rung.push(at); return start.call(this, at); };
"""


@pytest.fixture
def phone(browser: Browser, town: Town) -> Iterator[Page]:
    context = browser.new_context(base_url=town.address, viewport={"width": 360, "height": 740})
    context.add_init_script(LISTEN)
    yield context.new_page()
    context.close()


def test_it_warns_before_the_turn_and_at_the_call(town: Town, phone: Page) -> None:
    tokens = come(town, 4)
    phone.goto(f"/t/{tokens[-1]}")
    expect(phone).to_have_title("A004 (3)")
    assert phone.evaluate("[window.rung, window.shaken]") == [[], []]  # nobody asked for it
    phone.locator("#alert").click()
    expect(phone.locator("#alert")).to_have_text(
        said("Sound and vibration are on. Keep this page open.", "vi")
    )
    assert phone.evaluate("window.rung.length") == 1  # so that one hears whether the phone is muted
    call(town, 1, 0, comes=0)
    expect(phone).to_have_title("A004: sắp đến lượt")
    phone.wait_for_function("window.rung.length === 3 && window.shaken.length === 2")
    call(town, 3, 0, comes=0, ends=False)
    expect(phone).to_have_title("A004: quầy 1")
    phone.wait_for_function("window.rung.length === 8 && window.shaken.length === 3")


def test_it_is_given_up_with_one_more_question(town: Town, phone: Page) -> None:
    first, second = come(town, 2)
    phone.goto(f"/t/{first}")
    phone.get_by_text(said("I do not need this number any more", "vi")).click()
    phone.get_by_role("button", name=said("Give up this number", "vi")).click()
    expect(phone.locator("#now")).to_contain_text(said("This number was made void", "vi"))
    phone.goto(f"/t/{second}")
    expect(phone.locator("#now")).to_contain_text("A002")
