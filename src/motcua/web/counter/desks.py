"""Who sits at the desk: the officer, their center, the counter they keep open, the number that is there."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.functional import cached_property

from motcua.domain.refusal import NotFound
from motcua.domain.time_limits import due_soon_until
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.models import Break, Duty, Ticket
from motcua.people.absences import posts_taken
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

View = Callable[..., HttpResponse]


@dataclass
class Desk:
    """What every page of the counter knows; each part is read once, when asked for."""

    officer: Officer
    center: Center
    now: datetime

    @property
    def day(self) -> date:
        return business_date(self.now)

    @cached_property
    def soon(self) -> datetime:
        """Until when work counts as due soon, by this center's working hours."""
        return due_soon_until(self.now, hours_of(self.center))

    @cached_property
    def duty(self) -> Duty | None:
        """The counter this officer keeps open since today; one forgotten yesterday is opened anew."""
        open_now = Duty.objects.filter(officer=self.officer, closed_at__isnull=True)
        duty = open_now.select_related("counter__center__commune", "counter__point").first()
        return duty if duty is not None and business_date(duty.opened_at) == self.day else None

    @cached_property
    def away(self) -> Break | None:
        """The break the officer takes now."""
        return Break.objects.filter(duty=self.duty, ended_at__isnull=True).first() if self.duty else None

    @cached_property
    def ticket(self) -> Ticket | None:
        """The number that was called to this counter and hasn't left it."""
        if self.duty is None:
            return None
        here = Ticket.objects.filter(counter_id=self.duty.counter_id, state__in=moves.AT_COUNTER)
        return here.select_related("field", "point").prefetch_related("errands__field").first()

    @property
    def served(self) -> Ticket | None:
        """The number whose visit has begun."""
        return self.ticket if self.ticket and self.ticket.state == Ticket.State.SERVING else None

    def find_ticket(self, pk: UUID) -> Ticket:
        """A number of this center; another center's is not even a rumour."""
        found = Ticket.objects.visible_to(self.center.code).select_related("center__commune", "field")
        ticket = found.filter(pk=pk).first()
        if ticket is None:
            raise NotFound("no_ticket", Words(vi="Không có số này.", en="There is no such number."))
        return ticket


def at_center(view: View) -> View:
    """For officers who work at a counter today; the view gets their ``Desk`` as second argument."""

    @role_required(Role.COUNTER)
    @functools.wraps(view)
    def seated(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, desk_of(request), *args, **kwargs)

    return seated


def desk_of(request: OfficerRequest) -> Desk:
    day = business_date(request.now)
    post = next(post for post in posts_taken(request.user, day) if post.role == Role.COUNTER)
    center = Center.objects.select_related("unit", "commune").get(commune_id=post.unit.commune_id)
    return Desk(request.user, center, request.now)
