"""From the press to the number on the screen: 16 kiosks, 50 numbers a second (PostgreSQL).

Real server processes, the kiosk's own pages in Vietnamese: the form is posted, the answer is the page with
the number, its promise and its QR; the time ends when that page is whole. Presses come at the set
pace whether the ones before are answered or not, so a slow answer makes the next one wait (open load).
Three officers call meanwhile, one visit a second each, and a display is watched. The clients share the
two cores with the servers and the database.

``MOTCUA_BENCH_SECONDS`` makes it shorter.
"""

import http.client
import itertools
import os
import queue
import re
import threading
import time
from collections import Counter
from statistics import median
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from benchmarks import ground
from benchmarks.figures import Figure, show
from benchmarks.servers import Servers, serving, watch
from benchmarks.tickets import OFFICERS, Calling
from motcua.domain.queueing import Priority
from motcua.domain.service_times import Observed
from motcua.hall.models import ServiceTime, Ticket
from motcua.places.models import Center
from motcua.web import device
from tests.hall.ranges import widen

SERVERS, CLIENTS, PACE = 2, 16, 50
SECONDS = int(os.environ.get("MOTCUA_BENCH_SECONDS", "60"))
FIELDS = ("civil-status", "certification", "land", "business")
FORM = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
Presses = queue.Queue[tuple[float, int]]
NUMBER = re.compile(rb'class="ticket-number">([A-Z]+[0-9]+)<')


class Kiosk(threading.Thread):
    """A person at one of its two paired browsers (a device gives 120 numbers a minute at most); takes the
    presses from the queue, each with the moment at which it was due."""

    def __init__(self, servers: Servers, at: int, tokens: list[str], due: Presses) -> None:
        super().__init__(daemon=True)
        port = servers.ports[at % len(servers.ports)]
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.devices = itertools.cycle([signed(token) for token in tokens])
        self.cookies = {device.COOKIE: next(self.devices)}
        self.due, self.took, self.given = due, list[float](), list[str]()
        self.failed: Counter[str] = Counter()
        self.csrf = ""

    def run(self) -> None:
        status, page = self.ask("GET", "/kiosk/17791?lang=vi")
        found = FORM.search(page)
        assert found is not None, status
        self.csrf = found[1].decode()
        while True:
            self.press(*self.due.get())
            self.cookies[device.COOKIE] = next(self.devices)
            self.due.task_done()

    def press(self, due: float, number: int) -> None:
        body = {
            "csrfmiddlewaretoken": self.csrf,
            "press": f"bench-{number}",
            "field": FIELDS[number % len(FIELDS)],
            "priority": Priority.ELDERLY.value if number % 8 == 0 else "",
        }
        status, page = self.ask("POST", "/kiosk/17791/tickets", body)
        found = NUMBER.search(page)
        if found is None:
            self.failed[str(status)] += 1
            return
        self.took.append(time.monotonic() - due)
        self.given.append(found[1].decode())

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, bytes]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.line.request(method, path, urlencode(body) if body else None, headers)
        answer = self.line.getresponse()
        page = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        return answer.status, page


def signed(token: str) -> str:
    """The cookie that makes a browser this device."""
    response = HttpResponse()
    device.remember(HttpRequest(), response, token)
    return response.cookies[device.COOKIE].value


def press(due: Presses, count: int, first: int) -> None:
    """So many presses at ``PACE`` a second, then wait until the last is answered."""
    began = time.monotonic()
    for number in range(count):
        at = began + number / PACE
        time.sleep(max(0.0, at - time.monotonic()))
        due.put((at, first + number))
    due.join()


def learn(center: Center) -> None:
    """As after weeks of visits of some eight minutes: every number is given with a promise."""
    known = Observed.of([seconds for seconds in (300, 420, 480, 600, 900) for _ in range(20)])
    ServiceTime.objects.bulk_create(
        ServiceTime(center=center, field_id=field, visits=known.n, mean=known.mean, squares=known.squares)
        for field in FIELDS
    )


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main() -> None:
    ground.lay()
    center = Center.objects.get(commune_id="17791")
    learn(center)
    widen(center)
    due: Presses = queue.Queue()
    with serving(SERVERS) as servers:
        watch(servers, center)
        tokens = [ground.devices_token(center, "kiosk") for _ in range(2 * CLIENTS)]
        kiosks = [Kiosk(servers, at, tokens[at::CLIENTS], due) for at in range(CLIENTS)]
        officers = [
            Calling(servers, login, number, pause=1.0) for number, login in enumerate(OFFICERS, start=1)
        ]
        for thread in [*kiosks, *officers]:
            thread.start()
        warm = PACE * 5
        press(due, warm, 0)
        for kiosk in kiosks:
            kiosk.took.clear()
            kiosk.given.clear()
        before = servers.cpu()
        began = time.monotonic()
        press(due, PACE * SECONDS, warm)
        seconds, spent = time.monotonic() - began, servers.cpu() - before
        for officer in officers:
            officer.stop.set()
        for officer in officers:
            officer.join()
        took = [one for kiosk in kiosks for one in kiosk.took]
        given = [one for kiosk in kiosks for one in kiosk.given]
        failed = sum((kiosk.failed for kiosk in kiosks), Counter())
    print(f"{len(took)} numbers in {seconds:.0f} s by {CLIENTS} kiosks; refused: {dict(failed)}")
    show(Figure("numbers given a second", len(took) / seconds, "/s"))
    show(Figure("press to number on screen, median", median(took) * 1000, "ms"))
    show(Figure("press to number on screen, p99", percentile(took, 0.99) * 1000, "ms", "<=", 300))
    show(Figure("CPU a number, with its page and the calls", spent / len(took) * 1000, "ms"))
    show(Figure("presses that failed", failed.total(), "", "==", 0))
    show(Figure("numbers given twice", len(given) - len(set(given)), "", "==", 0))
    promised = Ticket.objects.filter(promised_by__isnull=False).count()
    print(f"{Ticket.objects.count()} numbers in the database, {promised} promised, {SERVERS} servers")


if __name__ == "__main__":
    main()
