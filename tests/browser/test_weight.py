"""Every page of residents is light: under 100 kB at first view, the number on a phone under 30 kB."""

from playwright.sync_api import Browser

from tests.browser import weighing
from tests.browser.town import Town


def test_first_views_are_light(browser: Browser, demo: Town) -> None:
    weights = {
        name: weighing.first_view(browser, demo, path) for name, path in weighing.addresses(demo).items()
    }
    print("\n".join(f"{name:<22}{weight:>8,} bytes" for name, weight in weights.items()))
    assert min(weights.values()) > 2_000  # the scales do weigh
    too_heavy = {name: weight for name, weight in weights.items() if weight > weighing.promise(name)}
    assert too_heavy == {}
