"""``motcua work``: hands over deliveries until told to stop."""

import argparse

HELP = "hand over deliveries and do timed jobs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="work off what is due, then stop")


def run(args: argparse.Namespace) -> int:
    from motcua.config.preparation import check_database, refuse_demo_logins
    from motcua.config.working import work

    check_database()
    refuse_demo_logins()
    return work(once=args.once)
