"""``python -m tests.browser.calls LOGIN COUNTER COUNT SECONDS``: that many people come and are called, one
after the other within so many seconds; prints the numbers in the order of their calls."""

import json
import os
import sys
import time


def main(login: str, number: str, count: str, seconds: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django
    from django.utils import timezone

    django.setup()
    from motcua.base.actors import System
    from motcua.catalogue.models import Field
    from motcua.hall import actions
    from motcua.hall.models import Duty
    from motcua.people.models import Officer
    from motcua.places.models import Counter

    officer = Officer.objects.get(login=login)
    counter = Counter.objects.select_related("center__commune").get(
        center__commune_id="17791", number=int(number)
    )
    if not Duty.objects.filter(counter=counter, closed_at__isnull=True).exists():
        actions.open_counter(counter, by=officer, now=timezone.now())
    fields = list(Field.objects.all())
    for place in range(int(count)):
        field, now = fields[place % len(fields)], timezone.now()
        actions.issue(counter.center, field=field, by=System("test"), now=now)
    begin, called = time.monotonic(), []
    for place in range(int(count)):
        time.sleep(max(0.0, begin + place * float(seconds) / int(count) - time.monotonic()))
        ticket = actions.call_next(counter, by=officer, now=timezone.now())
        assert ticket is not None
        actions.start_serving(ticket, by=officer, now=timezone.now())
        actions.complete(ticket, by=officer, now=timezone.now())
        called.append(ticket.text)
    print(json.dumps({"called": called, "seconds": time.monotonic() - begin}))


if __name__ == "__main__":
    main(*sys.argv[1:])
