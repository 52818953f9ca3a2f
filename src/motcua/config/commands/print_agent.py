"""``motcua print-agent``: takes slips from the server and prints them at the center; needs no database."""

import argparse
import fcntl
import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.printing.server import Http

NAME = "print-agent"
HELP = "print the slips of a center on its printers; runs beside them, pairs once with --pair"
NEEDS_DJANGO = False
EXAMPLE = "motcua print-agent --server https://motcua.example --center 17791 --pair CODE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", default="", metavar="URL", help="address of Motcua; kept after --pair")
    parser.add_argument("--token", default="", metavar="T", help="token of the pairing; kept after --pair")
    parser.add_argument(
        "--pair", default="", metavar="CODE", help="pair with this code, keep the token, stop"
    )
    parser.add_argument("--center", default="", metavar="CODE", help="with --pair: the commune's five digits")
    parser.add_argument(
        "--printer",
        action="append",
        default=[],
        metavar="NAME",
        help="only this printer (may be repeated; default: all of the center)",
    )
    parser.add_argument("--folder", default="", metavar="PATH", help="where the agent keeps its notes")
    parser.add_argument("--once", action="store_true", help="one round, then stop")


def run(args: argparse.Namespace) -> int:
    """0: told to stop. 1: the server refuses this agent, or another one runs here. 2: bad arguments."""
    from motcua.printing.server import Away, Http, Refused

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    folder = _folder(args.folder)
    kept = _kept(folder)
    try:
        server = Http(args.server or kept.get("server", ""), args.token or kept.get("token", ""))
    except ValueError as error:
        return _say(f"{error}; as in `{EXAMPLE}`", 2)
    try:
        if args.pair:
            return _pair(server, args, folder)
        if not server.token:
            return _say(f"this agent is not paired; as in `{EXAMPLE}`", 2)
        return _print(server, args, folder)
    except Refused as refusal:
        return _say(f"the server refuses this agent: {refusal}", 1)
    except Away as error:
        return _say(f"the server is away ({error})", 1)


def _pair(server: "Http", args: argparse.Namespace, folder: Path) -> int:
    if not args.center:
        return _say(f"--pair needs --center; as in `{EXAMPLE}`", 2)
    token = server.pair(args.center, args.pair)
    path = folder / "pairing.json"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"server": args.server, "token": token}, file)
    sys.stdout.write("Paired. From now on `motcua print-agent` prints.\n")
    return 0


def _print(server: "Http", args: argparse.Namespace, folder: Path) -> int:
    from motcua.printing.agent import Agent
    from motcua.printing.notes import Notes

    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _say(f"another print agent runs in {folder}", 1)
        agent = Agent(server, Notes(folder), only=args.printer)
        if args.once:
            agent.round()
            return 0
        stop = threading.Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: stop.set())
        sys.stdout.write("Motcua prints.\n")
        sys.stdout.flush()
        agent.run(stop)
    return 0


def _folder(given: str) -> Path:
    home = os.environ.get("MOTCUA_HOME")
    folder = (
        Path(given) if given else Path(home) / "print-agent" if home else Path.home() / ".motcua-print-agent"
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _kept(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / "pairing.json").read_text())
        return {name: str(found.get(name, "")) for name in ("server", "token")}
    except (OSError, ValueError, AttributeError):
        return {}


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"motcua: {sentence}\n")
    return code
