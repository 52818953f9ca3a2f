"""The ground that measuring the API stands on: the world of the cast in an empty database, and tokens."""

import django

django.setup()

from datetime import datetime  # noqa: E402 - Django's settings come first

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from motcua.base.actors import System  # noqa: E402
from motcua.people.actions import make_token  # noqa: E402
from motcua.people.models import Officer  # noqa: E402
from motcua.places.actions import offer_pairing, pair_device  # noqa: E402
from motcua.places.models import Center  # noqa: E402
from motcua.sandbox import setting  # noqa: E402

BIRTH = "1.001193"
BENCH = System("bench")


def lay(*procedures: str) -> datetime:
    """Migrate and load 130 communes, these procedures and the cast. Returns the present moment."""
    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    province = setting.load_places(now)
    setting.load_catalogue(province, now, only=procedures or (BIRTH,))
    setting.load_cast(now)
    return now


def officers_token(login: str) -> str:
    officer = Officer.objects.get(login=login)
    return make_token(officer, scopes=[], days=1, by=BENCH, now=timezone.now())


def devices_token(center: Center, kind: str) -> str:
    now = timezone.now()
    code = offer_pairing(center, kind=kind, by=BENCH, now=now)
    return pair_device(center, kind=kind, code=code, by=BENCH, now=now)[1]


def past(center: Center, count: int) -> None:
    """Numbers of past days, a thousand a day, all served; written by the database itself."""
    sqlite = connection.vendor == "sqlite"
    columns = (
        "id, center_id, day, series, number, field_id, procedure_code, dossier_code, priority, lane, state, "
        "token, issued_at, queued_at, returns_at, called_at, calls, missed, serving_at, ended_at, "
        "present_at, needs, amount, source, drawn, holder, agent, note, outcome"
    )
    series, number = "substr('ABCDEFGH', 1 + mod(n, 8), 1)", "(mod(n, 1000)) / 8 + 1"
    if sqlite:
        numbers = f"WITH RECURSIVE old(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM old WHERE n < {count - 1})"
        day = "date('now', '-' || (2 + n / 1000) || ' days')"
        at = [f"{day} || ' 0{hour}:00:00'" for hour in (1, 2, 3, 4)]
        key, token = "lower(hex(randomblob(16)))", "hex(randomblob(12))"
    else:
        numbers = f"WITH old AS (SELECT generate_series(0, {count - 1}) AS n)"
        day = "(current_date - (2 + n / 1000))"
        at = [f"({day} + time '0{hour}:00') AT TIME ZONE 'UTC'" for hour in (1, 2, 3, 4)]
        key, token = "gen_random_uuid()", "upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 24))"
    values = (
        f"{key}, %s, {day}, {series}, {number}, 'land', '', '', '', 'new', 'done', {token}, "
        f"{at[0]}, {at[0]}, 0, {at[1]}, 1, 0, {at[2]}, {at[3]}, "
        f"{at[0]}, '[]', 1, 'kiosk', 0, '', false, '', ''"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO hall_ticket ({columns}) {numbers} SELECT {values} FROM old"
            if sqlite
            else f"{numbers} INSERT INTO hall_ticket ({columns}) SELECT {values} FROM old",
            [center.pk.hex if sqlite else center.pk],
        )
        cursor.execute("ANALYZE")
