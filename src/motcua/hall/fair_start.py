"""Questions about the start of a session: when the doors opened, and who had come before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from motcua.base import timed
from motcua.base.actors import System
from motcua.domain import drawing
from motcua.domain.workdays import ZONE, local
from motcua.hall.daybreak import business_day
from motcua.hall.models import Draw, HallRules, Ticket
from motcua.hall.rules import rules_of
from motcua.places.hours import hours_of
from motcua.places.models import Center
from motcua.places.queries import EARLY

EVERY = timedelta(minutes=1)
SHOWN = timedelta(minutes=15)
"""So long after the opening the drawn order stands on the display."""
ORDER = ("queued_at", "drawn", "series", "number")


def openings(center: Center, day: date, now: datetime) -> list[datetime]:
    """When the doors opened on a day until now, earliest first: the sessions of the center's hours."""
    opened = (datetime.combine(day, session.opens, ZONE) for session in hours_of(center).sessions_of(day))
    return [opens for opens in opened if opens <= now]


def session_opened(center: Center, now: datetime) -> datetime | None:
    """When the session began that runs now; None between sessions."""
    day = local(now).date()
    for session in hours_of(center).sessions_of(day):
        opens, closes = (datetime.combine(day, at, ZONE) for at in (session.opens, session.closes))
        if opens <= now < closes:
            return opens
    return None


def crowd(center: Center, day: date, opens: datetime) -> QuerySet[Ticket]:
    """Who waits since before the doors opened; an appointment has its own time and takes no part."""
    return Ticket.objects.filter(
        center=center,
        day=day,
        state=Ticket.State.WAITING,
        queued_at__gte=opens - EARLY,
        queued_at__lt=opens,
        appointment_at__isnull=True,
    ).order_by(*ORDER)


def place_of(center: Center, at: datetime) -> tuple[datetime, int]:
    """The place of somebody who came at ``at`` but whose number arrives here only after the draw (a kiosk
    without a line): behind those who were drawn, before those who came after the doors opened."""
    draw = Draw.objects.filter(center=center, drawn_at__gt=at, drawn_at__lte=at + EARLY).first()
    return (draw.drawn_at, len(draw.order) + 1) if draw else (at, 0)


@dataclass(frozen=True)
class Start:
    """One opening of the doors and the published order: by arrival, or by lot with what each one drew."""

    opens: datetime
    draw: Draw | None
    numbers: list[tuple[str, str]]  # the number, and its lot ("" where it counts by arrival)


def starts(center: Center, now: datetime, day: date | None = None) -> list[Start]:
    """The openings of a day (today), the latest first; also where the center's hours have changed since."""
    day = day or business_day(center, now)
    draws = {draw.drawn_at: draw for draw in Draw.objects.filter(center=center, day=day)}
    opened = sorted({*openings(center, day, now), *draws}, reverse=True)
    return [_start(center, day, opens, draws.get(opens)) for opens in opened]


def _start(center: Center, day: date, opens: datetime, draw: Draw | None) -> Start:
    if draw is not None:
        return Start(opens, draw, [(number, drawing.lot(draw.seed, number)) for number in draw.order])
    came = Ticket.objects.filter(
        center=center,
        day=day,
        queued_at__gte=opens - EARLY,
        queued_at__lt=opens,
        appointment_at__isnull=True,
    ).exclude(state=Ticket.State.VOID)
    return Start(opens, None, [(ticket.text, "") for ticket in came.order_by(*ORDER)])


def fresh_draw(center: Center, now: datetime) -> Draw | None:
    """The draw that the display still shows; one statement."""
    fresh = Draw.objects.filter(center=center, drawn_at__gt=now - SHOWN, drawn_at__lte=now)
    return fresh.order_by("drawn_at").last()


def draws(center: Center) -> bool:
    """Whether this center draws lots; one statement."""
    return rules_of(center).fair_start == HallRules.FairStart.DRAW


def register() -> None:
    timed.schedule("hall.draw", EVERY, draw_due)


def draw_due(now: datetime) -> int:
    """The timed job: every center that draws and whose doors have opened; how many were drawn."""
    from motcua.hall.actions.drawing import draw  # the app is not ready at registration

    drawing_centers = Center.objects.select_related("commune").filter(
        hall_rules__fair_start=HallRules.FairStart.DRAW
    )
    return sum(draw(center, by=System("fair-start"), now=now) is not None for center in drawing_centers)
