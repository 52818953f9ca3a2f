"""``python -m tests.browser.calls come COUNT``: so many people take a number; prints their tokens.
``... call COUNT SECONDS COMES ENDS``: as many people as ``COMES`` come, so many are called one after the
other within so many seconds; prints the numbers in the order of their calls. ``ENDS`` 0: the last stays.
``... fields``: one person comes for each field; prints the fields' names."""

import json
import os
import sys
import time

LOGIN, COUNTER = "counter.kimbang", 1


def come(count: str) -> list[str]:
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.catalogue.models import Field
    from motcua.hall import actions
    from motcua.places.models import Center

    center = Center.objects.select_related("commune").get(commune_id="17791")
    field = Field.objects.get(code="civil-status")
    given = [
        actions.issue(center, field=field, by=System("test"), now=timezone.now()) for _ in range(int(count))
    ]
    return [ticket.token for ticket in given]


def fields() -> list[str]:
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.catalogue.models import Field
    from motcua.hall import actions
    from motcua.places.models import Center

    center = Center.objects.select_related("commune").get(commune_id="17791")
    found = list(Field.objects.all())
    for field in found:
        actions.issue(center, field=field, by=System("test"), now=timezone.now())
    return [field.name_vi for field in found]


def call(count: str, seconds: str, comes: str, ends: str) -> dict[str, object]:
    from django.utils import timezone

    from motcua.hall import actions
    from motcua.hall.models import Duty
    from motcua.people.models import Officer
    from motcua.places.models import Counter

    officer = Officer.objects.get(login=LOGIN)
    counter = Counter.objects.select_related("center__commune").get(
        center__commune_id="17791", number=COUNTER
    )
    if not Duty.objects.filter(counter=counter, closed_at__isnull=True).exists():
        actions.open_counter(counter, by=officer, now=timezone.now())
    come(comes)
    begin, called = time.monotonic(), []
    for place in range(int(count)):
        time.sleep(max(0.0, begin + place * float(seconds) / int(count) - time.monotonic()))
        ticket = actions.call_next(counter, by=officer, now=timezone.now())
        assert ticket is not None
        called.append(ticket.text)
        if ends == "1" or place < int(count) - 1:
            actions.start_serving(ticket, by=officer, now=timezone.now())
            actions.complete(ticket, by=officer, now=timezone.now())
    return {"called": called, "seconds": time.monotonic() - begin}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    print(json.dumps({"come": come, "fields": fields, "call": call}[sys.argv[1]](*sys.argv[2:])))
