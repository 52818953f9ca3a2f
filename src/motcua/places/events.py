"""What can happen to places."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "device.paired": "A kiosk or display was paired with a center",
        "device.revoked": "A device lost its pairing",
        "pairing.offered": "A pairing code was made for a center",
    }
)
