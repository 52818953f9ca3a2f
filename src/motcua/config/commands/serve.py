"""``motcua serve``: pages, API and event streams in one process."""

import argparse

HELP = "serve pages, API and event streams"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port, default=8000, help="port on loopback (default 8000)")
    parser.add_argument("--with-work", action="store_true", help="also do the deliveries in this process")


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port: from 0 (any free one) to 65535")
    return int(text)


def run(args: argparse.Namespace) -> int:
    from motcua.config.preparation import check_database, collect_static, refuse_demo_logins
    from motcua.config.serving import serve

    check_database()
    refuse_demo_logins()
    collect_static()
    return serve(args.port, with_work=args.with_work)
