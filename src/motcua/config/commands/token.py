"""``motcua token create``: an API token for an officer, shown once."""

import argparse
import sys

HELP = "make an API token for an officer; it is shown once"
DAYS = 365


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["create"])
    parser.add_argument("--login", required=True, metavar="NAME", help="log-in name of the officer")
    parser.add_argument(
        "--scope",
        action="extend",
        nargs="+",
        default=[],
        metavar="SCOPE",
        help="hall, dossiers, procedures, journal (default: the first three)",
    )
    parser.add_argument("--days", type=int, default=DAYS, help=f"valid so long (default {DAYS})")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.domain.refusal import Invalid
    from motcua.domain.words import Words
    from motcua.people.actions import make_token
    from motcua.people.models import Officer

    if not 1 <= args.days <= 10 * DAYS:
        raise Invalid("days_wrong", Words("--days từ 1 đến 3650.", "--days must be from 1 to 3650."))
    officer = Officer.objects.filter(login=args.login.strip().lower(), is_active=True).first()
    if officer is None:
        raise Invalid(
            "unknown_login",
            Words("Không có cán bộ nào dùng tên đăng nhập này.", "No active officer has that log-in name."),
        )
    scopes = list(dict.fromkeys(args.scope))
    token = make_token(officer, scopes=scopes, days=args.days, by=System(), now=timezone.now())
    sys.stdout.write(token + "\n")
    return 0
