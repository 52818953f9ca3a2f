"""Which paired device a request comes from: a kiosk or a display acts under its own name, with no log-in.

One browser may be several devices (a trial desk is kiosk and display at once), so the cookie carries the
tokens of all of them, signed; the database keeps only their digests.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from motcua.domain.codes import COMMUNE
from motcua.places.models import Device
from motcua.places.pairing import digest_of

COOKIE = "motcua_device"
MOST = 8
A_YEAR = 365 * 24 * 3600
_signer = signing.TimestampSigner(salt="motcua.device")


def device_of(request: HttpRequest, kind: str, center_code: str) -> Device | None:
    """The device of that kind that this browser is for the center of that code, or None; one statement.

    A kiosk with an agent of its own (``motcua kiosk``) says it in a header: its browser knows no secret.
    """
    held = [*_tokens(request.COOKIES.get(COOKIE, "")), *_bearer(request)]
    return _paired(held, kind, center_code)


def find(cookie: str, kind: str, center_code: str) -> Device | None:
    """As ``device_of``, by the cookie alone."""
    return _paired(_tokens(cookie), kind, center_code)


def _paired(tokens: list[str], kind: str, center_code: str) -> Device | None:
    if not tokens or not COMMUNE.fullmatch(center_code):
        return None
    return (
        Device.objects.active()
        .select_related("center__commune", "center__hall_rules", "point")
        .filter(
            token_digest__in=[digest_of(token) for token in tokens], kind=kind, center__commune_id=center_code
        )
        .first()
    )


def remember(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Add a token to what this browser carries; the oldest goes beyond ``MOST``."""
    kept = [*_tokens(request.COOKIES.get(COOKIE, "")), token][-MOST:]
    response.set_cookie(
        COOKIE,
        _signer.sign(".".join(kept)),
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def _tokens(cookie: str) -> list[str]:
    try:
        return _signer.unsign(cookie, max_age=A_YEAR).split(".") if cookie else []
    except signing.BadSignature:
        return []


def _bearer(request: HttpRequest) -> list[str]:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return [token[:200]] if scheme.lower() == "bearer" and token else []
