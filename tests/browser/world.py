"""``python -m tests.browser.world``: all that stands before the demo's first day, in an empty database.

In a process of its own: the browser's driver keeps a loop in the test's thread, where Django lets nobody
ask the database.
"""

import os
from datetime import timedelta

AGO = timedelta(days=25)
"""The demo's weeks can be played on top of it."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django
    from django.utils import timezone

    django.setup()
    from motcua.config.preparation import migrate
    from motcua.sandbox import founding, two_places
    from tests.running import migrating

    with migrating.quickly():
        migrate()
    now = timezone.now()
    founding.found(now - AGO, now=now)
    two_places.found(now - AGO)


if __name__ == "__main__":
    main()
