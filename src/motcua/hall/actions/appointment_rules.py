"""What a center plans for appointments, entered by its head."""

from collections.abc import Mapping
from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import Field
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.slots import LONGEST
from motcua.domain.words import Words
from motcua.hall.models import AppointmentRules
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center, Counter, Point

LENGTHS = (15, 20, 30, 60)
REMINDERS = (48, 24, 3, 2, 1)
MOST_DAYS = 60


@action
def set_appointment_rules(
    center: Center,
    *,
    counters: Mapping[str, int],
    minutes: Mapping[str, int],
    walk_ins: int,
    length: int,
    days_ahead: int,
    reminders: list[int],
    offer_hours: int,
    by: Actor,
    now: datetime,
) -> AppointmentRules:
    """Set all of it at once. Slots promised under the plan before stay promised.

    ``counters``: as ``AppointmentRules.counters``, zeros left out; ``minutes`` by field, of those
    that shall not follow what visits really took (``appointment_lengths``). Raises ``Forbidden``
    for anybody but the head of this center, ``InvalidFields`` for what is impossible.
    """
    check_may_plan(center, by, now)
    planned = {name: count for name, count in counters.items() if count}
    _check(center, planned, minutes, walk_ins, length, days_ahead, reminders, offer_hours)
    rules, _ = AppointmentRules.objects.select_for_update().get_or_create(center=center)
    rules.counters, rules.minutes = dict(sorted(planned.items())), dict(sorted(minutes.items()))
    rules.walk_ins, rules.length, rules.days_ahead = walk_ins, length, days_ahead
    rules.reminders, rules.offer_hours = sorted(set(reminders), reverse=True), offer_hours
    rules.save()
    record(
        "appointment.rules",
        rules,
        by=by,
        at=now,
        walk_ins=walk_ins,
        length=length,
        days_ahead=days_ahead,
        offer_hours=offer_hours,
        reminders="+".join(map(str, rules.reminders)),
        counters=str(sum(planned.get(name, 0) for name in planned if name.startswith("place:"))),
    )
    return rules


def check_may_plan(center: Center, by: Actor, now: datetime) -> None:
    """Only the head of this very center; the program itself may (demo, set-up)."""
    if not isinstance(by, Officer):
        return
    posts = by.posts_on(business_date(now))
    if not any(p.role == Role.CENTER_HEAD and p.unit.commune_id == center.commune_id for p in posts):
        raise Forbidden(
            "not_head_of_center",
            Words(
                vi=f"Chỉ Giám đốc Trung tâm {center.name_vi} đặt lịch hẹn của Trung tâm.",
                en=f"Only the head of the center of {center.name_in('en')} plans its appointments.",
            ),
        )


def may_plan(center: Center, by: Officer, now: datetime) -> bool:
    try:
        check_may_plan(center, by, now)
    except Refusal:
        return False
    return True


def _check(
    center: Center,
    counters: Mapping[str, int],
    minutes: Mapping[str, int],
    walk_ins: int,
    length: int,
    days_ahead: int,
    reminders: list[int],
    offer_hours: int,
) -> None:
    errors = _wrong_counts(center, counters, minutes)
    if not 0 <= walk_ins <= 100:
        errors.append(_wrong("walk_ins", "Nhập từ 0 đến 100 phần trăm.", "Enter 0 to 100 per cent."))
    if length not in LENGTHS:
        errors.append(_wrong("length", "Chọn độ dài trong danh sách.", "Choose a length from the list."))
    if not 1 <= days_ahead <= MOST_DAYS:
        errors.append(_wrong("days_ahead", f"Từ 1 đến {MOST_DAYS} ngày.", f"1 to {MOST_DAYS} days."))
    if not set(reminders) <= set(REMINDERS):
        errors.append(_wrong("reminders", "Chọn giờ nhắc trong danh sách.", "Choose from the list."))
    if not 1 <= offer_hours <= 48:
        errors.append(_wrong("offer_hours", "Từ 1 đến 48 giờ.", "1 to 48 hours."))
    if errors:
        raise InvalidFields(errors)


def _wrong_counts(center: Center, counters: Mapping[str, int], minutes: Mapping[str, int]) -> list[Invalid]:
    known = {f"field:{code}" for code in Field.objects.values_list("code", flat=True)}
    known |= {f"skill:{skill.value}" for skill in Skill} | {"place:"}
    known |= {f"place:{pk}" for pk in Point.objects.filter(center=center).values_list("pk", flat=True)}
    standing = Counter.objects.filter(center=center).count()
    errors: list[Invalid] = []
    if not set(counters) <= known or not {f"field:{code}" for code in minutes} <= known:
        errors.append(_wrong("counters", "Chỉ đặt cho lĩnh vực và nơi có thật.", "Only fields that exist."))
    if any(not 0 <= count <= standing for count in counters.values()):
        errors.append(
            _wrong(
                "counters",
                f"Trung tâm có {standing} quầy: mỗi ô từ 0 đến {standing}.",
                f"The center has {standing} counters: 0 to {standing} in each box.",
            )
        )
    if any(not 1 <= count <= LONGEST for count in minutes.values()):
        errors.append(
            _wrong("minutes", f"Mỗi lượt từ 1 đến {LONGEST} phút.", f"Each takes 1 to {LONGEST} minutes.")
        )
    return errors


def _wrong(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi, en), field=field)
