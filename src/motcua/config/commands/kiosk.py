"""``motcua kiosk``: the agent on a kiosk's own machine; its browser opens this program."""

import argparse
import os
import sys
from pathlib import Path

HELP = "run on a kiosk's own machine: pass the server's pages on, and give lent numbers without it"
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", required=True, type=address, metavar="URL", help="https://host of Motcua")
    parser.add_argument("--center", required=True, type=center, metavar="CODE", help="the commune's code")
    parser.add_argument("--port", type=int, default=8010, help="port on loopback (default 8010)")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where numbers are kept (default ~/.motcua-kiosk/CODE)"
    )
    parser.add_argument(
        "--printer",
        default="",
        metavar="KIND:ADDRESS",
        help="for slips without the server: network:192.168.1.50, usb:/dev/usb/lp0 or cups:NAME",
    )
    parser.add_argument("--dots", type=int, default=576, choices=[384, 576], help="width of its paper")


def address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or len(text) > 200:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no address: it begins with https://")
    return text.rstrip("/")


def center(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 5):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no commune's code of 5 digits")
    return text


def run(args: argparse.Namespace) -> int:
    from motcua.kiosk.book import InUse
    from motcua.kiosk.printing import printer_at
    from motcua.kiosk.running import serve

    folder = args.folder or Path.home() / ".motcua-kiosk" / args.center
    try:
        printer = printer_at(args.printer, args.dots) if args.printer else None
        return serve(args.server, args.center, folder, args.port, printer)
    except ValueError as error:
        sys.stderr.write(f"motcua: {error}\n")
        return 2
    except InUse:
        sys.stderr.write(f"motcua: another agent works in {folder}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"motcua: {os.strerror(error.errno or 0)}: port {args.port} or {folder}\n")
        return 1
