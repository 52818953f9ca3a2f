"""The board on an old television, a new one, and one hung upright: the latest call stands whole."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hands import Hands
from tests.browser.test_voice import call, come_for_each_field
from tests.browser.town import Town

pytestmark = pytest.mark.xdist_group("board")  # one center for all of them
SIZES = [(1280, 720), (1920, 1080), (1080, 1920)]
LONG = "Hệ thống đất đai tạm ngừng đến 11 giờ, xin ông/bà quay lại buổi chiều hoặc để lại số điện thoại. " * 2
WHOLE = """() => {
  const box = (at) => document.querySelector(at).getBoundingClientRect(), list = box("#calls");
  return box("#calls .call-now").bottom <= list.bottom && list.bottom <= box(".board-foot").top;
}"""
SIZE = """parseFloat(getComputedStyle(document.querySelector(".board-waiting li")).fontSize)"""
FIELDS_WHOLE = """() => {
  const list = document.querySelector(".board-waiting ul");
  while (list.children.length < 10) list.append(list.children[list.children.length % 8].cloneNode(true));
  const all = list.getBoundingClientRect(), whole = [...list.children].filter((line) => {
    const at = line.getBoundingClientRect();
    return at.right <= all.right + 1 && at.bottom <= all.bottom + 1;
  });
  const foot = document.querySelector(".board-foot").getBoundingClientRect().top;
  return all.bottom <= foot ? whole.map((line) => line.innerText) : [];
}"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_number_is_read_from_afar(screens: Town, browser: Browser, width: int, height: int) -> None:
    """An eighth of the narrower side is enough for ten metres on a screen of 32 inches."""
    context = browser.new_context(base_url=screens.address, viewport={"width": width, "height": height})
    board = context.new_page()
    board.goto("/display/17791")
    board.locator("button[name=demo]").click()
    board.goto("/display/17791")
    call(screens, 1, 0)
    box = board.locator(".call-now .call-number").bounding_box()
    assert box is not None
    assert box["height"] >= min(width, height) / 8
    assert board.evaluate("document.documentElement.scrollHeight") <= height
    context.close()


def test_three_long_messages_leave_the_latest_call_whole(screens: Town, browser: Browser) -> None:
    context = browser.new_context(base_url=screens.address)
    head = Hands(context.new_page())
    head.log_in("center.kimbang")
    for _ in range(3):
        head.go("/center/hall")
        form = head.page.locator("form").filter(has=head.page.locator("[name=text_vi]"))
        form.locator("[name=text_vi]").fill(LONG[:200])
        form.locator("[name=urgent]").check()
        form.locator("[name=hours]").first.check()
        form.locator("button").last.click()
    numbers = call(screens, 3, 0)
    board = context.new_page()
    board.goto("/display/17791")
    board.locator("button[name=demo]").click()
    board.goto("/display/17791")
    expect(board.locator(".board-urgent")).to_have_count(3)
    expect(board.locator(".call-now .call-number")).to_have_text(numbers[-1])
    for width, height in SIZES:
        board.set_viewport_size({"width": width, "height": height})
        assert board.evaluate(WHOLE), (width, height)
    context.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_field_is_dropped_where_people_wait_for_ten(
    screens: Town, browser: Browser, language: str
) -> None:
    """The catalogue has eight fields; two lines more are put to them, for it may grow."""
    context = browser.new_context(base_url=screens.address)
    board = context.new_page()
    board.goto("/display/17791")
    board.locator("button[name=demo]").click()
    names = come_for_each_field(screens)
    for width, height in SIZES:
        board.set_viewport_size({"width": width, "height": height})
        board.goto(f"/display/17791?lang={language}")
        shown = board.evaluate(FIELDS_WHOLE)
        assert len(shown) == 10, (width, height)
        if language == "vi":
            assert all(any(line.startswith(name) for line in shown) for name in names)
        size = board.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.board-waiting li')).fontSize)"
        )
        assert size >= 16
        assert board.evaluate("document.documentElement.scrollHeight") <= height
    context.close()
