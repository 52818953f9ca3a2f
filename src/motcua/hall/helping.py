"""The helpers' desk: who may help, the code of a written list, and what the desk and the counter ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, F, Min, When
from django.db.models.functions import Greatest

from motcua.catalogue.models import Field
from motcua.domain.codes import read_short_code
from motcua.domain.refusal import Forbidden, NotFound, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import queries
from motcua.hall.models import Duty, HelpSession, PapersCheck, Ticket
from motcua.people.absences import posts_taken
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center

BASIS = "Nghị định 224/2026/NĐ-CP, Điều 78"
LIST_KEPT = timedelta(days=30)
"""So long a written list leads into the come-back lane; later the procedure may ask for other papers."""
CODE_LENGTH = 10


def check_may_help(center: Center, officer: Officer, now: datetime) -> None:
    """Helpers of this center and its head; never somebody who keeps a counter open: who receives a dossier
    must not have helped to declare it."""
    posts = posts_taken(officer, business_date(now))
    roles = (Role.SUPPORT, Role.CENTER_HEAD)
    if not any(post.role in roles and post.unit.commune_id == center.commune_id for post in posts):
        raise Forbidden(
            "no_support_post",
            Words(
                vi=f"Hôm nay bạn không được phân công hỗ trợ tại Trung tâm {center.name_vi}.",
                en=f"You hold no post at the help desk of the center of {center.name_en} today.",
            ),
            basis=BASIS,
        )
    duty = Duty.objects.select_related("counter").filter(officer=officer, closed_at__isnull=True).first()
    if duty is not None:
        since = f"{local(duty.opened_at):%H:%M}"
        raise Refusal(
            "helper_receives",
            Words(
                vi=f"Bạn đang mở quầy {duty.counter.number} từ {since}: người tiếp nhận không làm người hỗ "
                "trợ. Hãy đóng quầy trước.",
                en=f"You have had counter {duty.counter.number} open since {since}: who receives does not "
                "help. Close the counter first.",
            ),
            basis=BASIS,
        )


def may_help(center: Center, officer: Officer, now: datetime) -> bool:
    try:
        check_may_help(center, officer, now)
    except Refusal:
        return False
    return True


def by_code(text: str) -> PapersCheck:
    """The check behind a written list's code, as typed or scanned; ``NotFound`` where there is none."""
    code = read_short_code(text, CODE_LENGTH)
    found = (
        PapersCheck.objects.select_related(
            "center__commune",
            "center__unit",
            "ticket__field",
            "ticket__point",
            "revision__procedure__field",
            "came_back",
        )
        .prefetch_related("lines__document")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise NotFound("list_unknown", Words("Không có phiếu nào mang mã này.", "No list has this code."))
    return found


def check_of(ticket: Ticket | None) -> PapersCheck | None:
    """What a helper found of this number's papers, or of the list it was given for; two statements."""
    if ticket is None:
        return None
    checks = PapersCheck.objects.select_related("revision__procedure", "helper").prefetch_related(
        "lines__document"
    )
    return checks.filter(ticket=ticket).latest_first().first() or checks.filter(came_back=ticket).first()


def number_after(ticket: Ticket, now: datetime) -> Ticket | None:
    """Today's new number of whoever brought the missing paper after this number had ended; one statement."""
    given = Ticket.objects.filter(brought_list__ticket=ticket).exclude(pk=ticket.pk)
    after = given.order_by("-issued_at").first()
    return after if after is not None and queries.is_live(after, now) else None


def session_of(ticket: Ticket) -> HelpSession | None:
    """The help that is going on with this number now."""
    return ticket.help_sessions.select_related("helper").filter(ended_at__isnull=True).first()


SINCE = Case(
    When(lane=Ticket.Lane.COME_BACK, then=Greatest("queued_at", "issued_at")), default=F("queued_at")
)
"""Since when somebody waits here: who went home for a paper keeps the arrival, but did not wait at home."""


def since(ticket: Ticket) -> datetime:
    """The same of one number."""
    back = ticket.lane == Ticket.Lane.COME_BACK
    return max(ticket.queued_at, ticket.issued_at) if back else ticket.queued_at


@dataclass(frozen=True)
class FieldLine:
    """One field: how many wait, and since when the one who has waited longest."""

    field: Field
    waiting: int
    since: datetime | None


def lines(center: Center, now: datetime) -> list[FieldLine]:
    """Every field for which somebody waits, the longest wait first; two statements."""
    rows = (
        queries.in_line(center, now)
        .order_by()
        .values("field")
        .annotate(waiting=Count("pk"), since=Min(SINCE))
    )
    fields = {field.pk: field for field in Field.objects.all()}
    found = [FieldLine(fields[row["field"]], row["waiting"], row["since"]) for row in rows]
    return sorted(found, key=lambda line: (line.since, line.field.position))


def waiting(center: Center, now: datetime, limit: int) -> list[Ticket]:
    """Who waits, the longest wait first; one statement."""
    line = queries.in_line(center, now).select_related("field")
    return list(line.order_by(*queries.PLACE)[:limit])


def held(center: Center, now: datetime) -> list[Ticket]:
    """Who is on hold: with a missing paper to fetch, most of them; one statement."""
    line = queries.live(center, now).filter(state=Ticket.State.HELD).select_related("field")
    return list(line.order_by("queued_at"))


def helped_now(center: Center, now: datetime) -> list[HelpSession]:
    """The help that is going on; one statement."""
    since = now - timedelta(hours=12)
    going = HelpSession.objects.filter(center=center, begins_at__gte=since, ended_at__isnull=True)
    return list(going.select_related("ticket", "helper").order_by("begins_at"))


def find_ticket(center: Center, pk: UUID) -> Ticket:
    """A number of this center; another center's is not even a rumour."""
    found = Ticket.objects.visible_to(center.code).select_related("center__commune", "field", "counter")
    ticket = found.filter(pk=pk).first()
    if ticket is None:
        raise NotFound("no_ticket", Words(vi="Không có số này.", en="There is no such number."))
    return ticket
