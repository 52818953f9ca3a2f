"""Compressed transfer of the first view of every resident page, all that it fetches included (no database).

On the demo's data, by a real browser with an empty cache. The database makes no difference to bytes.
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.figures import Figure, show
from tests.browser import weighing
from tests.browser.town import running
from tests.running import chromium, program


def main() -> None:
    path = chromium.executable()
    if path is None:
        raise SystemExit("no chromium on this machine (apt-get install chromium)")
    environment = program.demo_environment(Path(os.environ["MOTCUA_HOME"]))
    program.run("demo", environment=environment).check_returncode()
    with running(environment) as town, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=chromium.FLAGS)
        for name, address in weighing.addresses(town).items():
            weight = weighing.first_view(browser, town, address) / 1000
            show(Figure(name, weight, "kB", "<=", weighing.promise(name) / 1000))
        browser.close()


if __name__ == "__main__":
    main()
