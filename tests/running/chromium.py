"""The machine's own Chromium (Debian's package); Playwright only drives it."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
# As root Chromium refuses to start with its sandbox; in a container /dev/shm is too small for it.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--force-prefers-reduced-motion"]


def executable() -> str | None:
    """The path of the browser, from ``MOTCUA_CHROMIUM`` or the search path; None where there is none."""
    given = os.environ.get("MOTCUA_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)
