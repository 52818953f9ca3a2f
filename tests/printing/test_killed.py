"""The real agent, killed with -9 at random moments over a real socket: nothing twice, nothing lost unseen."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from motcua.sandbox.printer import FakePrinter
from tests.conftest import PROVE
from tests.printing.test_escpos import picture, png

pytestmark = [pytest.mark.edge, pytest.mark.pure]
KILLS = 40 if PROVE else 5
HEIGHTS = iter(range(100, 10_000))
"""Each slip has a height of its own, by which it is known on paper."""


class Center:
    """The server's side of printing as ``hall.actions.printing`` keeps it, in memory."""

    def __init__(self, address: str) -> None:
        self.printer = {"id": "p1", "name": "Sảnh", "kind": "network", "address": address, "way": "raster"}
        self.printer |= {"cuts": True, "answers": True}
        self.lock = threading.Lock()
        self.states: dict[str, str] = {}
        self.answers: dict[str, str | None] = {}

    def add(self) -> None:
        self.states[str(next(HEIGHTS))] = "queued"

    def waiting(self) -> list[str]:
        return [job for job, state in self.states.items() if state == "queued"]

    def ask(self, method: str, path: str, key: str, body: dict) -> tuple[int, bytes]:
        with self.lock:
            parts = path.removeprefix("/api/v1/").split("/")
            if parts == ["printers"]:
                return 200, json.dumps({"items": [self.printer | {"waiting": len(self.waiting())}]}).encode()
            if parts == ["prints", "takings"]:
                return self.take(key)
            if parts[-1] == "slip":
                return 200, png(picture(height=int(parts[1])))
            if parts[-1] == "outcomes":
                return self.hear(parts[1], body["outcome"])
            return 200, b"{}"

    def take(self, key: str) -> tuple[int, bytes]:
        if key not in self.answers:
            jobs = [] if "sent" in self.states.values() else self.waiting()
            self.answers[key] = jobs[0] if jobs else None
            if jobs:
                self.states[jobs[0]] = "sent"
        job = self.answers[key]
        return (201, json.dumps({"id": job, "printer": "p1"}).encode()) if job else (204, b"")

    def hear(self, job: str, outcome: str) -> tuple[int, bytes]:
        if self.states[job] != "sent":
            return 409, b'{"code": "print_settled"}'
        self.states[job] = "queued" if outcome == "not_sent" else outcome
        return 200, b"{}"


def served(center: Center) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            status, answer = center.ask(
                self.command, self.path, self.headers.get("Idempotency-Key", ""), body
            )
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_PUT = do_GET  # noqa: N815 - the library calls them so

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def until(true, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def test_killed_at_random_it_prints_nothing_twice_and_loses_nothing_unseen(tmp_path):
    rng = random.Random(4)
    with FakePrinter(rows_a_second=2000) as printer:
        center = Center(printer.address)
        server = served(center)
        command = [sys.executable, "-m", "motcua", "print-agent", "--token", "t", "--folder", str(tmp_path)]
        command += ["--server", f"http://127.0.0.1:{server.server_port}"]

        def start() -> subprocess.Popen:
            return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        try:
            for _ in range(KILLS):
                for _ in range(2):
                    center.add()
                agent = start()
                until(lambda: "sent" in center.states.values())
                time.sleep(rng.uniform(0, 0.5))
                agent.kill()
                agent.wait()
            agent = start()
            until(lambda: not {"sent", "queued"} & set(center.states.values()))
            agent.terminate()
            assert agent.wait(10) == 0
            time.sleep(0.3)  # what is still in the printer's buffer
        finally:
            server.shutdown()
            server.server_close()
    printed = [str(slip.height) for slip in printer.slips]
    assert len(printed) == len(set(printed))
    confirmed = {job for job, state in center.states.items() if state == "confirmed"}
    unknown = {job for job, state in center.states.items() if state == "unknown"}
    assert confirmed <= set(printed)
    assert confirmed | unknown == set(center.states)
    assert len(unknown) <= KILLS
    assert os.listdir(tmp_path)
