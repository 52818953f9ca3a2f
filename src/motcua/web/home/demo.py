"""The demo's log-ins as the first page lists them; elsewhere there are none."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.people.models import Officer, Role
from motcua.places.hours import business_date

DOES: dict[str, Promise] = {
    Role.COUNTER: _("Opens a counter, calls numbers, receives dossiers, hands over results"),
    Role.SUPPORT: _("Checks papers before the call, helps at the door"),
    Role.SPECIALIST: _("Appraises the dossiers assigned to them"),
    Role.HEAD_OF_UNIT: _("Assigns dossiers and reviews what was appraised"),
    Role.CLERK: _("Numbers and issues what was signed"),
    Role.LEADER: _("Decides and signs, on a written delegation"),
    Role.CENTER_HEAD: _("Watches over the center's work"),
    Role.PROVINCE: _("Sees all 130 communes, down to a dossier without its person"),
    Role.WORKING_GROUP: _("Inspects nine communes; sees what the province sees"),
    Role.DEPARTMENT: _("A department of the province; sees what the province sees"),
    Role.ADMIN: _("Keeps the system; sees no dossiers"),
}


@dataclass(frozen=True, slots=True)
class Login:
    """A line of the list: the log-in, who it is, where they work, what they do."""

    login: str
    name: str
    title: str
    place: str
    does: Promise | str


def logins(now: datetime) -> list[Login]:
    """The demo's officers in the order of the day's work; nobody outside the demo."""
    if not settings.DEMO:
        return []
    officers = Officer.objects.filter(is_demo=True).order_by("pk").prefetch_related("posts__unit__parent")
    return [_login(officer, now) for officer in officers]


def _login(officer: Officer, now: datetime) -> Login:
    language = get_language() or "vi"
    held = [post for post in officer.posts.all() if post.holds_on(business_date(now))]
    held.sort(key=lambda post: (post.is_acting, post.valid_from))
    if not held:
        return Login(officer.login, officer.name_vi, "", "", "")
    post = held[0]
    does = DOES.get(post.role, "")
    return Login(
        officer.login, officer.name_vi, post.title_in(language), post.unit.owner.name_in(language), does
    )
