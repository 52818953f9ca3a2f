"""What a center sets for its hall. Every change stands in the journal with all values, so that a past day
replays by the rules of its own time."""

from dataclasses import asdict, dataclass
from datetime import datetime, time

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.catalogue.models import Field
from motcua.domain import leases
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.hall.daybreak import LATEST
from motcua.hall.fields_now import rules_of_field
from motcua.hall.locking import lock_hall
from motcua.hall.models import FieldRules, HallRules, Lease
from motcua.hall.rules import rules_of
from motcua.hall.setup_access import check_may_set_hall
from motcua.people.models import Officer
from motcua.places.models import Center

Hours = dict[str, list[list[str]]]
BOUNDS = {
    "in_a_row": (1, 10),
    "head_start_minutes": (0, 240),
    "no_show_calls": (1, 20),
    "misses": (1, 5),
    "early_minutes": (0, 60),
    "late_minutes": (0, 60),
    "wait_limit_minutes": (5, 240),
    "agent_numbers": (1, 20),
}
"""The least and the most of each number of ``HallSettings``."""
MOST_NUMBER = 8999
"""The last number that can be set: four digits, and blocks for kiosks without a line above it."""


@dataclass(frozen=True, kw_only=True)
class HallSettings:
    """All of ``HallRules``, as the form gives it."""

    in_a_row: int
    head_start_minutes: int
    no_show_calls: int
    misses: int
    early_minutes: int
    late_minutes: int
    wait_limit_minutes: int
    agent_numbers: int
    fair_start: str
    numbers_from_home: bool
    day_begins: time


@action
def set_hall_rules(center: Center, *, settings: HallSettings, by: Officer, now: datetime) -> HallRules:
    """From the next press on. Raises ``InvalidFields`` for what is out of its bounds."""
    check_may_set_hall(by, center, now)
    _check(settings)
    lock_hall(center, now)
    rules = rules_of(center)
    values = asdict(settings)
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save()
    values["day_begins"] = f"{settings.day_begins:%H:%M}"
    record("hall.rules_set", rules, by=by, at=now, **values)
    return rules


def _check(settings: HallSettings) -> None:
    errors = [
        Invalid("out_of_bounds", Words(f"Từ {least} đến {most}.", f"From {least} to {most}."), field=name)
        for name, (least, most) in BOUNDS.items()
        if not least <= getattr(settings, name) <= most
    ]
    if settings.fair_start not in HallRules.FairStart.values:
        errors.append(Invalid("start_unknown", Words("Chọn một cách.", "Choose one."), field="fair_start"))
    if settings.day_begins > LATEST:
        words = Words(f"Muộn nhất {LATEST:%H:%M}.", f"At the latest {LATEST:%H:%M}.")
        errors.append(Invalid("day_begins_late", words, field="day_begins"))
    if errors:
        raise InvalidFields(errors)


@action
def set_field_rules(
    center: Center,
    *,
    field: Field,
    first: int,
    final: int,
    quota: int | None,
    hours: Hours,
    by: Officer,
    now: datetime,
) -> FieldRules:
    """The field's range of numbers, quota a day (None: no limit) and own hours (empty: the center's).

    Numbers lent to kiosks for today or later stand in the way of a range that reaches into them.
    """
    check_may_set_hall(by, center, now)
    if not 1 <= first <= final <= MOST_NUMBER:
        words = Words(f"Từ 1 đến {MOST_NUMBER}, số cuối không nhỏ hơn số đầu.", f"From 1 to {MOST_NUMBER}.")
        raise Invalid("range_impossible", words, field="final")
    if quota is not None and quota < 1:
        raise Invalid("quota_impossible", Words("Từ 1 trở lên.", "At least 1."), field="quota")
    day = lock_hall(center, now)
    lent = Lease.objects.filter(center=center, series=field.series, day__gte=day.day).order_by("block")
    block = lent.values_list("block", flat=True).first()
    if block is not None and leases.numbers_of(block)[0] <= final:
        lowest = leases.numbers_of(block)[0]
        words = Words(
            f"Máy lấy số đang giữ các số từ {lowest} để dùng khi mất mạng. Chọn số cuối nhỏ hơn {lowest}.",
            f"A kiosk holds the numbers from {lowest} for hours without a line. "
            f"Choose a last number below {lowest}.",
        )
        raise Invalid("range_is_lent", words, field="final")
    rules = rules_of_field(center, field)
    rules.first, rules.final, rules.quota, rules.hours = first, final, quota, hours
    rules.save()
    spans = {
        f"hours_{weekday}": "+".join(f"{opens}-{closes}" for opens, closes in sessions)
        for weekday, sessions in hours.items()
    }
    record(
        "hall.field_set", rules, by=by, at=now, field=field.pk, first=first, final=final, quota=quota, **spans
    )
    return rules
