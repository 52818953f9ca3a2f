"""Who walks through the pages, and how a tour says where it stops: it yields the name of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands
from tests.browser.town import Town


@dataclass
class Visitor:
    """Somebody in a town: opens screens, and asks the town for an address that is worth a visit."""

    town: Town
    language: str
    open_page: Callable[[], Page]

    def hands(self, login: str = "") -> Hands:
        person = Hands(self.open_page(), self.language)
        if login:
            person.log_in(login)
        return person

    def first(self, sql: str, *values: str) -> str:
        return self.town.ask(sql, *values)[0][0]

    def dossier(self, column: str, condition: str, order: str = "received_at") -> str:
        where = f"{condition} AND code LIKE 'H41.17.791%'"
        return self.first(f"SELECT {column} FROM dossiers_dossier WHERE {where} ORDER BY {order} LIMIT 1")  # noqa: S608


Tour = Callable[[Visitor], Iterator[tuple[str, Page]]]


def expect_summary(page: Page) -> Locator:
    """The summary of what is wrong is there, and the keyboard is on it."""
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    return summary
