"""Questions about numbers given without the server: for which days, from where, and when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.catalogue.models import Field
from motcua.domain import leases
from motcua.domain.workdays import ZONE
from motcua.hall.daybreak import business_day
from motcua.hall.fields_now import FieldClosed, check_open, hours_words, own_spans, quota_words
from motcua.hall.models import FieldRules, Lease, Series, Ticket
from motcua.places.hours import hours_of
from motcua.places.models import Center
from motcua.places.queries import EARLY

LOOK_AHEAD = 30
"""Days in which the next working day is looked for."""

Span = tuple[datetime, datetime]


def days(center: Center, now: datetime) -> list[date]:
    """The days for which a kiosk holds numbers: today and the next one on which people are received.

    So a kiosk that is switched on in the morning without a server works too, also after a long holiday.
    """
    today = business_day(center, now)
    if center.round_the_clock:
        return [today, today + timedelta(days=1)]
    hours = hours_of(center)
    later = (today + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD))
    following = next((day for day in later if hours.sessions_of(day)), None)
    return [today, following] if following else [today]


def spans(center: Center, wanted: list[date]) -> dict[date, list[Span]]:
    """When numbers are given on each day: its sessions from a little before, without closures."""
    if center.round_the_clock:
        return {day: [_whole(day)] for day in wanted}
    hours = hours_of(center)
    closures = list(center.closures.filter(ends_at__gt=_whole(min(wanted))[0]))
    return {
        day: [
            (
                datetime.combine(day, session.opens, ZONE) - EARLY,
                datetime.combine(day, session.closes, ZONE),
            )
            for session in hours.sessions_of(day)
            if not any(
                closure.begins_at <= datetime.combine(day, session.opens, ZONE) < closure.ends_at
                for closure in closures
            )
        ]
        for day in wanted
    }


def finals(center: Center, day: date) -> dict[str, int]:
    """Of each series, the last number that may be given online on a day: the highest ``final`` of its fields.

    Never below ``leases.FINAL``, so that a narrow range can be widened again while numbers are lent; nor
    below what was given on that day before its range was narrowed.
    """
    rules = {row.field_id: row.final for row in FieldRules.objects.filter(center=center)}
    found = dict(Series.objects.filter(center=center, day=day).values_list("letter", "last"))
    for field in Field.objects.all():
        final = max(rules.get(field.pk, leases.FINAL), leases.FINAL)
        found[field.series] = max(found.get(field.series, 0), final)
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class FieldAlone:
    """One field for the hours without the server, as far as it was known at the last contact.

    ``closed``: by the center, until it says otherwise. ``spans``: its own hours on the days lent, None where
    it has none. ``left``: what its quota leaves by day, None without a quota.
    """

    field: Field
    closed: FieldClosed | None
    spans: list[Span] | None
    out_of_hours: FieldClosed
    left: dict[date, int] | None
    full: FieldClosed


def fields_alone(center: Center, now: datetime) -> list[FieldAlone]:
    """Every field in the kiosk's order, with what may keep it from giving numbers."""
    wanted = days(center, now)
    rules = {row.field_id: row for row in FieldRules.objects.filter(center=center)}
    last = dict(Series.objects.filter(center=center, day=wanted[0]).values_list("letter", "last"))
    return [
        _alone(field, rules.get(field.pk) or FieldRules(field=field), last.get(field.series, 0), wanted, now)
        for field in Field.objects.all()
    ]


def _alone(field: Field, rules: FieldRules, last: int, wanted: list[date], now: datetime) -> FieldAlone:
    closed = None
    if rules.closed_at is not None:
        try:
            check_open(rules, field, now)
        except FieldClosed as refusal:
            closed = refusal
    left = None
    if rules.quota is not None:
        given_online = max(0, last + 1 - rules.first) if last else 0
        left = dict.fromkeys(wanted, rules.quota) | {wanted[0]: max(0, rules.quota - given_online)}
    return FieldAlone(
        field,
        closed,
        [span for day in wanted for span in own_spans(rules, day)] if rules.hours else None,
        FieldClosed("field_out_of_hours", hours_words(rules.hours), field),
        left,
        FieldClosed("quota_reached", quota_words(rules), field),
    )


def given(center: Center, day: date, series: str) -> set[int]:
    """The numbers of one series given without the server that have arrived here."""
    arrived = Ticket.objects.filter(center=center, day=day, series=series, source=Ticket.Source.OFFLINE)
    return set(arrived.values_list("number", flat=True))


def bounded(at: datetime, lease: Lease, now: datetime) -> datetime:
    """A kiosk's time within what is possible: after the lease and the day's beginning, not after now."""
    begins, ends = _whole(lease.day)
    return min(max(at, lease.leased_at, begins), max(now, lease.leased_at), ends)


def _whole(day: date) -> Span:
    begins = datetime.combine(day, time(), ZONE)
    return begins, begins + timedelta(days=1)
