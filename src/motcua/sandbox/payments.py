"""The payment platform of demo and tests: takes orders, calls back with signed notices as a real one does.

It remembers nothing: what was ordered stands in the order itself. What it sends is JSON with the order, a
number of its own, the status and the amount that came, under an HMAC-SHA256 of the whole body.
"""

import hashlib
import hmac
import json
from uuid import UUID

from django.conf import settings

from motcua.base.rows import new_id
from motcua.domain.payment_notices import Status
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers.payments import Heard, Order, bad_signature

PURPOSE = b"motcua.sandbox.payments"
LONGEST = 4_000


class SandboxBank:
    """Implements ``dossiers.payments.PaymentConnector``."""

    name = "sandbox"

    def ask(self, order: Order) -> str:
        return f"/demo/bank/{order.id}"

    def read(self, body: bytes, signature: str) -> Heard:
        if not hmac.compare_digest(sign(body).encode(), signature.encode()):
            raise bad_signature()
        try:
            given = json.loads(body[:LONGEST])
            return Heard(
                connector=self.name,
                notice=str(given["notice"])[:64],
                order=UUID(given["order"]),
                reference=str(given["reference"])[:64],
                status=Status(given["status"]),
                amount=int(given["amount"]),
            )
        except (KeyError, TypeError, ValueError):
            raise Invalid(
                "notice_wrong",
                Words(vi="Thông báo thanh toán không đọc được.", en="The payment notice cannot be read."),
            ) from None


def callback(
    order: UUID, status: Status, amount: int, *, notice: str = "", reference: str = ""
) -> tuple[bytes, str]:
    """A callback's body and its signature, as the platform would send them."""
    number = new_id().hex
    said = {
        "order": str(order),
        "notice": notice or f"N{number}",
        "reference": reference or f"SBX{number[-12:]}",
        "status": status.value,
        "amount": amount,
    }
    body = json.dumps(said, sort_keys=True).encode()
    return body, sign(body)


def sign(body: bytes) -> str:
    key = hmac.new(settings.SECRET_KEY.encode(), PURPOSE, hashlib.sha256).digest()
    return hmac.new(key, body, hashlib.sha256).hexdigest()
