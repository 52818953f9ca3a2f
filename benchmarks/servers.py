"""Real server processes to measure from outside: start them, speak to them, read their CPU."""

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from benchmarks import ground
from motcua.places.models import Center
from motcua.web import device
from tests.running.program import READY, free_port

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Servers:
    ports: list[int] = field(default_factory=list)
    processes: list[int] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds of CPU that the servers have used, user and system."""
        spent = 0
        for process in self.processes:
            with open(f"/proc/{process}/stat") as file:
                parts = file.read().rpartition(")")[2].split()
            spent += int(parts[11]) + int(parts[12])
        return spent / TICK


class Caller:
    """One program with a token and open connections to every server."""

    def __init__(self, servers: Servers, token: str) -> None:
        self.token = token
        self.lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in servers.ports]

    def post(self, path: str, body: Any, key: str, at: int) -> tuple[int, Any]:
        """The status and what was answered. A line that was idle too long is closed: ask again, same key."""
        try:
            return self._post(path, body, key, at)
        except (ConnectionError, http.client.HTTPException):
            self.lines[at % len(self.lines)].close()
            return self._post(path, body, key, at)

    def _post(self, path: str, body: Any, key: str, at: int) -> tuple[int, Any]:
        line = self.lines[at % len(self.lines)]
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        line.request("POST", f"/api/v1{path}", json.dumps(body) if body else None, headers)
        answer = line.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None


@contextmanager
def serving(count: int) -> Iterator[Servers]:
    """So many ``motcua serve``, each ready before the next one starts."""
    servers = Servers()
    with ExitStack() as stack:
        for _ in range(count):
            port = free_port()
            process = subprocess.Popen(
                [sys.executable, "-m", "motcua", "serve", "--port", str(port)],
                env=os.environ | {"MOTCUA_DEMO": "1"},  # the cast's log-ins are the demo's
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            assert process.stdout is not None
            if not process.stdout.readline().startswith(READY):
                raise SystemExit("motcua serve did not become ready")
            servers.ports.append(port)
            servers.processes.append(process.pid)
        yield servers


def watch(servers: Servers, center: Center) -> None:
    """The hall's display, at one of the servers; it reads what is pushed to it."""
    response = HttpResponse()
    device.remember(HttpRequest(), response, ground.devices_token(center, "display"))
    cookie = f"{device.COOKIE}={response.cookies[device.COOKIE].value}"
    line = http.client.HTTPConnection("127.0.0.1", servers.ports[0])
    line.request("GET", "/stream/display/17791", headers={"Cookie": cookie})
    stream = line.getresponse()
    assert stream.status == 200, stream.status
    threading.Thread(target=drain, args=(stream,), daemon=True).start()


def drain(stream: http.client.HTTPResponse) -> None:
    while stream.readline():
        pass
