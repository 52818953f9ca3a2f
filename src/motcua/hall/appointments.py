"""Appointments: which slots are left for what somebody wants, and whose an appointment is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.domain.slots import LONGEST, Book, Slot, draws_on, runs
from motcua.domain.words import Words
from motcua.domain.workdays import FIRST_YEAR, LAST_YEAR, ZONE, Calendar, Sessions, local
from motcua.domain.working_hours import WorkingHours, working_hours
from motcua.hall.appointment_lengths import Lengths
from motcua.hall.models import Appointment, AppointmentRules, FieldRules, WaitingListEntry
from motcua.places.hours import business_date, hours_of, sessions
from motcua.places.models import Center, Closure, Point

HOLDS = (Appointment.State.BOOKED, Appointment.State.ARRIVED)
"""States in which an appointment takes its slot."""
EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
MOST_AMOUNT = 20
EVERY_DAY = Calendar((), date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), frozenset(range(7)))
CODE_LENGTH = 5
"""Signs of the code typed at the kiosk: it opens nothing elsewhere, so it need not be long."""
LOOKALIKES = str.maketrans("ILO", "110")


@dataclass(frozen=True)
class Wanted:
    """What somebody comes for, and where."""

    field: Field
    procedure_code: str = ""
    point: Point | None = None
    needs: tuple[str, ...] = ()
    amount: int = 1

    @property
    def names(self) -> frozenset[str]:
        return draws_on(str(self.point.pk) if self.point else "", self.field.code, self.needs)

    def minutes(self, lengths: Lengths) -> int:
        return min(LONGEST, lengths.minutes(self.field.code, self.procedure_code) * self.amount)


def check(wanted: Wanted) -> None:
    """Raises ``Invalid`` for what cannot be wanted."""
    if wanted.procedure_code:
        codes.procedure_code(wanted.procedure_code)
    if not set(wanted.needs) <= set(Skill):
        raise Invalid(
            "need_unknown",
            Words("Chọn yêu cầu hỗ trợ trong danh sách.", "Choose the help you need from the list."),
            field="needs",
        )
    if not 1 <= wanted.amount <= MOST_AMOUNT:
        raise Invalid(
            "amount_out_of_range",
            Words(f"Nhập từ 1 đến {MOST_AMOUNT}.", f"Enter 1 to {MOST_AMOUNT}."),
            field="amount",
        )


def rules_for(center: Center) -> AppointmentRules | None:
    """None where the center gives no appointments; one statement."""
    return AppointmentRules.objects.filter(center=center).first()


def rules_needed(center: Center) -> AppointmentRules:
    rules = rules_for(center)
    if rules is None or not rules.counters:
        raise Refusal(
            "no_appointments",
            Words(
                vi=f"Trung tâm {center.name_vi} chưa nhận hẹn trước. Mời ông/bà đến lấy số trong giờ làm "
                "việc.",
                en=f"The center of {center.name_in('en')} gives no appointments yet. Please come and take a "
                "number during office hours.",
            ),
        )
    return rules


@dataclass
class Diary:
    """What is promised on some days of one center; loaded once, asked for many wishes."""

    center: Center
    rules: AppointmentRules
    hours: WorkingHours
    closures: list[Closure]
    held: list[tuple[date, datetime, int, frozenset[str]]]
    fields: dict[str, dict[str, list[list[str]]]] = field(default_factory=dict)  # hours of their own

    @cached_property
    def lengths(self) -> Lengths:
        return Lengths(self.center, self.rules)

    def book(self, day: date) -> Book:
        closed = [(closure.begins_at, closure.ends_at) for closure in self.closures]
        book = Book(self.rules.plan, runs(self.hours, day, self.rules.length, closed))
        for of_day, starts_at, minutes, names in self.held:
            if of_day == day:
                book.enter(starts_at, minutes, names)
        return book

    def left(self, wanted: Wanted, day: date, now: datetime) -> list[Slot]:
        """The slots of that day this wish still fits into, each with for how many."""
        found = self.book(day).left(wanted.names, wanted.minutes(self.lengths), after=now)
        own = self.fields.get(wanted.field.code)
        return found if not own else [slot for slot in found if _within(own, slot.starts_at)]


def diary(
    center: Center,
    rules: AppointmentRules,
    days: Iterable[date],
    now: datetime,
    *,
    without: Iterable[UUID] = (),
) -> Diary:
    """Five statements, however many days and appointments (and two more for learned lengths, when asked).
    ``without``: what is about to be given up."""
    wanted = sorted(set(days))
    freed = list(without)
    booked = Appointment.objects.filter(center=center, day__in=wanted, state__in=HOLDS).exclude(pk__in=freed)
    offered = WaitingListEntry.objects.filter(
        center=center, state="offered", offered_day__in=wanted, offered_until__gt=now
    ).exclude(pk__in=freed)
    held = [(row.day, row.starts_at, row.minutes, names_of(row)) for row in booked.order_by("pk")]
    held += [
        (row.offered_day, row.offered_at, row.minutes, names_of(row))
        for row in offered.order_by("pk")
        if row.offered_day and row.offered_at
    ]
    first, last = (datetime.combine(day, time(), ZONE) for day in (wanted[0], wanted[-1]))
    closures = list(center.closures.filter(ends_at__gt=first, begins_at__lt=last + timedelta(days=1)))
    own = FieldRules.objects.filter(center=center).exclude(hours={}).values_list("field", "hours")
    return Diary(center, rules, hours_by(center), closures, held, dict(own))


def hours_by(center: Center) -> WorkingHours:
    """The center's hours by the calendar in force; a demo center receives on every day, as it gives
    numbers on every day. One statement."""
    if not center.round_the_clock:
        return hours_of(center)
    week = sessions(center)
    return working_hours(EVERY_DAY, Sessions((week.by_weekday[week.swapped_day_as],) * 7))


def names_of(row: Appointment | WaitingListEntry) -> frozenset[str]:
    return draws_on(str(row.point_id or ""), row.field_id, row.needs)


def days_ahead(rules: AppointmentRules, now: datetime) -> list[date]:
    """The days on which an appointment can be had, working or not."""
    today = business_date(now)
    return [today + timedelta(days=ahead) for ahead in range(rules.days_ahead + 1)]


@dataclass(frozen=True)
class DayLeft:
    """A day on which the doors are open, and how many such wishes it still takes (0: full)."""

    day: date
    count: int


def days_left(wanted: Wanted, book: Diary, now: datetime) -> list[DayLeft]:
    """Every day ahead on which the center receives people; no further statement."""
    found = []
    for day in days_ahead(book.rules, now):
        of_day = book.book(day)
        if any(slot > now for run in of_day.day for slot in run):
            fits = len(book.left(wanted, day, now)) and of_day.fits(
                wanted.names, wanted.minutes(book.lengths), after=now
            )
            found.append(DayLeft(day, fits))
    return found


def outside(rows: Iterable[Appointment], book: Diary) -> set[UUID]:
    """The appointments to come for which no door will be open: promised before a closure, a day off or other
    hours were known. Somebody must tell these people; no further statement."""
    books: dict[date, Book] = {}
    found = set()
    for row in rows:
        if row.state == Appointment.State.BOOKED:
            of_day = books.setdefault(row.day, book.book(row.day))
            own = book.fields.get(row.field_id)
            if of_day.slot_at(row.starts_at) is None or (own and not _within(own, row.starts_at)):
                found.add(row.pk)
    return found


def _within(hours: dict[str, list[list[str]]], moment: datetime) -> bool:
    at = local(moment)
    spans = hours.get(str(at.weekday()), [])
    return any(time.fromisoformat(opens) <= at.time() < time.fromisoformat(closes) for opens, closes in spans)


def contact_of(text: str, *, required: bool = False) -> str:
    """A mobile number as ten digits, or an e-mail address; raises ``Invalid`` for anything else."""
    tidy = text.strip()
    if not tidy and not required:
        return ""
    if EMAIL.fullmatch(tidy) and len(tidy) <= 254:
        return tidy
    try:
        number = codes.phone(tidy)
    except Invalid:
        number = ""
    if codes.MOBILE.fullmatch(number):
        return number
    raise Invalid(
        "contact_wrong",
        Words(
            vi="Nhập số điện thoại di động 10 chữ số, hoặc địa chỉ thư điện tử như ten@vidu.vn.",
            en="Enter a mobile number of 10 digits, or an e-mail address like name@example.vn.",
        ),
        field="contact",
    )


def digest_of(contact: str) -> str:
    """What stands for a contact after it: equal for the same one, and nothing else can be learned."""
    if not contact:
        return ""
    return salted_hmac("motcua.hall.appointment", contact.lower(), algorithm="sha256").hexdigest()


def by_token(center: Center, token: str) -> Appointment:
    """Raises ``NotFound``. An appointment that was moved keeps its token: this is the one that holds."""
    return _found(_rows(center).filter(token=codes.read_token(token)).first())


def with_token(token: str) -> Appointment | None:
    """The appointment with this token at whichever center, for who has nothing but the code."""
    return Appointment.objects.select_related("center__commune").filter(token=token).first()


def by_code(center: Center, typed: str, day: date) -> Appointment:
    """By what is typed or scanned at the kiosk: the short code, the token, or the page's whole address."""
    text = typed.strip()[:300].rsplit("/", 1)[-1].split("?", 1)[0]
    short = re.sub(r"[\s\-]", "", text).upper().translate(LOOKALIKES)
    if len(short) == CODE_LENGTH:
        return _found(_rows(center).filter(day=day, code=short).exclude(state="moved").first())
    return by_token(center, text)


def _rows(center: Center) -> QuerySet[Appointment]:
    return Appointment.objects.select_related("center__commune", "field", "point", "ticket").filter(
        center=center
    )


def _found(appointment: Appointment | None) -> Appointment:
    if appointment is None:
        raise NotFound(
            "appointment_unknown",
            Words(
                vi="Không có cuộc hẹn nào ứng với mã này ở Trung tâm này. Hãy xem lại mã, hoặc hỏi bàn hướng "
                "dẫn.",
                en="There is no appointment under this code at this center. Check the code, or ask at the "
                "help desk.",
            ),
        )
    return appointment


def of_day(center: Center, day: date) -> list[Appointment]:
    """All that were promised for a day, in order of time; one statement."""
    rows = Appointment.objects.filter(center=center, day=day).exclude(state="moved")
    return list(rows.select_related("field", "point", "ticket").order_by("starts_at", "pk"))
