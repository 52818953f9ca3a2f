"""The board speaks: every call whole, in order, once, also over a reload; each stands large long enough."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.hands import Hands, said
from tests.browser.town import ROOT, Town
from tests.running import chromium

pytestmark = pytest.mark.xdist_group("voice")  # they only wait: one after the other, beside all the others
LOUD = "--autoplay-policy=no-user-gesture-required"
LISTEN = """() => {
  window.spoken = []; window.large = [];
  document.addEventListener("motcua:spoken", (event) => window.spoken.push(event.detail));
  const look = () => {
    const text = document.querySelector(".call-now .call-number")?.textContent, latest = window.large.at(-1);
    if (text && latest?.text !== text) window.large.push({ text, at: performance.now() });
  };
  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true }));
}"""
A_CALL = 5.4
"""Seconds, at most, that one call takes in its turn."""


@pytest.fixture(scope="module")
def loud(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium.executable(), args=[*chromium.FLAGS, LOUD])
    yield browser
    browser.close()


@pytest.fixture
def hall(loud: Browser, town: Town) -> Iterator[Callable[[str], Page]]:
    """Opens the board of this browser at an address: ``hall("?voice=north")``."""
    contexts: list[BrowserContext] = []

    def opened(address: str = "", browser: Browser = loud) -> Page:
        context = browser.new_context(base_url=town.address, viewport={"width": 1280, "height": 720})
        contexts.append(context)
        context.add_init_script(f"({LISTEN})()")
        page = context.new_page()
        page.goto(f"/display/17791{address}")
        page.locator("button[name=demo]").click()
        page.goto(f"/display/17791{address}")
        expect(page.locator(".board-state")).to_have_text(said("Up to date", "vi"))
        return page

    yield opened
    for context in contexts:
        context.close()


def call(town: Town, count: int, seconds: float, *, comes: int | None = None, ends: bool = True) -> list[str]:
    """The numbers called, in order."""
    told = _told(town, "call", count, seconds, count if comes is None else comes, int(ends))
    assert told["seconds"] < seconds + 2
    return list(told["called"])


def come(town: Town, count: int) -> list[str]:
    """The tokens of the numbers taken."""
    return list(_told(town, "come", count))


def come_for_each_field(town: Town) -> list[str]:
    """The fields' names: one person waits for each."""
    return list(_told(town, "fields"))


def _told(town: Town, *words: object) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.calls", *(str(word) for word in words)],
        cwd=ROOT,
        env=town.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def wait_until_spoken(page: Page, count: int) -> list[dict[str, Any]]:
    page.wait_for_function(
        "count => window.spoken.length >= count", arg=count, timeout=(count * A_CALL + 10) * 1000
    )
    return list(page.evaluate("window.spoken"))


@pytest.mark.slow  # twenty calls take a hundred seconds
def test_twenty_calls_in_five_seconds_are_all_spoken_in_order(
    town: Town, hall: Callable[[str], Page]
) -> None:
    board = hall("?voice=north")
    numbers = call(town, 20, 5)
    spoken = wait_until_spoken(board, 20)
    assert [one["ticket"] for one in spoken] == numbers
    assert [one["call"] for one in spoken] == sorted({one["call"] for one in spoken})
    for one in spoken:
        assert one["clips"] == ["call", *one["ticket"].lower(), "counter", "1"]
    for before, after in zip(spoken, spoken[1:], strict=False):
        assert before["end"] <= after["begin"]  # none cuts another
    board.wait_for_timeout(6000)
    assert len(board.evaluate("window.spoken")) == 20
    large = [one for one in board.evaluate("window.large") if one["text"] in numbers]
    assert [one["text"] for one in large] == numbers
    for before, after in zip(large, large[1:], strict=False):
        assert after["at"] - before["at"] > 4_950


def test_a_reload_neither_repeats_nor_loses_a_call(town: Town, hall: Callable[[str], Page]) -> None:
    call(town, 1, 0)  # before the board: not its business
    board = hall("?voice=north,english")
    numbers = call(town, 3, 0.5)
    spoken = wait_until_spoken(board, 2)
    assert [(one["voice"], one["ticket"]) for one in spoken] == [
        ("north", numbers[0]),
        ("english", numbers[0]),
    ]
    expect(board.locator(".call-now .call-number")).to_have_text(numbers[1])
    board.reload()  # in the middle of the second call: it was cut, so it is said anew and whole
    spoken = wait_until_spoken(board, 4)
    assert [one["ticket"] for one in spoken] == [numbers[1]] * 2 + [numbers[2]] * 2
    board.wait_for_timeout(2500)
    board.reload()
    board.wait_for_timeout(3000)
    assert board.evaluate("window.spoken") == []
    expect(board.locator(".call-now .call-number")).to_have_text(numbers[2])


def test_where_the_browser_is_silent_the_board_asks_for_a_touch(
    town: Town, hall: Callable[..., Page], browser: Browser
) -> None:
    board = hall("", browser)
    button = board.locator("#sound")
    expect(button).to_be_visible()
    numbers = call(town, 1, 0)
    expect(board.locator(".call-now .call-number")).to_have_text(numbers[0])
    button.click()
    expect(button).to_be_hidden()
    board.wait_for_timeout(5500)
    numbers = call(town, 1, 0)
    assert wait_until_spoken(board, 1)[0]["ticket"] == numbers[0]


def test_a_board_without_a_voice_asks_for_nothing(town: Town, hall: Callable[[str], Page]) -> None:
    board = hall("?voice=none")
    expect(board.locator("#sound")).to_be_hidden()
    numbers = call(town, 1, 0)
    expect(board.locator(".call-now .call-number")).to_have_text(numbers[0])


def test_a_running_board_takes_the_voices_that_the_head_chooses(
    town: Town, hall: Callable[..., Page], loud: Browser
) -> None:
    board = hall()
    context = loud.new_context(base_url=town.address)
    head = Hands(context.new_page())
    head.log_in("center.kimbang")
    head.go("/setup/hall/voices")
    head.page.select_option("select[name=first]", "english")
    head.press("Save the voices")
    context.close()
    expect(board.locator("#announced")).to_have_attribute("data-speakers", "english")
    board.wait_for_timeout(1000)  # it fetches where the clips lie
    numbers = call(town, 1, 0)
    assert [(one["voice"], one["ticket"]) for one in wait_until_spoken(board, 1)] == [("english", numbers[0])]
    expect(board.locator("#sound")).to_be_hidden()
