"""Print agents as processes of their own: ``queue`` makes printers, slips and agents, ``take`` takes."""

import json
import sys

import django


def queue() -> dict[str, list[str]]:
    from motcua.base.actors import System
    from motcua.hall import actions
    from motcua.hall.actions.printers import Entry
    from motcua.places.actions import offer_pairing, pair_device
    from motcua.places.models import Center
    from tests.cast import MONDAY_0900 as NOW

    by, center = System("test"), Center.objects.get(commune_id="17791")
    printers = [
        actions.add_printer(center, entry=Entry(f"P{n}", "cups", f"p{n}"), by=by, now=NOW) for n in range(3)
    ]
    for printer in printers * 3:
        actions.print_test(printer, by=by, now=NOW)
    agents = []
    for _ in range(4):
        code = offer_pairing(center, kind="printer", by=by, now=NOW)
        agents.append(pair_device(center, kind="printer", code=code, by=by, now=NOW)[0])
    return {"printers": [str(row.pk) for row in printers], "agents": [str(row.pk) for row in agents]}


def take(agent: str) -> list[str]:
    from motcua.hall import actions
    from motcua.hall.models import Printer
    from motcua.places.models import Device
    from tests.cast import MONDAY_0900 as NOW

    device, printers = Device.objects.get(pk=agent), list(Printer.objects.in_use())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    jobs = [actions.take_print(device, printers=printers, by=device, now=NOW) for _ in range(12)]
    return [str(job.pk) for job in jobs if job is not None]


if __name__ == "__main__":
    django.setup()
    json.dump(queue() if sys.argv[1] == "queue" else take(sys.argv[2]), sys.stdout)
