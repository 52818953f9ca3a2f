"""``motcua demo``: loads the demo; ``--fresh`` starts it anew in a new database."""

import argparse
import sys

HELP = "load the demo (idempotent)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="throw the old demo away and start anew")


def run(args: argparse.Namespace) -> int:
    from motcua.config.preparation import migrate
    from motcua.sandbox import demo

    demo.check_demo()
    if args.fresh:
        demo.renew(_tell)
    migrate()
    demo.load(tell=_tell)
    return 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
