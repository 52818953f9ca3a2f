"""Numbers under load: 64 clients press at one center while three officers call.

Four real server processes on one database, over HTTP: a kiosk's paired-device token, limits for each
device, the journal, and the hall's display, which is pushed to. Presses are repeated, also at other
servers at the same moment. What was given and called is then counted in the database. CPU is that of the
servers, whoever asks. Last, the same after a million old numbers.

``MOTCUA_BENCH_TICKETS`` and ``MOTCUA_BENCH_HISTORY`` make it shorter.
"""

import itertools
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max

from benchmarks import ground
from benchmarks.figures import Figure, show
from benchmarks.servers import Caller, Servers, serving, watch
from motcua.base import journal
from motcua.base.models import Event
from motcua.hall.models import Ticket
from motcua.places.models import Center

SERVERS, CLIENTS, DEVICES_EACH = 4, 64, 4
TICKETS = int(os.environ.get("MOTCUA_BENCH_TICKETS", "10000"))
ALONE = min(1_500, TICKETS)
HISTORY = int(os.environ.get("MOTCUA_BENCH_HISTORY", "1000000"))
EVERY, TIMES = 50, 5
"""Each fiftieth press arrives five times."""
FIELDS = ("civil-status", "certification", "land", "business")
OFFICERS = ("counter", "counter2", "counter3")


