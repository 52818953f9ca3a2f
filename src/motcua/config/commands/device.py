"""``motcua device pair``: a code by which a kiosk, a display or a print agent is paired with its center."""

import argparse
import sys

HELP = "give a code to pair a kiosk, a display or a print agent with its center"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["pair"])
    parser.add_argument("--center", required=True, metavar="CODE", help="the commune's five-digit code")
    parser.add_argument("--kind", required=True, choices=["kiosk", "display", "printer"])


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.domain import codes
    from motcua.places.actions import offer_pairing
    from motcua.places.queries import center_of

    center = center_of(args.center if codes.COMMUNE.fullmatch(args.center) else "")
    code = offer_pairing(center, kind=args.kind, by=System(), now=timezone.now())
    sys.stdout.write(f"{code}\n")
    where = f"Type it at /{args.kind}/{center.code}"
    if args.kind == "printer":
        where = f"Use it in `motcua print-agent --server URL --center {center.code} --pair CODE`"
    sys.stderr.write(f"{where} within 15 minutes.\n")
    return 0
