"""``python -m tests.browser.world``: the province, the catalogue and the cast in an empty database.

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
    from motcua.sandbox import setting

    migrate()
    founded = timezone.now() - AGO
    province = setting.load_places(founded)
    setting.load_catalogue(province, founded)
    setting.load_cast(founded)


if __name__ == "__main__":
    main()
