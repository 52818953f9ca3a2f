"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.dossiers import access, extending, warned
from motcua.dossiers.queues import OFFICES
from motcua.people.absences import takes_role
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.web.setup.home import doors_of


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)

    def bell() -> int:
        """How many warnings and letters wait for the officer; asked only by pages that show it."""
        if not isinstance(user, Officer):
            return 0
        now = request.now  # type: ignore[attr-defined]
        return warned.count(user) + extending.to_sign(user, business_date(now), now).count()

    def keeps_register() -> bool:
        """Whether the officer may open the center's register."""
        if not isinstance(user, Officer):
            return False
        return access.may_read_register(user, business_date(request.now))  # type: ignore[attr-defined]

    def sets_up() -> bool:
        """Whether a door of the set-up opens for the officer."""
        return isinstance(user, Officer) and bool(doors_of(user, business_date(request.now)))  # type: ignore[attr-defined]

    def takes_turns(*roles: str) -> bool:
        """Whether the officer has work of these posts, own or of somebody absent; asked only by who looks."""
        return isinstance(user, Officer) and takes_role(user, *roles, day=business_date(request.now))  # type: ignore[attr-defined]

    def workplace() -> Any:
        """The center of the commune the officer works for, else their organisation, for the page's head."""
        if not isinstance(user, Officer):
            return None
        day = business_date(request.now)  # type: ignore[attr-defined]
        return user.center_on(day) or next((post.unit.owner for post in user.posts_on(day)), None)

    return {
        "bell": bell,
        "at_counter_too": lambda: takes_turns(Role.COUNTER),
        "in_office_too": lambda: takes_turns(*OFFICES),
        "workplace": workplace,
        "keeps_register": keeps_register,
        "sets_up": sets_up,
        "demo": settings.DEMO,
        "officer": user if isinstance(user, Officer) else None,
        "language": get_language() or "vi",
        "now": getattr(request, "now", None),
    }
