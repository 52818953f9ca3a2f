"""What a center gives numbers for at this moment; of the rest why not, and what one can do instead."""

from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.catalogue.models import Field
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, local
from motcua.hall.daybreak import business_day
from motcua.hall.models import FieldRules, Series
from motcua.places.models import Center
from motcua.places.queries import DAYS_EN, DAYS_VI, EARLY

CLOSED_REASONS: dict[str, Words] = {
    "no_officer": Words("hôm nay không có cán bộ tiếp nhận", "no officer receives today"),
    "system": Words("phần mềm của lĩnh vực đang gặp sự cố", "the field's system is down"),
    "crowded": Words("đã quá đông, không kịp giải quyết trong buổi", "too many wait to be served in time"),
    "moved": Words("tạm thời tiếp nhận ở nơi khác", "received at another place for now"),
    "other": Words("tạm ngừng tiếp nhận", "not received for now"),
}
WAY_OUT = Words(
    "Ông/bà có thể hẹn trước, đến vào ngày khác, hoặc hỏi bàn hỗ trợ.",
    "You can book an appointment, come on another day, or ask at the help desk.",
)


class FieldClosed(Refusal):
    """A field gives no number now: closed, out of its hours, or full; ``short`` fits on its tile."""

    def __init__(self, code: str, short: Words, field: Field) -> None:
        words = Words(
            f"{field.name_vi}: {short.vi}. {WAY_OUT.vi}", f"{field.name_in('en')}: {short.en}. {WAY_OUT.en}"
        )
        super().__init__(code, words, field="field")
        self.short = short


@dataclass(frozen=True)
class FieldNow:
    """One field, and why it gives no number now (None: it does)."""

    field: Field
    refusal: FieldClosed | None


def rules_of_field(center: Center, field: Field) -> FieldRules:
    """The center's row for the field, or an unsaved one with the defaults; one statement."""
    rules = FieldRules.objects.filter(center=center, field=field).first()
    return rules or FieldRules(center=center, field=field)


def fields_now(center: Center, now: datetime) -> list[FieldNow]:
    """Every field in the kiosk's order; four statements."""
    rules = {row.field_id: row for row in FieldRules.objects.filter(center=center)}
    day = business_day(center, now)
    last = dict(Series.objects.filter(center=center, day=day).values_list("letter", "last"))
    return [_now(field, rules.get(field.pk), last.get(field.series, 0), now) for field in Field.objects.all()]


def _now(field: Field, rules: FieldRules | None, last: int, now: datetime) -> FieldNow:
    if rules is None:
        rules = FieldRules(field=field)
    try:
        check_open(rules, field, now)
        check_left(rules, field, max(last + 1, rules.first))
    except FieldClosed as refusal:
        return FieldNow(field, refusal)
    return FieldNow(field, None)


def check_open(rules: FieldRules, field: Field, now: datetime) -> None:
    """Not closed by the center, and within the field's own hours where it has any."""
    if rules.closed_at is not None:
        raise FieldClosed(
            "field_closed", CLOSED_REASONS.get(rules.closed_reason, CLOSED_REASONS["other"]), field
        )
    if rules.hours and not any(begins <= now < ends for begins, ends in own_spans(rules, local(now).date())):
        raise FieldClosed("field_out_of_hours", hours_words(rules.hours), field)


def check_left(rules: FieldRules, field: Field, number: int, *, quota: bool = True) -> None:
    """Whether this number of the series may still be given: within the range, and of the day's quota."""
    if quota and rules.quota is not None and number - rules.first >= rules.quota:
        raise FieldClosed("quota_reached", quota_words(rules), field)
    if number > rules.final:
        words = Words("dãy số của hôm nay đã hết", "the numbers of today are used up")
        raise FieldClosed("numbers_used_up", words, field)


def own_spans(rules: FieldRules, day: date) -> list[tuple[datetime, datetime]]:
    """The field's own hours on a day, each from a little before; empty where it has none on that day."""
    return [
        (
            datetime.combine(day, time.fromisoformat(opens), ZONE) - EARLY,
            datetime.combine(day, time.fromisoformat(closes), ZONE),
        )
        for opens, closes in rules.hours.get(str(day.weekday()), [])
    ]


def quota_words(rules: FieldRules) -> Words:
    return Words(f"đã phát hết {rules.quota} số của hôm nay", f"all {rules.quota} numbers of today are given")


def hours_words(hours: dict[str, list[list[str]]]) -> Words:
    """The field's own hours in one phrase: days with the same sessions together."""
    by_sessions: dict[str, list[int]] = {}
    for weekday in range(7):
        spans = ", ".join(f"{opens}–{closes}" for opens, closes in hours.get(str(weekday), []))
        if spans:
            by_sessions.setdefault(spans, []).append(weekday)
    if not by_sessions:
        return CLOSED_REASONS["other"]
    vi = "; ".join(f"{', '.join(DAYS_VI[d] for d in days)} {spans}" for spans, days in by_sessions.items())
    en = "; ".join(f"{', '.join(DAYS_EN[d] for d in days)} {spans}" for spans, days in by_sessions.items())
    return Words(f"chỉ nhận {vi}", f"only on {en}")
