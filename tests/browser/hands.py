"""A person before a screen: what they press, write, choose and see, by the names the interface says.

Names are given in English, the language of the msgids; ``said`` finds the words that stand on the page.
``Hands`` point, ``Keys`` have no mouse: Tab, arrows, Space, Enter and letters.
"""

import re
from typing import Any

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

SHOWS_FOCUS = """element => {
  const shown = [element, element.closest("label"), element.closest(".choice"), element.parentElement];
  const styles = shown.filter(one => one).map(one => getComputedStyle(one));
  return styles.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
}"""
HAS_FOCUS = "element => element === document.activeElement"
IN_GROUP = (
    "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"
)
IF_THERE = "element => element.isConnected ? ({at})(element) : null"
MOST_TABS = 200


def said(english: str, language: str, **values: Any) -> str:
    """The words of the interface for an English msgid."""
    with translation.override(language):
        return translation.gettext(english) % values if values else translation.gettext(english)


class Hands:
    """``looks`` are asked at every page that is seen: is it as wide as the screen, is it all in English?"""

    def __init__(self, page: Page, language: str = "vi", *looks: Any) -> None:
        self.page = page
        self.language = language
        self.looks = looks

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def words(self, english: str, **values: Any) -> str:
        return said(english, self.language, **values)

    def one(self, role: Any, english: str, **values: Any) -> Locator:
        """The first visible element of that role and name; what stands in the page itself goes first."""
        name = self.words(english, **values)
        everywhere = self.page.get_by_role(role, name=name, exact=True)
        inside = self.page.get_by_role("main").get_by_role(role, name=name, exact=True)
        expect(everywhere.first).to_be_visible()
        return (inside if inside.count() else everywhere).first

    def press(self, english: str, **values: Any) -> None:
        self.activate(self.one("button", english, **values))

    def follow(self, english: str, **values: Any) -> None:
        self.activate(self.one("link", english, **values))

    def write(self, english: str, text: str) -> None:
        label = self.words(english)
        self.type_into(
            self.page.get_by_label(label, exact=True).or_(self.page.get_by_label(label)).first, text
        )

    def choose(self, target: Locator) -> None:
        """Tick a box or choose a radio."""
        target.check(force=True)  # the words around it take the click, as for a finger
        expect(target).to_be_checked()

    def activate(self, target: Locator) -> None:
        target.click()

    def type_into(self, target: Locator, text: str) -> None:
        target.fill(text)

    def see(self, english: str, **values: Any) -> None:
        """A heading of the page; then the page is looked at."""
        self.see_heading(self.words(english, **values))

    def see_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()
        self.look()

    def look(self) -> None:
        self.page.wait_for_load_state()
        for looked in self.looks:
            looked(self.page)

    def log_in(self, name: str) -> None:
        self.go("/login/")
        self.write("Log-in name", name)
        self.write("Password", "motcua-demo")
        self.press("Log in")
        expect(self.page).not_to_have_url(re.compile("/login/"))


class Keys(Hands):
    """Without a mouse. Wherever the focus stops to act, it must be seen."""

    def activate(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def type_into(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, target: Locator) -> None:
        if target.get_attribute("type") != "radio":
            self.reach(target)
            self.page.keyboard.press("Space")
        elif not target.is_checked():
            self.reach(target, at=IN_GROUP)
            for _ in range(MOST_TABS):
                if target.evaluate(HAS_FOCUS):
                    break
                self.page.keyboard.press("ArrowDown")
            if not target.is_checked():
                self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def reach(self, target: Locator, at: str = HAS_FOCUS) -> None:
        element, asked = target.element_handle(), IF_THERE.format(at=at)
        for _ in range(MOST_TABS):
            arrived = element.evaluate(asked)
            if arrived is None:  # the page was drawn anew meanwhile; to look it up each time takes long
                element = target.element_handle()
                arrived = element.evaluate(asked)
            if arrived:
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the keyboard does not reach {target}")
        focused = self.page.locator(":focus")
        assert focused.evaluate(SHOWS_FOCUS), (
            f"the focus is not seen on {focused.evaluate('e => e.outerHTML')}"
        )