class Run:
    """Presses from 64 threads; what each one was answered."""

    def __init__(self, servers: Servers, tokens: list[str], count: int, name: str) -> None:
        self.presses: Iterator[int] = iter(range(count))
        self.lock = threading.Lock()
        self.servers, self.tokens, self.name = servers, tokens, name
        self.given: list[str] = []
        self.repeated: list[set[str]] = []
        self.failed: Counter[str] = Counter()

    def __call__(self) -> float:
        """Press until all is done; how many seconds it took."""
        began = time.monotonic()
        threads = [threading.Thread(target=self.client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - began

    def client(self, number: int) -> None:
        mine = self.tokens[number * DEVICES_EACH : (number + 1) * DEVICES_EACH]
        kiosks = itertools.cycle([Caller(self.servers, token) for token in mine])
        while True:
            with self.lock:
                press = next(self.presses, None)
            if press is None:
                return
            self.press(next(kiosks), press, number)

    def press(self, kiosk: Caller, press: int, server: int) -> None:
        body, key = {"field": FIELDS[press % len(FIELDS)]}, f"{self.name}-{press}"
        if press % EVERY == 0:
            several = [Caller(self.servers, kiosk.token) for _ in range(TIMES)]
            answers: list[Any] = []
            threads = [
                threading.Thread(
                    target=lambda each=each, at=at: answers.append(self.send(each, body, key, at))
                )
                for at, each in enumerate(several)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.repeated.append(set(answers))
            self.given.append(answers[0])
        else:
            self.given.append(self.send(kiosk, body, key, server))

    def send(self, kiosk: Caller, body: Any, key: str, at: int) -> str:
        status, answer = kiosk.post("/centers/17791/tickets", body, key, at)
        if status == 201:
            return str(answer["id"])
        self.failed[f"{status} {answer['code']}"] += 1
        return f"failed {key}"


class Calling(threading.Thread):
    """An officer who calls, serves and ends visits until told to stop; ``pause``: seconds between visits."""

    def __init__(self, servers: Servers, login: str, counter: int, pause: float = 0.0) -> None:
        super().__init__()
        self.pause = pause
        self.caller = Caller(servers, ground.officers_token(f"{login}.kimbang"))
        self.counter, self.stop, self.keys = counter, threading.Event(), itertools.count()
        self.called: list[str] = []
        self.post(f"/counters/17791-{counter}/duties")

    def post(self, path: str) -> Any:
        key = f"{self.counter}-{next(self.keys)}"
        status, answer = self.caller.post(path, None, key, self.counter)
        assert status in (200, 201, 204), (path, answer)
        return answer

    def run(self) -> None:
        while not self.stop.is_set():
            ticket = self.post(f"/counters/17791-{self.counter}/calls")
            if ticket is None:
                time.sleep(0.05)
                continue
            self.called.append(ticket["id"])
            self.post(f"/tickets/{ticket['id']}/services")
            self.post(f"/tickets/{ticket['id']}/completions")
            self.stop.wait(self.pause)


def alone(servers: Servers, tokens: list[str], name: str) -> float:
    """Milliseconds of server CPU a number, where nobody calls."""
    run, before = Run(servers, tokens, ALONE, name), servers.cpu()
    run()
    if run.failed:
        print(name, dict(run.failed))
    return (servers.cpu() - before) / ALONE * 1000


def mixed(servers: Servers, tokens: list[str]) -> Run:
    """All the presses with calls mixed in."""
    officers = [Calling(servers, login, number) for number, login in enumerate(OFFICERS, start=1)]
    run, before = Run(servers, tokens, TICKETS, "mixed"), servers.cpu()
    for officer in officers:
        officer.start()
    seconds = run()
    for officer in officers:
        officer.stop.set()
    for officer in officers:
        officer.join()
    spent = servers.cpu() - before
    called = [id for officer in officers for id in officer.called]
    print(f"{TICKETS} numbers and {len(called)} visits in {seconds:.0f} s; refused: {dict(run.failed)}")
    show(Figure("numbers given a second, with calls", TICKETS / seconds, "/s"))
    show(Figure("visits called, served and ended meanwhile", len(called), ""))
    show(Figure("CPU a number, the visits' included", spent / TICKETS * 1000, "ms"))
    show(Figure("called twice, as the officers were told", len(called) - len(set(called)), "", "==", 0))
    return run


def count(run: Run) -> None:
    """What the database holds, against what the clients were told."""
    show(Figure("presses that failed", sum(run.failed.values()), "", "==", 0))
    show(Figure("numbers given twice", len(run.given) - len(set(run.given)), "", "==", 0))
    wrong = sum(len(each) != 1 for each in run.repeated)
    show(Figure(f"presses sent {TIMES} times with 2 numbers", wrong, "", "==", 0))
    gaps = 0
    for row in Ticket.objects.values("day", "series").annotate(given=Count("pk"), last=Max("number")):
        gaps += row["last"] - row["given"]
    show(Figure("gaps in the series", gaps, "", "==", 0))
    calls = Event.objects.filter(kind="ticket.called").values_list("subject", flat=True)
    show(Figure("called twice, by the journal", len(calls) - len(set(calls)), "", "==", 0))
    report = journal.verify()
    show(Figure("events, unbroken", report.events if not report.broken else 0, "", ">=", TICKETS))


def main() -> None:
    ground.lay()
    center = Center.objects.get(commune_id="17791")
    tokens = [ground.devices_token(center, "kiosk") for _ in range(CLIENTS * DEVICES_EACH)]
    with serving(SERVERS) as servers:
        watch(servers, center)
        alone(servers, tokens, "warm-up")
        before = alone(servers, tokens, "alone")
        show(Figure("CPU a number", before, "ms", "<=", 15))
        run = mixed(servers, tokens)
        count(run)
    Ticket.objects.filter(state=Ticket.State.WAITING).update(state=Ticket.State.VOID)
    began = time.monotonic()
    ground.past(center, HISTORY)
    print(f"{HISTORY} old numbers in {time.monotonic() - began:.0f} s")
    with serving(SERVERS) as servers:
        watch(servers, center)
        alone(servers, tokens, "warm-up again")
        after = alone(servers, tokens, "alone again")
        show(Figure(f"CPU a number after {HISTORY:,} old ones", after, "ms", "<=", 15))
        show(Figure("ratio", after / before, "", "<=", 1.3))


if __name__ == "__main__":
    main()
