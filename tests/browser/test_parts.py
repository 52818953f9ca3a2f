"""A part that a page fetches is what the whole page would show there."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.hands import Hands
from tests.browser.tours import TICKET
from tests.browser.town import Town

PART = """async ([address, htmx]) => {
  const answer = await fetch(address, {headers: htmx ? {"HX-Request": "true"} : {}, cache: "no-store"});
  const box = document.createElement("template");
  box.innerHTML = await answer.text();
  return box.innerHTML;
}"""
TRIES = 3


def same(html: str) -> str:
    """Without what every answer has anew: the mask of its token, and spaces between elements."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return re.sub(r"\s+", " ", html).strip()


def assert_part_is_whole(page: Page, box: str, address: str, *, htmx: bool) -> None:
    for _ in range(TRIES):  # a minute may have ended in between
        page.reload()
        whole, part = same(page.locator(box).inner_html()), same(page.evaluate(PART, [address, htmx]))
        if whole == part:
            return
    assert part == whole


def test_the_board(demo: Town, new_page: NewPage) -> None:
    page = new_page(demo)
    display = Hands(page)
    display.go("/display/17791")
    display.press("Use this browser as the display")
    assert_part_is_whole(page, "#main", "/display/17791/board", htmx=False)


@pytest.mark.parametrize("state", ["waiting", "serving", "done"])
def test_a_number_on_a_phone(state: str, demo: Town, new_page: NewPage) -> None:
    page = new_page(demo)
    address = f"/t/{demo.ask(TICKET, state)[0][0]}"
    page.goto(address)
    assert_part_is_whole(page, "#now", f"{address}/now", htmx=False)


def test_the_counters_queue_and_its_search(demo: Town, new_page: NewPage) -> None:
    page = new_page(demo)
    counter = Hands(page)
    counter.log_in("counter.kimbang")
    if "/opening" in page.url:
        counter.press("Open this counter")
    page.goto("/counter/")
    assert_part_is_whole(page, "#queue", "/counter/", htmx=True)
    address = "/counter/reception?q=ket+hon"
    page.goto(address)
    assert_part_is_whole(page, "#found", address, htmx=True)
    page.goto("/counter/opening")
    page.locator("form[action$=closing] button").click()
