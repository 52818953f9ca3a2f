"""From the press "call the next" to the board: 500 phones and 20 displays connected (PostgreSQL).

One real server process with every stream open. A counter calls, serves and ends, one visit each three
seconds, over the API; the time runs from the moment the call is sent to the moment its part has reached
a display, for each display, and a phone, for the phone that is called. Memory is the process's resident set
before and with the streams. The readers share the two cores with the server and the database.

``MOTCUA_BENCH_CALLS`` makes it shorter or longer.
"""

import asyncio
import os
import re
import time
from statistics import quantiles

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from benchmarks import ground
from benchmarks.figures import Figure, show
from benchmarks.servers import Caller, Servers, serving
from motcua.catalogue.models import Field
from motcua.hall import actions
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.models import Center, Counter
from motcua.web import device

PHONES, DISPLAYS = 500, 20
CALLS = int(os.environ.get("MOTCUA_BENCH_CALLS", "20"))
PAUSE = 2.0


class Stream:
    """One open stream: when each part came, by the text looked for in it."""

    def __init__(self) -> None:
        self.parts: list[tuple[float, bytes]] = []

    async def read(self, port: int, path: str, cookie: str = "") -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        await writer.drain()
        status = await reader.readline()
        assert b" 200 " in status, status
        kind, body = b"", list[bytes]()
        while line := await reader.readline():
            if line.startswith(b"event: "):
                kind, body = line[7:].strip(), []
            elif line.startswith(b"data: "):
                body.append(line)
            elif line == b"\n" and kind == b"part":
                self.parts.append((time.monotonic(), b"".join(body)))
                kind = b""

    def reached(self, sign: bytes, since: float) -> float | None:
        """Seconds from ``since`` to the first part in which that stands."""
        return next((at - since for at, part in self.parts if at >= since and sign in part), None)


def resident(process: int) -> float:
    """Megabytes in memory."""
    with open(f"/proc/{process}/status") as file:
        found = re.search(r"VmRSS:\s+(\d+) kB", file.read())
    return int(found[1]) / 1000 if found else 0.0


def lay() -> tuple[Counter, list[Ticket]]:
    now = ground.lay()
    center = Center.objects.select_related("commune").get(commune_id="17791")
    counter = Counter.objects.select_related("center__commune").get(center=center, number=1)
    actions.open_counter(counter, by=Officer.objects.get(login="counter.kimbang"), now=now)
    fields = list(Field.objects.all())
    people = [
        actions.issue(center, field=fields[n % len(fields)], by=ground.BENCH, now=timezone.now())
        for n in range(PHONES)
    ]
    return counter, people


def signed(center: Center) -> str:
    response = HttpResponse()
    device.remember(HttpRequest(), response, ground.devices_token(center, "display"))
    return f"{device.COOKIE}={response.cookies[device.COOKIE].value}"


async def connect(servers: Servers, people: list[Ticket], cookie: str) -> tuple[list[Stream], list[Stream]]:
    displays = [Stream() for _ in range(DISPLAYS)]
    phones = [Stream() for _ in people]
    port = servers.ports[0]
    tasks = [asyncio.create_task(one.read(port, "/stream/display/17791", cookie)) for one in displays]
    for ticket, phone in zip(people, phones, strict=True):
        tasks.append(asyncio.create_task(phone.read(port, f"/stream/ticket/{ticket.token}")))
        if len(tasks) % 50 == 0:
            await asyncio.sleep(1)  # five hundred people do not open their phones in one moment
    deadline = time.monotonic() + 120
    while not all(one.parts for one in displays + phones):
        assert time.monotonic() < deadline, "not every stream was opened"
        await asyncio.sleep(0.2)
    return displays, phones


async def measure(servers: Servers, counter: str, people: list[Ticket], cookie: str, officer: Caller) -> None:
    empty = resident(servers.processes[0])
    displays, phones = await connect(servers, people, cookie)
    by_text = dict(zip((ticket.text for ticket in people), phones, strict=True))
    await asyncio.sleep(5)
    before, begin = servers.cpu(), time.monotonic()
    await asyncio.sleep(5)
    idle = (servers.cpu() - before) / (time.monotonic() - begin)
    presses: list[tuple[float, str]] = []
    before, begin = servers.cpu(), time.monotonic()
    for _ in range(CALLS):
        at, text, ticket = await asyncio.to_thread(press, officer, counter)
        presses.append((at, text))
        await asyncio.sleep(PAUSE)
        await asyncio.to_thread(end, officer, ticket)
        await asyncio.sleep(PAUSE / 2)
    busy = (servers.cpu() - before) / (time.monotonic() - begin)
    await asyncio.sleep(5)
    on_board, on_phone, lost = [], [], 0
    for at, text in presses:
        sign = f'data-ticket="{text}"'.encode()
        seen = [one.reached(sign, at) for one in displays]
        lost += seen.count(None)
        on_board += [each for each in seen if each is not None]
        own = by_text[text].reached(b"ticket-called", at)
        lost += own is None
        on_phone += [own] if own is not None else []
    show(Figure("calls not seen by a display or their phone", lost, "", "==", 0))
    show(Figure("press to board, median", quantiles(on_board, n=100)[49], "s"))
    show(Figure("press to board, p95", quantiles(on_board, n=100)[94], "s", "<=", 1.0))
    show(Figure("press to the phone called, p95", quantiles(on_phone, n=100)[94], "s"))
    show(Figure("CPU with 520 idle streams", 100 * idle, "% of a core"))
    show(Figure("CPU with a visit each three seconds", 100 * busy, "% of a core"))
    show(Figure("memory without streams", empty, "MB"))
    show(Figure("memory with 520 streams", resident(servers.processes[0]), "MB"))


def press(officer: Caller, counter: str) -> tuple[float, str, str]:
    """Call the next: when it was pressed, the number and the id of whom it called."""
    at = time.monotonic()
    status, ticket = officer.post(f"/counters/{counter}/calls", None, f"call-{at}", 0)
    assert status == 201, ticket
    return at, ticket["number"], ticket["id"]


def end(officer: Caller, ticket: str) -> None:
    """The visit begins and ends, so that the counter is free."""
    for rest in ("services", "completions"):
        status, answer = officer.post(f"/tickets/{ticket}/{rest}", None, f"{rest}-{ticket}", 0)
        assert status in (200, 201), answer


def main() -> None:
    counter, people = lay()
    cookie, token = signed(counter.center), ground.officers_token("counter.kimbang")
    with serving(1) as servers:
        officer = Caller(servers, token)
        asyncio.run(measure(servers, f"17791-{counter.number}", people, cookie, officer))


if __name__ == "__main__":
    main()
