"""The start page: the doors that are open to one's post."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.access import KEEPERS as CATALOGUE_KEEPERS
from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.dossiers.clock_access import CALENDAR_ROLES
from motcua.dossiers.fee_access import RULING
from motcua.dossiers.retention_access import READING as ARCHIVE_READERS
from motcua.dossiers.retention_access import RULING as ARCHIVE_RULING
from motcua.hall.printer_access import KEEPERS as PRINTER_KEEPERS
from motcua.people.access import KEEPERS, REGISTRARS
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.web.access import officer_required
from motcua.web.requests import OfficerRequest


@dataclass(frozen=True, slots=True)
class Door:
    """A part of the set-up: the name of its address, what it is for, and for whom it opens."""

    url: str
    icon: str
    title: Promise | str
    text: Promise | str
    roles: tuple[str, ...]


DOORS = (
    Door(
        "setup_procedures",
        "document",
        _("Procedures and their revisions"),
        _("Terms, documents, steps and fees: draft, approve, publish for a day, see what stood on any day."),
        CATALOGUE_KEEPERS,
    ),
    Door(
        "setup_grants",
        "stamp",
        _("Instruments of authority"),
        _("Who may decide what, on which document, from when to when. Enter one, delegate, revoke."),
        KEEPERS,
    ),
    Door(
        "setup_absences",
        "calendar",
        _("Absences and substitutes"),
        _("Who is away, who takes the turn, and on which delegation they sign."),
        REGISTRARS,
    ),
    Door(
        "setup_appointments",
        "clock",
        _("Appointments"),
        _("Counters planned by field, the share kept for people without one, reminders."),
        (Role.CENTER_HEAD,),
    ),
    Door(
        "setup_calendar",
        "calendar",
        _("Working calendar"),
        _("Days off and days worked in exchange; which dossiers move is shown before it is saved."),
        CALENDAR_ROLES,
    ),
    Door(
        "setup_fees",
        "money",
        _("Fees and who need not pay"),
        _("The province's tariff and the exempted classes: in force, coming and past, each with its text."),
        (*RULING, Role.CENTER_HEAD),
    ),
    Door(
        "setup_results",
        "stamp",
        _("Results and how long they hold"),
        _("What a procedure's result is called and for how many months it holds, each with its text."),
        (*RULING, Role.CENTER_HEAD),
    ),
    Door(
        "setup_account",
        "money",
        _("Receiving account"),
        _("The account to which the center's VietQR codes send money."),
        (Role.CENTER_HEAD,),
    ),
    Door(
        "setup_printers",
        "print",
        _("Printers"),
        _("Which printers the center has, how they are, and at which one each kiosk's slips come out."),
        PRINTER_KEEPERS,
    ),
    Door(
        "setup_hall",
        "ticket",
        _("The hall"),
        _("How numbers are given and called: rules, fields, receiving points, numbers from home."),
        (Role.CENTER_HEAD,),
    ),
    Door(
        "setup_retention",
        "document",
        _("How long dossiers are kept"),
        _("Years or for ever, by procedure or field, counted from what, and on which document."),
        (*ARCHIVE_RULING, *ARCHIVE_READERS),
    ),
    Door(
        "office_destruction",
        "stop",
        _("Destruction lists"),
        _("Dossiers whose time of keeping is over: one proposes, two approve, a certificate remains."),
        ARCHIVE_READERS,
    ),
)


@never_cache
@require_safe
@officer_required
def home(request: OfficerRequest) -> HttpResponse:
    doors = doors_of(request.user, business_date(request.now))
    if not doors:
        raise Forbidden(
            "nothing_to_set_up",
            Words(
                vi="Chức danh của bạn không có phần nào để thiết lập.",
                en="There is nothing to set up for your post.",
            ),
        )
    return render(request, "setup/home.html", {"doors": doors})


def doors_of(officer: Officer, day: date) -> list[Door]:
    return [door for door in DOORS if officer.has_role(*door.roles, day=day)]
