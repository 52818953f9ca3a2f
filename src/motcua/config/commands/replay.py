"""``motcua replay``: was every call of a day the one that the rule makes? Read from the journal alone."""

import argparse
import sys
from datetime import date

HELP = "replay a day's calls from the journal and say whether each was the rule's"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--center", required=True, metavar="CODE", help="the commune's five-digit code")
    parser.add_argument("--day", metavar="DAY", help="such as 2026-11-23; today where none is given")


def run(args: argparse.Namespace) -> int:
    """0: every call is explained; 1: the first that is not, with its event."""
    from django.utils import timezone

    from motcua.domain import codes
    from motcua.domain.workdays import local
    from motcua.hall.daybreak import business_day
    from motcua.hall.replay import replay
    from motcua.places.queries import center_of

    center = center_of(args.center if codes.COMMUNE.fullmatch(args.center) else "")
    day = _day(args.day) if args.day is not None else business_day(center, timezone.now())
    verdict = replay(center, day)
    found = verdict.difference
    if found is not None:
        at = f"{local(found.at):%H:%M:%S}"
        sys.stdout.write(f"event {found.event} ({at}): {found.words.en}\n")
        return 1
    out = len(verdict.out_of_turn)
    sys.stdout.write(f"{verdict.calls} calls, all by the rule; {out} out of turn with a reason\n")
    return 0


def _day(text: str) -> date:
    from motcua.domain.refusal import Invalid
    from motcua.domain.words import Words

    try:
        if len(text) != len("2026-11-23"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            "replay.bad_day",
            Words("--day là một ngày, ví dụ 2026-11-23.", "--day must be a day such as 2026-11-23."),
            field="--day",
        ) from None
