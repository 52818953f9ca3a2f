"""A program of its own for ``test_concurrency``: gives numbers, calls them, or says what came of it.

``python -m tests.hall.rush give KIOSK COUNT`` · ``call LOGIN COUNTER [VISITS]`` ·
``hold KIOSK FIELD COUNT`` · ``widen`` · ``tell``

Who calls without a count of visits goes on until its standard input is closed and nobody waits.
"""

import json
import sys
import time
from threading import Event as Flag
from threading import Thread

import django

django.setup()

from django.utils import timezone  # noqa: E402

from motcua.base.actors import System  # noqa: E402
from motcua.base.journal import verify  # noqa: E402
from motcua.base.models import Event  # noqa: E402
from motcua.catalogue.models import Field  # noqa: E402
from motcua.domain.refusal import Refusal  # noqa: E402
from motcua.hall import actions  # noqa: E402
from motcua.hall.actions.entering import NumberHeld  # noqa: E402
from motcua.hall.models import Ticket  # noqa: E402
from motcua.people.models import Officer  # noqa: E402
from motcua.places.models import Center, Counter  # noqa: E402
from tests.hall import ranges  # noqa: E402

SHARED = 5
"""Presses that every kiosk sends: each must give one number in all."""


def center() -> Center:
    return Center.objects.select_related("commune").get(commune_id="17791")


def widen() -> None:
    ranges.widen(center())


def give(kiosk: str, count: str) -> None:
    place, field, by = center(), Field.objects.get(code="civil-status"), System(kiosk)
    presses = [f"shared-{n}" for n in range(SHARED)] + [f"{kiosk}-{n}" for n in range(int(count))]
    for press in presses:
        actions.issue(place, field=field, press=press, by=by, now=timezone.now())


def hold(kiosk: str, code: str, count: str) -> None:
    """Ask again and again for a number for one and the same person; how many were given here."""
    place, field, by, given = center(), Field.objects.get(code=code), System(kiosk), 0
    for press in range(int(count)):
        try:
            actions.issue(
                place, field=field, press=f"{kiosk}-{press}", holder="f" * 64, by=by, now=timezone.now()
            )
            given += 1
        except NumberHeld:
            pass
    print(json.dumps({"given": given}))


def call(login: str, number: str, visits: str = "") -> None:
    """So many visits from call to end; without a number, all who come until the input is closed."""
    officer = Officer.objects.get(login=login)
    counter = Counter.objects.select_related("center__commune").get(center=center(), number=int(number))
    try:
        actions.open_counter(counter, by=officer, now=timezone.now())
    except Refusal:  # somebody else sits here: every call will be refused
        print(json.dumps({"refused": True}))
        return
    closing, left = Flag(), int(visits or sys.maxsize)
    if not visits:
        Thread(target=lambda: (sys.stdin.read(), closing.set()), daemon=True).start()
    while left:
        last_look = closing.is_set()  # asked before the look, so that nobody who came meanwhile is left
        ticket = actions.call_next(counter, by=officer, now=timezone.now())
        if ticket is not None:
            left -= 1
            actions.start_serving(ticket, by=officer, now=timezone.now())
            actions.complete(ticket, by=officer, now=timezone.now())
        elif last_look:
            break
        else:
            time.sleep(0.01)
    print(json.dumps({"refused": False}))


def tell() -> None:
    tickets = list(Ticket.objects.order_by("number").values_list("number", "state", "calls"))
    called = list(
        Event.objects.filter(kind="ticket.called").order_by("number").values_list("data", "subject")
    )
    print(
        json.dumps(
            {
                "numbers": [number for number, _, _ in tickets],
                "states": sorted({state for _, state, _ in tickets}),
                "calls": sorted({calls for _, _, calls in tickets}),
                "call_numbers": [data["call"] for data, _ in called],
                "called": len({subject for _, subject in called}),
                "issued": Event.objects.filter(kind="ticket.issued").count(),
                "journal": verify().broken,
            }
        )
    )


if __name__ == "__main__":
    {"give": give, "call": call, "hold": hold, "widen": widen, "tell": tell}[sys.argv[1]](*sys.argv[2:])
