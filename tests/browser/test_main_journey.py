"""The house's main job by real pages: with a mouse, without script, by keyboard, on a phone, in English."""

import pytest

from tests.browser import looks
from tests.browser.conftest import NewPage
from tests.browser.day import Day
from tests.browser.hands import Hands, Keys
from tests.browser.town import Town


def day(town: Town, new_page: NewPage, *, kind: type[Hands] = Hands, look: tuple = (), **screen) -> Day:
    language = screen.get("language", "vi")

    def hands(login: str) -> Hands:
        person = kind(new_page(town, **screen), language, *look)
        if login:
            person.log_in(login)
        return person

    board = Hands(new_page(town, language=language), language)  # the push is what needs script
    return Day(hands, board, searches=screen.get("script", True))


@pytest.mark.parametrize(
    "town", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
def test_one_whole_day(town: Town, new_page: NewPage) -> None:
    day(town, new_page).run()


def test_without_script(town: Town, new_page: NewPage) -> None:
    day(town, new_page, script=False).run()


def test_by_keyboard_alone(town: Town, new_page: NewPage) -> None:
    day(town, new_page, kind=Keys).run()


def test_on_a_phone_in_english(town: Town, new_page: NewPage) -> None:
    """Nobody scrolls sideways, and no word of the interface is left in Vietnamese."""
    look = (looks.fits_the_screen, looks.is_english)
    day(town, new_page, width=360, height=740, language="en", look=look).run()
