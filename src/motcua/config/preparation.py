"""What must be true before the program serves or works."""

import io
import shutil

from django.conf import settings
from django.core.management import call_command

from motcua import __version__
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer


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
