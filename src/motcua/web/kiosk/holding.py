"""Who takes a number, carried by the kiosk's own page as a signed digest: no name, no card."""

from django.core import signing
from django.http import QueryDict

from motcua.hall import holders

SALT = "motcua.kiosk.holder"
LASTS = 10 * 60
"""Seconds in which the number is taken; the page itself is gone after one minute."""


def signed_holder(card_number: str) -> str:
    """What the page carries."""
    return signing.dumps(holders.digest("card", card_number), salt=SALT)


def holder_in(form: QueryDict) -> str:
    """The digest that came back; empty where there is none, or it is old or altered."""
    try:
        return str(signing.loads(form.get("holder", ""), salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        return ""
