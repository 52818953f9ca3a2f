"""Loading the demo: the province, the catalogue, the cast, three weeks of dossiers, and today."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection
from django.utils import timezone

from motcua.base.models import Event
from motcua.base.work import work_off
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers.models import Dossier
from motcua.dossiers.watching import watch
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.models import Center
from motcua.sandbox import aggregates, archive, founding, like_decisions, two_places, worklists
from motcua.sandbox.appointments import Appointments
from motcua.sandbox.casework import Casework
from motcua.sandbox.cast import KIM_BANG, LOGINS, PASSWORD, SON_LAM
from motcua.sandbox.hall_day import HallDay
from motcua.sandbox.hall_past import HallPast
from motcua.sandbox.help_day import HelpDay
from motcua.sandbox.setbacks import Setbacks
from motcua.sandbox.stage import Stage
from motcua.sandbox.two_places import TwoPlaces

PAST = timedelta(days=24)
LOOKED_FROM, LOOKED_UNTIL, LOOKED_EVERY = 7, 18, timedelta(minutes=15)
A_DAY = {KIM_BANG: 4, SON_LAM: 2}
NUMBERS = {KIM_BANG: 88, SON_LAM: 32}
SUFFIXES = {KIM_BANG: "kimbang", SON_LAM: "sonlam"}
OPEN_COUNTERS = {KIM_BANG: 2, SON_LAM: 1}
Tell = Callable[[str], None]


def load(*, tell: Tell) -> None:
    """Bring the demo up to now: all of it where there is none, today's numbers where they are missing."""
    began = time.monotonic()
    now = timezone.now()
    if not Center.objects.exists():
        _set(now, tell)
    if not Dossier.objects.exists():
        _past(now, tell)
    if not Ticket.objects.filter(day=local(now).date()).exists():
        _today(now, tell)
    tell(
        f"Ready in {time.monotonic() - began:.0f} s: {Dossier.objects.count()} dossiers, "
        f"{Ticket.objects.count()} numbers, {Event.objects.count()} events."
    )
    tell(f"Log-ins (password {PASSWORD}): " + ", ".join(member.login for member in LOGINS))


def check_demo() -> None:
    """Invented log-ins with a known password must not slip into a real installation, nor replace it."""
    if not settings.DEMO:
        raise Refusal(
            "not_a_demo",
            Words(vi="Đặt MOTCUA_DEMO=1 để nạp dữ liệu minh họa.", en="Set MOTCUA_DEMO=1 to load the demo."),
        )
    if Officer._meta.db_table not in connection.introspection.table_names():
        return
    if Officer.objects.filter(is_demo=False).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        raise Refusal(
            "not_a_demo_database",
            Words(
                vi="Trong cơ sở dữ liệu này có người làm việc thật; bản minh họa không được ghi vào đây.",
                en="Real officers work in this database; the demo will not touch it.",
            ),
        )


def renew(tell: Tell) -> None:
    """A new database: the journal of the old one cannot be emptied, so the old one goes as a whole."""
    tell("Starting anew in a new database ...")
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm"), Path(f"{name}.turn")):
            path.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _set(now: datetime, tell: Tell) -> None:
    tell("Loading 130 communes, the catalogue and the cast ...")
    founded = now - PAST - timedelta(days=1)
    count = founding.found(founded, now=now)
    two_places.found(founded)
    tell(f"  {count} procedures")


def _past(now: datetime, tell: Tell) -> None:
    """Dossiers of the last weeks, as far as they have come by now."""
    tell("Playing three weeks at Kim Bảng and Sơn Lâm ...")
    stage = Stage(seed=17791)
    today = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for code, a_day in A_DAY.items():
        casework = _casework(stage, code)
        day = today - PAST
        while day < today:
            if casework.hours.is_working(day.date()):
                opens = casework.hours.opens(day.date())
                for _ in range(stage.chance.randint(a_day - 1, a_day + 1)):
                    working = timedelta(minutes=stage.chance.randint(5, 460))
                    casework.receive_at(casework.hours.walk(opens, working))
            day += timedelta(days=1)
        if code == KIM_BANG:
            like_decisions.wait_for_the_leader(stage, casework, until=now)
            Setbacks(stage, casework, until=now, since=today - PAST).plan()
            HallPast(stage, casework).plan(today)
        else:
            TwoPlaces(stage, casework).plan(today)
    _look_after(stage, since=today - PAST, until=now)
    stage.play(now, progress=lambda done: tell(f"  {done} acts"))
    casework = _casework(stage, KIM_BANG)
    archive.hold_one(casework.center, by=casework.people["center"], now=now)
    worklists.keep_filters(casework.people, now=now)


def _look_after(stage: Stage, *, since: datetime, until: datetime) -> None:
    """The timed job that warns before dates are missed ran in those weeks too."""
    moment = since
    while moment < until:
        if LOOKED_FROM <= moment.hour < LOOKED_UNTIL:
            stage.at(moment, watch)
        moment += LOOKED_EVERY


def _today(now: datetime, tell: Tell) -> None:
    tell("Playing today in the two halls ...")
    stage = Stage(seed=local(now).toordinal())
    for code, numbers in NUMBERS.items():
        casework = _casework(stage, code)
        HallDay(stage, casework, casework.center, numbers=numbers, counters=OPEN_COUNTERS[code]).begin(now)
        if code == KIM_BANG:
            HelpDay(stage, casework).begin(now)
        else:
            TwoPlaces(stage, casework).begin(now)
    Appointments(stage, Center.objects.select_related("commune").get(commune_id=KIM_BANG)).begin(now)
    _look_after(stage, since=local(now).replace(hour=0, minute=0, second=0, microsecond=0), until=now)
    stage.play(now)
    while work_off(now, limit=200):
        pass
    aggregates.load(now)
    tell("  and the figures of the other 128 communes")


def _casework(stage: Stage, code: str) -> Casework:
    center = Center.objects.select_related("commune", "unit").get(commune_id=code)
    return Casework(stage, center, SUFFIXES[code])
