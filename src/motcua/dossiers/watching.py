"""The timed job that looks at every dossier whose time has come: an index names them, nothing is scanned."""

import logging
from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.actors import System
from motcua.dossiers.models import Dossier

log = logging.getLogger("motcua.work")

EVERY = timedelta(minutes=1)
AT_ONCE = 2_000
"""More wait for the next time: after a pause of the work process nobody's deliveries wait for this."""


def register() -> None:
    timed.schedule("dossiers.warnings", EVERY, watch)


def watch(now: datetime) -> int:
    """Look at the dossiers that are due for it, each in a transaction of its own; how many were.

    One that cannot be looked at is logged and does not keep the others waiting.
    """
    from motcua.dossiers.actions.warnings import look  # here: the app is not ready when this is registered

    due = Dossier.objects.filter(next_warning_at__lte=now).order_by("next_warning_at")[:AT_ONCE]
    looked = 0
    for dossier in due.only("pk"):
        try:
            look(dossier, by=System(), now=now)
            looked += 1
        except Exception:
            log.exception("dossier %s could not be looked at", dossier.pk)
    return looked
