"""``motcua check``: looks at itself, a line each; exit 1 on trouble."""

import argparse
import sys

HELP = "look at database, chain, clock, disk, deliveries and calendar; exit 1 on trouble"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from motcua.config.health import Level, look

    findings = look(timezone.now())
    for finding in findings:
        sys.stdout.write(f"{finding.level:<8}{finding.name}: {finding.text}\n")
    return 1 if any(finding.level is Level.TROUBLE for finding in findings) else 0
