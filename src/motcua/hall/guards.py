"""Who may act in the hall, at which counter, on which number; and what is said to the one who came second."""

from datetime import datetime

from motcua.domain.refusal import Conflict, Forbidden, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import moves
from motcua.hall.models import Break, Duty, Ticket
from motcua.people.absences import posts_taken
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center, Counter

BASIS = "Nghị định 118/2025/NĐ-CP Điều 8, Điều 11"


def check_may_work_at(counter: Counter, officer: Officer, now: datetime) -> None:
    """Only who holds a post at a counter of that center today, or stands in there, may open and use one."""
    if _has_post(officer, counter.center, now, Role.COUNTER):
        return
    raise Forbidden(
        "no_counter_post",
        Words(
            vi=f"Hôm nay bạn không được phân công tiếp nhận tại Trung tâm {counter.center.name_vi}.",
            en=f"You hold no post at a counter of the center of {counter.center.name_en} today.",
        ),
        basis=BASIS,
    )


def may_work_at(counter: Counter, officer: Officer, now: datetime) -> bool:
    return _allows(check_may_work_at, counter, officer, now)


def check_may_attend(center: Center, officer: Officer, now: datetime) -> None:
    """Looking after people who wait (void a number, bring somebody back): all who receive people there."""
    if _has_post(officer, center, now, Role.COUNTER, Role.SUPPORT, Role.CENTER_HEAD):
        return
    raise Forbidden(
        "no_post_at_center",
        Words(
            vi=f"Hôm nay bạn không được phân công tiếp người dân tại Trung tâm {center.name_vi}.",
            en=f"You hold no post that receives people at the center of {center.name_en} today.",
        ),
        basis=BASIS,
    )


def check_may_arrange(counter: Counter, officer: Officer, now: datetime) -> None:
    """The head of the center says what each counter serves, besides the officer who has it open."""
    if _has_post(officer, counter.center, now, Role.CENTER_HEAD):
        return
    raise Forbidden(
        "not_head_of_center",
        Words(
            vi=f"Chỉ cán bộ đang mở quầy {counter.number} hoặc lãnh đạo Trung tâm được sắp xếp quầy này.",
            en=f"Only the officer at counter {counter.number} or the center's head may arrange it.",
        ),
        basis=BASIS,
    )


def may_arrange(counter: Counter, officer: Officer, now: datetime) -> bool:
    return _allows(check_may_arrange, counter, officer, now)


def may_attend(center: Center, officer: Officer, now: datetime) -> bool:
    return _allows(check_may_attend, center, officer, now)


def _allows(check, *args) -> bool:  # type: ignore[no-untyped-def]
    try:
        check(*args)
    except Refusal:
        return False
    return True


def _has_post(officer: Officer, center: Center, now: datetime, *roles: str) -> bool:
    posts = posts_taken(officer, business_date(now))
    return any(post.role in roles and post.unit.commune_id == center.commune_id for post in posts)


def lock_duty(counter: Counter, by: Officer, now: datetime) -> Duty:
    """This officer's duty at this counter, locked. Refuses a closed counter and another officer's."""
    check_may_work_at(counter, by, now)
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("officer")
        .filter(counter=counter, closed_at__isnull=True)
        .first()
    )
    if duty is None:
        raise counter_closed(counter)
    if duty.officer_id != by.pk:
        raise held_by_another(duty, counter)
    return duty


def counter_closed(counter: Counter) -> Refusal:
    return Refusal(
        "counter_closed",
        Words(
            vi=f"Quầy {counter.number} chưa mở. Hãy mở quầy rồi gọi số.",
            en=f"Counter {counter.number} is not open. Open it first, then call.",
        ),
    )


def check_calls_now(duty: Duty, now: datetime) -> None:
    """A counter that was left open yesterday calls nobody, nor one whose officer is on a break."""
    if business_date(duty.opened_at) < business_date(now):
        raise counter_closed(duty.counter)
    away = Break.objects.filter(duty=duty, ended_at__isnull=True).first()
    if away is not None:
        since, number = f"{local(away.begins_at):%H:%M}", duty.counter.number
        raise Refusal(
            "on_break",
            Words(
                vi=f"Quầy {number} đang tạm nghỉ từ {since}. Bấm “Làm việc tiếp” rồi gọi số.",
                en=f"Counter {number} has been on a break since {since}. End the break, then call.",
            ),
        )


def check_free(counter: Counter) -> None:
    """Nobody is called to or served at the counter; else ``Conflict`` says who, since when."""
    here = (
        Ticket.objects.select_related("officer").filter(counter=counter, state__in=moves.AT_COUNTER).first()
    )
    if here is not None:
        words, at = moves.STATE_WORDS[here.state], local(here.serving_at or here.called_at or here.issued_at)
        raise Conflict(
            "counter_busy",
            Words(
                vi=f"Số {here.text} {words.vi} tại quầy {counter.number} từ {at:%H:%M:%S}. "
                "Hãy kết thúc lượt đó trước.",
                en=f"Number {here.text} {words.en} at counter {counter.number} since {at:%H:%M:%S}. "
                "End that visit first.",
            ),
        )


def held_by_another(duty: Duty, counter: Counter) -> Conflict:
    since = f"{local(duty.opened_at):%H:%M}"
    return Conflict(
        "counter_taken",
        Words(
            vi=f"Quầy {counter.number} đang do {duty.officer.name_vi} mở từ {since}.",
            en=f"Counter {counter.number} has been open under {duty.officer.name_vi} since {since}.",
        ),
    )


def lock_ticket(ticket: Ticket, move: str) -> Ticket:
    """The ticket as it is now, locked, if its state allows the move; else who was first, and when."""
    fresh = (
        Ticket.objects.select_for_update(of=("self",))
        .select_related("center__commune", "counter__center__commune", "officer", "field")
        .get(pk=ticket.pk)
    )
    if not moves.may(move, fresh):
        raise somebody_was_first(fresh)
    return fresh


def lock_at_counter(ticket: Ticket, move: str, by: Officer, now: datetime) -> Ticket:
    """As ``lock_ticket``, for the officer whose open counter has the ticket."""
    fresh = lock_ticket(ticket, move)
    assert fresh.counter is not None  # the table's own check: called and serving have a counter
    lock_duty(fresh.counter, by, now)
    return fresh


def somebody_was_first(ticket: Ticket) -> Conflict:
    words = moves.STATE_WORDS[ticket.state]
    at = ticket.ended_at or ticket.serving_at or ticket.called_at or ticket.issued_at
    who_vi = who_en = ""
    if ticket.officer is not None:
        who_vi, who_en = f" bởi {ticket.officer.name_vi}", f" by {ticket.officer.name_vi}"
    if ticket.counter is not None:
        who_vi += f", quầy {ticket.counter.number}"
        who_en += f", counter {ticket.counter.number}"
    return Conflict(
        "somebody_was_first",
        Words(
            vi=f"Số {ticket.text} {words.vi} từ {local(at):%H:%M:%S}{who_vi}.",
            en=f"Number {ticket.text} {words.en} since {local(at):%H:%M:%S}{who_en}.",
        ),
    )
