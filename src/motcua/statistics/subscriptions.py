"""Which events change a commune's figures of the day."""

from motcua.base.subscriptions import subscribe

KINDS = [
    "ticket.issued",
    "ticket.called",
    "ticket.missed",
    "ticket.voided",
    "dossier.received",
    "dossier.decided",
    "dossier.issued",
    "dossier.returned",
]


def register() -> None:
    from motcua.statistics.counting import recount_after

    subscribe("statistics.daily_facts", KINDS, recount_after)
