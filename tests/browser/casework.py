"""A dossier carried through the offices by people at their screens, each logged in once."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from motcua.domain.codes import invented_person_id
from tests.browser.day import CODE, required_papers
from tests.browser.hands import Hands

PERSON = invented_person_id(78, woman=False, year=71)
NAME = "Trần Văn Ví Dụ Tám"


@dataclass
class Case:
    """``hands`` gives a person at a screen of their own, logged in under that name, or as nobody."""

    hands: Callable[[str], Hands]
    code: str = ""
    token: str = ""
    people: dict[str, Hands] = field(default_factory=dict)

    def person(self, login: str) -> Hands:
        if login not in self.people:
            self.people[login] = self.hands(login)
        return self.people[login]

    def receive(self, procedure: str) -> None:
        """A counter officer takes it in, with every paper that is always asked for."""
        counter = self.person("counter.kimbang")
        if "/opening" in counter.page.url:
            counter.press("Open this counter")
            counter.see("Counter %(number)s", number=1)
        counter.go(f"/counter/reception/{procedure}")
        counter.write("Full name", NAME)
        counter.write("Identity number", PERSON)
        for paper in required_papers(counter):
            counter.choose(paper)
        counter.press("Receive the dossier")
        expect(counter.page).to_have_url(CODE)
        self.code = CODE.search(counter.page.url)[0]
        link = counter.one("link", "Open the resident's page").get_attribute("href") or ""
        self.token = link.rpartition("/")[2]

    def open(self, login: str) -> Hands:
        """The officer finds it on the list of what is their turn, and opens it."""
        officer = self.person(login)
        officer.go("/office/")
        officer.activate(officer.page.get_by_role("link", name=self.code))
        officer.see("It is your turn")
        return officer

    def act(self, login: str, button: str) -> Hands:
        officer = self.open(login)
        if button == "Sign this decision":
            officer.choose(officer.page.locator("input[name=kind][value=granted]"))
        officer.press(button)
        done(officer)
        return officer

    def at_the_residents(self) -> Hands:
        """Whoever holds the code looks; nobody's name stands there."""
        resident = self.person("")
        resident.go(f"/d/{self.token}")
        text = resident.page.content()
        assert NAME not in text
        assert PERSON not in text
        return resident


def done(officer: Hands) -> None:
    expect(officer.page.locator(".notice-good").first).to_be_visible()


def lines(page: Page) -> list[str]:
    """What happened to the term, line by line, as the page of the clock says it."""
    return page.locator("section[aria-labelledby=ledger-title] tbody tr").all_inner_texts()


def when(text: str) -> str:
    """The first time and day in a text as pages write them: ``14:45, thứ Sáu 04/12/2026``."""
    found = re.search(r"\d\d:\d\d, [^\d]+ \d\d/\d\d/\d{4}", text)
    assert found, text
    return found[0]
