"""What can happen to places."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "places.loaded": "The units of the province were loaded from its table",
        "calendar.adopted": "A version of the working calendar came into force",
        "center.equipped": "A center was given its counters",
        "device.paired": "A kiosk or display was paired with a center",
        "device.revoked": "A device lost its pairing",
        "pairing.offered": "A pairing code was made for a center",
    }
)
