"""The agent from start to end: the door, the upkeep beside it, and a word to systemd's watchdog."""

import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from motcua.kiosk.agent import Agent
from motcua.kiosk.door import door
from motcua.kiosk.printing import Printer

READY = "The kiosk is ready: "


def serve(address: str, center: str, folder: Path, port: int, printer: Printer | None = None) -> int:
    """Until SIGTERM. Raises ``OSError`` for a port or folder that cannot be used, ``InUse`` for a second."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    agent = Agent(address, center, folder, printer=printer)
    listening = door(agent, port)
    threads = [
        threading.Thread(target=agent.upkeep.run, daemon=True),
        threading.Thread(target=_watchdog, args=(agent,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=listening.shutdown).start())
    sys.stdout.write(f"{READY}http://127.0.0.1:{listening.server_address[1]}{agent.home}\n")
    sys.stdout.flush()
    _tell_systemd("READY=1")
    try:
        listening.serve_forever(poll_interval=0.2)
    finally:
        agent.upkeep.stop()
        listening.server_close()
    return 0


def _watchdog(agent: Agent) -> None:
    """Say that the program lives, twice as often as systemd asks; silence restarts it."""
    every = int(os.environ.get("WATCHDOG_USEC", "0")) / 2_000_000
    stopped = threading.Event()
    while every and not stopped.wait(every):
        agent.book.waiting()  # what cannot be read any more is no life
        _tell_systemd("WATCHDOG=1")


def _tell_systemd(word: str) -> None:
    place = os.environ.get("NOTIFY_SOCKET")
    if not place:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.connect("\0" + place[1:] if place.startswith("@") else place)
        sock.sendall(word.encode())
