"""``motcua journal verify``: walks the chain of events."""

import argparse

HELP = "check the chain of events"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"])


def run(args: argparse.Namespace) -> int:
    from motcua.base.journal import verify

    report = verify()
    if not report.broken:
        print(f"{report.events} events, unbroken")
        return 0
    print(f"stream {report.stream}, event {report.number}: {report.broken}")
    return 1
