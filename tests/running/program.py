"""The real program as a process of its own, as ``make run`` starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY = "Motcua is ready: "
PATIENCE = 60.0  # seconds until the first page can be served; a test machine may be busy


def run(
    *arguments: str, environment: dict[str, str], timeout: float = 300.0
) -> subprocess.CompletedProcess[str]:
    """``motcua ARGUMENTS``, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "motcua", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@contextmanager
def serving(environment: dict[str, str], *options: str, port: int | None = None) -> Iterator[str]:
    """``motcua serve`` on a free port or the given one, until the block ends; the address without a slash.

    What it prints lies in ``serve.log`` of its ``MOTCUA_HOME``.
    """
    log = Path(environment["MOTCUA_HOME"]) / "serve.log"
    command = [sys.executable, "-m", "motcua", "serve", "--port", str(port or free_port()), *options]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield _address(process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for line in log.read_text().splitlines():
            if line.startswith(READY):
                return line.removeprefix(READY).strip().rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"motcua serve did not become ready:\n{log.read_text()}")


def demo_environment(home: Path) -> dict[str, str]:
    """The environment of a demo on SQLite in a folder of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return environment | {
        "MOTCUA_DEMO": "1",
        "MOTCUA_HOME": str(home),
        "MOTCUA_DB": str(home / "motcua.sqlite3"),
    }
