"""A program of its own that gives numbers and receives dossiers until it is killed, by the real actions.

``python -m tests.faults.center SYNCHRONOUS``. A line on standard output says what was committed, after it
was: ``ticket ID`` or ``dossier CODE``. SYNCHRONOUS is FULL, as the program has it, or less: a test that
loses nothing then either would prove nothing.
"""

import itertools
import sys

import django

from motcua.config import database


def work(synchronous: str) -> None:
    database.PRAGMAS = database.PRAGMAS.replace("synchronous=FULL", f"synchronous={synchronous}")
    django.setup()
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.catalogue.models import Field
    from motcua.dossiers.actions import receive
    from motcua.hall import actions
    from tests.cast import Cast, filing

    cast = Cast()
    center, officer = cast.kim_bang, cast.counter
    fields = itertools.cycle(Field.objects.order_by("code")[:3])
    while True:
        now = timezone.now()
        ticket = actions.issue(center, field=next(fields), by=System("kiosk"), now=now)
        print("ticket", ticket.pk, flush=True)
        dossier = receive(filing(day=now), center=center, by=officer, now=now)
        print("dossier", dossier.code, flush=True)


if __name__ == "__main__":
    work(sys.argv[1])
