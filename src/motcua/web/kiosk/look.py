"""How one person wants the kiosk to look: larger text, everything to press in the lower half.

Kept in a cookie of the browser's session for this person's visit only: the way back to the first page
(``AGAIN``) forgets it, as it forgets the language.
"""

from dataclasses import dataclass

from django.http import HttpResponse

from motcua.web.requests import Request

COOKIE = "motcua_look"
AGAIN = "?lang=vi&look="
LARGE, LOW = "large", "low"


@dataclass(frozen=True)
class Look:
    """``classes`` for the page's body; for each switch whether it is on, and the look it leads to."""

    classes: str
    large: str
    low: str
    to_large: str
    to_low: str


def look_of(request: Request) -> Look:
    """As asked in the address, else as kept."""
    asked = request.GET.get("look")
    return _look(set((request.COOKIES.get(COOKIE, "") if asked is None else asked).split("-")))


def remember(request: Request, response: HttpResponse) -> HttpResponse:
    """Keep what was asked for, until the next person."""
    asked = request.GET.get("look")
    if asked is not None:
        wanted = "-".join(word for word in (LARGE, LOW) if word in asked.split("-"))
        if wanted:
            response.set_cookie(COOKIE, wanted, samesite="Lax", httponly=True)
        else:
            response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _look(words: set[str]) -> Look:
    words &= {LARGE, LOW}
    return Look(
        classes="".join(f" kiosk-{word}" for word in (LARGE, LOW) if word in words),
        large="true" if LARGE in words else "false",
        low="true" if LOW in words else "false",
        to_large="-".join(sorted(words ^ {LARGE})),
        to_low="-".join(sorted(words ^ {LOW})),
    )
