"""Who is asking: an officer by an API token, or a kiosk or display by the token of its pairing.

An officer's token acts within its scopes and never beyond what the officer's posts of the day allow. A
paired device acts under its own name, only at its own center: a kiosk gives numbers and reads the hall,
a display reads the hall.
"""

from datetime import datetime

from django.http import HttpRequest
from ninja.security import HttpBearer

from motcua.api.problems import Unauthenticated
from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.people.actions import digest
from motcua.people.models import Officer, Token
from motcua.places.models import Device
from motcua.places.pairing import digest_of

OFFICERS_MARK = "mc_"
"""How an officer's token begins; a device's begins so once in 260,000 times, and is found all the same."""


class ApiRequest(HttpRequest):
    """A request that passed the door."""

    now: datetime
    auth: Officer | Device


class Bearer(HttpBearer):
    """Opens an endpoint to officers' tokens of one scope, and to the kinds of device it names."""

    def __init__(self, scope: str, *devices: str) -> None:
        super().__init__()
        self.scope = scope
        self.devices = devices

    def authenticate(self, request: HttpRequest, token: str) -> Officer | Device:
        now: datetime = request.now  # type: ignore[attr-defined]
        if token.startswith(OFFICERS_MARK) or not self.devices:
            found = self._officer(token, now) or self._device(token)
        else:
            found = self._device(token) or self._officer(token, now)
        if found is None:
            raise unauthenticated()
        return found

    def _officer(self, token: str, now: datetime) -> Officer | None:
        usable = Token.objects.usable(now).select_related("officer")
        row = usable.filter(digest=digest(token)).first()
        if row is not None and self.scope not in row.scopes:
            raise Forbidden(
                "scope_missing",
                Words(
                    f"Mã truy cập này không có phạm vi {self.scope}.",
                    f"This token does not have the scope {self.scope}.",
                ),
            )
        return row.officer if row else None

    def _device(self, token: str) -> Device | None:
        paired = Device.objects.active().select_related("center")
        device = paired.filter(token_digest=digest_of(token)).first()
        if device is not None and device.kind not in self.devices:
            raise Forbidden(
                "not_for_devices",
                Words(
                    "Máy lấy số chỉ được cấp số và xem phòng chờ; màn hình chỉ được xem phòng chờ.",
                    "A kiosk may only give numbers and read the hall; a display may only read the hall.",
                ),
            )
        return device


def officer_of(request: ApiRequest) -> Officer:
    """The officer behind a door that no device passes."""
    assert isinstance(request.auth, Officer)
    return request.auth


def unauthenticated() -> Unauthenticated:
    return Unauthenticated(
        "unauthenticated",
        Words(
            "Cần mã truy cập còn hiệu lực (Authorization: Bearer ...).",
            "A valid token is needed (Authorization: Bearer ...).",
        ),
    )
