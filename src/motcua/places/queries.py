"""Is the center open now; if not, why, and when it opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.domain.codes import COMMUNE
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, DayKind, local
from motcua.domain.working_hours import WorkingHours
from motcua.places.hours import hours_of
from motcua.places.models import Center, Closure, Point

EARLY = timedelta(minutes=30)
"""Numbers are given so long before a session: who comes early need not stand in a line for a number."""
HORIZON = 30
"""Days in which the next opening is looked for."""
DAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Opening:
    """Whether people are received now, whether numbers are given, when it opens next, and one sentence.
    ``coming``: the closures that have not begun, the nearest first."""

    is_open: bool
    gives_numbers: bool
    opens_at: datetime | None
    words: Words
    coming: tuple[Closure, ...] = ()


def open_points(center: Center) -> list[Point]:
    """The further receiving points by name; empty where a center has one place only."""
    return list(center.points.filter(closed_at__isnull=True).order_by("name_vi"))


def center_of(code: str) -> Center:
    """The center of a commune by its five digits; raises ``NotFound``."""
    shaped = COMMUNE.fullmatch(code) and code.isascii()
    center = Center.objects.select_related("commune").filter(commune_id=code).first() if shaped else None
    if center is None:
        raise NotFound(
            "center_unknown",
            Words(
                vi="Không có Trung tâm nào mang mã này. Mã gồm 5 chữ số của xã, phường.",
                en="There is no center with this code. It is the commune's code of 5 digits.",
            ),
        )
    return center


def opening(center: Center, now: datetime) -> Opening:
    """By the center's hours, the official calendar, and closures entered for it. Two statements."""
    hours = hours_of(center)
    soon = center.closures.filter(ends_at__gt=now, begins_at__lt=now + timedelta(days=HORIZON))
    closures = list(soon.order_by("begins_at"))
    coming = tuple(closure for closure in closures if closure.begins_at > now)
    closed_now = next((closure for closure in closures if closure.begins_at <= now), None)
    session = _session_at(hours, now)
    if session is not None and closed_now is None:
        return Opening(True, True, None, _open_until(session[1]), coming)
    opens_at = _next_opening(hours, closures, now)
    early = closed_now is None and opens_at is not None and opens_at - now <= EARLY
    return Opening(False, early, opens_at, _closed(hours, now, closed_now, opens_at), coming)


def _session_at(hours: WorkingHours, now: datetime) -> tuple[datetime, datetime] | None:
    return next((pair for pair in _sessions(hours, now, days=1) if pair[0] <= now < pair[1]), None)


def _sessions(hours: WorkingHours, now: datetime, *, days: int) -> list[tuple[datetime, datetime]]:
    today = local(now).date()
    return [
        (datetime.combine(day, session.opens, ZONE), datetime.combine(day, session.closes, ZONE))
        for day in (today + timedelta(days=ahead) for ahead in range(days))
        for session in hours.sessions_of(day)
    ]


def _next_opening(hours: WorkingHours, closures: list[Closure], now: datetime) -> datetime | None:
    """The first later moment inside a session and outside every closure."""
    for opens, closes in _sessions(hours, now, days=HORIZON):
        at = max(opens, now)
        for closure in sorted(closures, key=lambda closure: closure.begins_at):
            if closure.begins_at <= at < closure.ends_at:
                at = closure.ends_at
        if now < at < closes:
            return at
    return None


def announced(closure: Closure) -> Words:
    """One sentence about a closure to come: from when to when, and why."""
    begins, ends = local(closure.begins_at), local(closure.ends_at)
    until_vi = until_en = f"{ends:%H:%M}"
    if ends.date() != begins.date():
        until_vi += f" {DAYS_VI[ends.weekday()]} {ends:%d/%m/%Y}"
        until_en += f" on {DAYS_EN[ends.weekday()]} {ends:%d/%m/%Y}"
    return Words(
        vi=f"Trung tâm đóng cửa từ {begins:%H:%M} {DAYS_VI[begins.weekday()]} {begins:%d/%m/%Y} đến "
        f"{until_vi}: {closure.reason_vi}.",
        en=f"The center is closed from {begins:%H:%M} on {DAYS_EN[begins.weekday()]} {begins:%d/%m/%Y} to "
        f"{until_en}: {closure.reason_in('en')}.",
    )


def _open_until(closes: datetime) -> Words:
    return Words(
        vi=f"Trung tâm đang mở cửa, đến {closes:%H:%M}.",
        en=f"The center is open until {closes:%H:%M}.",
    )


def _closed(hours: WorkingHours, now: datetime, closure: Closure | None, opens_at: datetime | None) -> Words:
    why_vi, why_en = "Trung tâm đang đóng cửa", "The center is closed now"
    special = hours.calendar.special(local(now).date())
    if closure is not None:
        why_vi += f": {closure.reason_vi}"
        why_en += f": {closure.reason_in('en')}"
    elif special is not None and special.kind is DayKind.OFF:
        why_vi += f": hôm nay nghỉ, {special.name.vi}"
        why_en += f": today is a day off, {special.name.en}"
    if opens_at is None:
        return Words(f"{why_vi}.", f"{why_en}.")
    at = local(opens_at)
    return Words(
        vi=f"{why_vi}. Mở lại lúc {at:%H:%M}, {DAYS_VI[at.weekday()]} {at:%d/%m/%Y}.",
        en=f"{why_en}. It opens at {at:%H:%M} on {DAYS_EN[at.weekday()]} {at:%d/%m/%Y}.",
    )
