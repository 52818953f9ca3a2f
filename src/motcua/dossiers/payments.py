"""The port to a payment platform: an order goes out, signed notices come back. No platform lives here.

``settings.PAYMENT_CONNECTOR`` names the implementation (``config`` wires it, ``sandbox`` has one). The
order's own id is what the platform repeats in its notices, so that nothing it answers must be remembered
before the page is shown, and a counter works with the platform dead.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.domain.payment_notices import Status
from motcua.domain.refusal import Forbidden, NotFound, Refusal
from motcua.domain.words import Words

SETTING = "PAYMENT_CONNECTOR"
ORDER_LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Order:
    """What the platform is asked for. ``reference`` is the dossier's code; never whose it is."""

    id: UUID
    amount: int
    reference: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A notice whose signature was right. ``notice`` is the platform's own number of it."""

    connector: str
    notice: str
    order: UUID | None
    reference: str
    status: Status
    amount: int


class PaymentConnector(Protocol):
    """What a platform must do; each implementation has a verified fake (``sandbox.payments``)."""

    name: str

    def ask(self, order: Order) -> str:
        """Where the payer goes to pay this order: a path of ours or the platform's address."""
        ...

    def read(self, body: bytes, signature: str) -> Heard:
        """The notice in a callback. Raises ``Forbidden`` where the signature is not the platform's."""
        ...


def _named() -> str:
    return str(getattr(settings, SETTING))


def connector() -> PaymentConnector:
    """The platform this installation pays through; ``Refusal`` where it has none."""
    named = _named()
    if not named:
        raise Refusal(
            "no_payment_platform",
            Words(
                vi="Trung tâm chưa nối với nền tảng thanh toán; mời nộp tại quầy hoặc chuyển khoản.",
                en="The center has no payment platform yet; please pay at the counter or by transfer.",
            ),
        )
    return _made(named)


def has_connector() -> bool:
    return bool(_named())


def connector_named(name: str) -> PaymentConnector:
    """The platform that calls back under this name."""
    if has_connector() and connector().name == name:
        return connector()
    raise NotFound(
        "no_such_platform",
        Words(vi="Không có nền tảng thanh toán này.", en="There is no such payment platform."),
    )


def bad_signature() -> Forbidden:
    return Forbidden(
        "bad_signature",
        Words(vi="Chữ ký của thông báo không đúng.", en="The notice is not signed by the platform."),
    )


@lru_cache(maxsize=4)
def _made(named: str) -> PaymentConnector:
    made: PaymentConnector = import_string(named)()
    return made
