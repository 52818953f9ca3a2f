"""``motcua demo``: loads the demo; ``--fresh`` starts it anew in a new database."""

import argparse
import sys

HELP = "load the demo (idempotent)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="throw the old demo away and start anew")


def run(args: argparse.Namespace) -> int:
    from motcua.sandbox.demo import load

    load(fresh=args.fresh, tell=_tell)
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
