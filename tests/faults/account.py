"""A program of its own: what is in a database after the faults, and everything that must never be.

``python -m tests.faults.account`` prints an ``Account`` as JSON; ``account_of`` runs it and reads it.
"""

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from subprocess import run
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Account:
    """``called``: the number of each call. ``decided``: the code of each decision; ``issued``: code and
    number of each result. ``wrong``: a sentence for each thing that must not be."""

    tickets: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    events: int = 0
    wrong: list[str] = field(default_factory=list)


def account_of(environment: dict[str, str]) -> Account:
    done = run(
        [sys.executable, "-m", "tests.faults.account"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Account(**json.loads(done.stdout))


def count() -> None:
    django.setup()
    from django.db import connection

    from motcua.base.journal import verify
    from motcua.base.models import Event
    from motcua.dossiers.models import Decision, Dossier, Result
    from motcua.hall.models import Ticket
    from tests.faults.folding import unfounded

    report = verify()
    account = Account(
        tickets=[str(pk) for pk in Ticket.objects.values_list("pk", flat=True)],
        dossiers=list(Dossier.objects.values_list("code", flat=True)),
        decided=list(Decision.objects.values_list("dossier__code", flat=True)),
        issued=[f"{row.dossier.code} {row.text}" for row in Result.objects.select_related("dossier")],
        called=list(Event.objects.filter(kind="ticket.called").values_list("subject", flat=True)),
        events=report.events,
    )
    if report.broken:
        account.wrong.append(f"the journal, {report.stream} {report.number}: {report.broken}")
    account.wrong += numbers() + steps() + facts() + unfounded()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            account.wrong += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            account.wrong += [f"a foreign key that leads nowhere: {row}" for row in cursor.fetchall()]
    print(json.dumps(asdict(account)))


def numbers() -> list[str]:
    """Every series of numbers and of codes must be 1, 2, 3 ... up to what it says of itself."""
    from motcua.domain.codes import parse_dossier_code
    from motcua.dossiers.models import CodeSeries, Dossier
    from motcua.hall.models import Series, Ticket

    wrong = []
    for series in Series.objects.all():
        key = {"center": series.center_id, "day": series.day, "series": series.letter}
        online = Ticket.objects.filter(**key).exclude(source=Ticket.Source.OFFLINE)  # those are leased
        given = sorted(online.values_list("number", flat=True))
        if given != list(range(1, series.last + 1)):
            wrong.append(f"series {series.letter}: {len(given)} numbers, the last was {series.last}")
    serials: dict[Any, list[int]] = {}
    for dossier in Dossier.objects.select_related("center"):
        parts = parse_dossier_code(dossier.code)
        serials.setdefault((dossier.center.unit_id, parts.day), []).append(parts.serial)
    for codes in CodeSeries.objects.all():
        given = sorted(serials.pop((codes.unit_id, codes.day), []))
        if given != list(range(1, codes.last + 1)):
            wrong.append(f"codes of {codes.day}: {len(given)} dossiers, the last was {codes.last}")
    return wrong + [f"codes without a series: {key}" for key in serials]


def steps() -> list[str]:
    """Every open dossier must be in one person's or post's work list, no other in any."""
    from django.db.models import Count, Q
    from django.utils import timezone

    from motcua.dossiers.models import Dossier, Step
    from motcua.people.models import Post
    from motcua.places.hours import business_date

    open_steps = Count("steps", filter=Q(steps__done_at__isnull=True))
    lost = Dossier.objects.open().annotate(turns=open_steps).exclude(turns=1)
    wrong = [f"{dossier.code} is in {dossier.turns} queues" for dossier in lost]
    held = set(Post.objects.held_on(business_date(timezone.now())).values_list("unit", "role"))
    for step in Step.objects.open().filter(officer__isnull=True).select_related("dossier"):
        if (step.unit_id, step.role) not in held:
            wrong.append(f"{step.dossier.code} waits for a post that nobody holds")
    return wrong


def facts() -> list[str]:
    """One event for each thing that happened, and nothing without its parts."""
    from motcua.base.models import Event
    from motcua.dossiers.models import Dossier
    from motcua.hall.models import Ticket

    wrong = []
    for kind, things in (("ticket.issued", Ticket.objects), ("dossier.received", Dossier.objects)):
        told, there = Event.objects.filter(kind=kind).count(), things.count()
        if told != there:
            wrong.append(f"{there} of what {kind} tells {told} times")
    halves = Dossier.objects.filter(applicant=None) | Dossier.objects.filter(clock_entries=None)
    return wrong + [f"{dossier.code} is half a dossier" for dossier in halves]


if __name__ == "__main__":
    count()
