"""What must be true before the program serves or works."""

import io
import shutil

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from motcua import __version__
from motcua.config.database import OLDEST_POSTGRESQL
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer

DURABLE: dict[str, set[object]] = {"journal_mode": {"wal"}, "synchronous": {2, 3}, "foreign_keys": {1}}
"""What an open SQLite connection must say. A folder that knows no shared memory silently keeps another
journal mode; 2 is FULL, 3 EXTRA."""


def check_database() -> None:
    """Refuses a database that might lose what it has confirmed, or an older server than was tried."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        if connection.pg_version < OLDEST_POSTGRESQL * 10_000:  # type: ignore[attr-defined]
            raise Refusal(
                "postgresql_too_old",
                Words(
                    vi=f"PostgreSQL quá cũ: Motcua cần bản {OLDEST_POSTGRESQL} trở lên.",
                    en=f"PostgreSQL is too old: Motcua needs version {OLDEST_POSTGRESQL} or newer.",
                ),
            )
        return
    with connection.cursor() as cursor:
        for name, good in DURABLE.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found not in good:
                raise Refusal(
                    "not_durable",
                    Words(
                        vi=f"SQLite ở đây không đủ an toàn ({name} = {found}); hãy đặt tệp dữ liệu trên đĩa "
                        "của chính máy này.",
                        en=f"SQLite is not durable here ({name} is {found}); keep the database file on "
                        "a disk of this machine.",
                    ),
                )


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    """Copy and compress the static files when they changed since the last start."""
    root, source = settings.STATIC_ROOT, settings.STATICFILES_DIRS[0]
    newest = max((p.stat().st_mtime for p in source.rglob("*") if p.is_file()), default=0)
    stamp, mark = root / ".collected", f"{__version__} {newest}"
    if stamp.exists() and stamp.read_text() == mark:
        return
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False, stdout=io.StringIO())
    stamp.write_text(mark)


def refuse_demo_logins() -> None:
    """Their password is printed on the first page, so outside the demo the program won't start with them."""
    if not settings.DEMO and Officer.objects.filter(is_demo=True).exists():
        raise Refusal(
            "demo_logins",
            Words(
                vi="Cơ sở dữ liệu có tài khoản minh họa; chỉ chạy được khi đặt MOTCUA_DEMO=1.",
                en="This database holds demo log-ins; it is served only under MOTCUA_DEMO=1.",
            ),
        )
