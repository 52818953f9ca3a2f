"""A work process that looks at dossiers, for a test that kills it (``python -m tests.dossiers.watchers``).

``prepare N`` receives so many dossiers; ``watch`` says "looking", looks, and prints how many it looked at.
"""

import sys
from datetime import datetime

from motcua.domain.workdays import ZONE

RECEIVED = datetime(2026, 10, 5, 7, 30, tzinfo=ZONE)
LATER = datetime(2026, 10, 26, 9, tzinfo=ZONE)
LONG = "1.012753"  # twenty working days: three quarters are over on Friday 23 October


def main() -> None:
    import django

    django.setup()
    from motcua.dossiers import watching
    from tests.cast import Cast, received

    if sys.argv[1] == "prepare":
        for _ in range(int(sys.argv[2])):
            received(Cast(), procedure=LONG, now=RECEIVED)
        return
    print("looking", flush=True)
    print(watching.watch(LATER))


if __name__ == "__main__":
    main()
