"""A real Chromium before the real program with the demo's data; every worker has a copy of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.running import chromium, folder, program

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def demo_home() -> Path:
    """The demo, loaded once for all workers of this run."""
    shared = Path(os.environ["MOTCUA_HOME"])
    home = shared / "demo"
    with folder.locked(shared / "demo.lock"):
        if not (home / "loaded").exists():
            home.mkdir(exist_ok=True)
            done = program.run("demo", environment=program.demo_environment(home))
            assert done.returncode == 0, done.stderr
            (home / "loaded").touch()
    return home


@pytest.fixture(scope="session")
def demo(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo that this worker may change as it likes."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(demo_home, home)
    with program.serving(program.demo_environment(home), "--with-work") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.executable()
    if path is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)


@pytest.fixture
def new_page(browser: Browser, demo: str) -> Iterator[NewPage]:
    """Opens a page in a context (cookies) of its own: ``new_page(width=360, script=False, language="en")``.

    At the end no page may have broken: no script error, nothing refused by the Content-Security-Policy.
    """
    contexts, troubles = [], []

    def noticed(message: ConsoleMessage) -> None:
        # A 422 with the form re-shown is an answer; Chromium's console calls it an error.
        if message.type == "error" and "Failed to load resource" not in message.text:
            troubles.append(message.text)

    def opened(*, width: int = 1280, script: bool = True, language: str = "vi") -> Page:
        context = browser.new_context(
            base_url=demo,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
            timezone_id="Asia/Ho_Chi_Minh",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", noticed)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        if language == "en":
            page.goto("/?lang=en")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """What axe finds wrong with a page, a line each: WCAG 2.2 to AA, and its best practices."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        response = axe.run(page).response
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in response["violations"]
            for node in rule["nodes"]
        ]

    return found
