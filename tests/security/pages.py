"""Every page of the project as somebody sees it, and where values can be put into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from motcua.sandbox.cast import KIM_BANG, SON_LAM
from tests.security.addresses import address
from tests.security.world import ANYBODY, ROLES, World, routes

HOME_OF = {role: SON_LAM if role.endswith(".sonlam") else KIM_BANG for role in ROLES}


@dataclass(frozen=True)
class Page:
    """One answer in HTML: whose, from where, and its text."""

    role: str
    path: str
    status: int
    text: str
    headers: dict[str, str]

    @cached_property
    def elements(self) -> "Elements":
        return Elements(self.text)

    @cached_property
    def forms(self) -> list["Form"]:
        return forms(self.elements)


def pages(world: World, *roles: str, language: str = "vi", of: str = "") -> Iterator[Page]:
    """What each role gets at every address that can be opened, about their own commune's things or ``of``."""
    for role in roles or ROLES:
        key = (role, language, of)
        if key not in world.seen:
            world.seen[key] = list(_pages(world, role, language, of or HOME_OF[role]))
        yield from world.seen[key]


def _pages(world: World, role: str, language: str, place: str) -> Iterator[Page]:
    for route in routes():
        if route.startswith("/api/v1/") and (route != "/api/v1/docs" or role != ANYBODY):
            continue  # the API's own page is the same for everybody, and long
        path = address(route, world.places[place])
        response = world.ask(role, "GET", path, {"lang": language})
        if response.headers.get("Content-Type", "").startswith("text/html"):
            headers = {name.lower(): value for name, value in response.headers.items()}
            yield Page(role, path, response.status_code, response.content.decode(), headers)


def public_pages(world: World) -> Iterator[Page]:
    """What anybody, a kiosk and a display see."""
    for language in ("vi", "en"):
        yield from pages(world, ANYBODY, "kiosk", "display", language=language)


class Elements(HTMLParser):
    """The elements of a page, each as (name, attributes)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside: list[str] = []
        self.loose: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] in ("script", "style") and data.strip():
            self.loose.append((self.inside[-1], data))


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, how, and the names of its fields with what they hold."""

    action: str
    method: str
    fields: tuple[tuple[str, str], ...]


def forms(elements: Elements) -> list[Form]:
    """The forms among the elements of a page. Buttons that send a name count as fields."""
    found: list[Form] = []
    head: dict[str, str] | None = None
    fields: list[tuple[str, str]] = []

    def close() -> None:
        if head is not None:
            method = head.get("method", "get").lower()
            found.append(Form(head.get("action", ""), method, tuple(dict(fields).items())))

    for tag, attributes in elements.found:
        if tag == "form":
            close()
            head, fields = attributes, []
        elif tag in ("input", "select", "textarea", "button") and attributes.get("name"):
            fields.append((attributes["name"], attributes.get("value", "")))
    close()
    return found
