"""Giving numbers. The law asks for a number machine tied to the one-stop system (Decree 118/2025 Art 13)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.limits import check_rate
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.queueing import Priority, Skill
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import promises
from motcua.hall.actions import entering
from motcua.hall.actions.presses import remember
from motcua.hall.fields_now import check_open, rules_of_field
from motcua.hall.guards import check_may_attend
from motcua.hall.locking import lock_hall
from motcua.hall.models import Ticket
from motcua.hall.rules import rules_of
from motcua.hall.wishes import Wish, check_amount, check_wishes
from motcua.people.models import Officer
from motcua.places.models import Center, Point
from motcua.places.queries import opening

PRESSES_A_MINUTE = 120
"""From one device; a hall that opens with a crowd presses once in two seconds."""


@action
def issue(
    center: Center,
    *,
    field: Field,
    by: Actor,
    now: datetime,
    procedure_code: str = "",
    dossier_code: str = "",
    priority: str = "",
    lane: str = "",
    press: str | None = None,
    source: str = "",
    point: Point | None = None,
    needs: Collection[str] = (),
    amount: int = 1,
    errands: Sequence[Wish] = (),
    holder: str = "",
    agent: bool = False,
    appointment_at: datetime | None = None,
) -> Ticket:
    """A new number in the field's series: unique on its day, without gaps; ready to be printed or shown.

    The same ``press`` (one touch of one button, however often it arrives) gives the same ticket again and
    records nothing more. Who comes with a dossier's code comes for its result unless ``lane`` says
    otherwise. ``errands``: what else the person came for, under the same number. ``holder``: digest of a
    phone or card (``holders.digest``); it holds one active number, an authorised ``agent`` several, which
    only an officer can give. A number from ``home`` is called once its holder has come (``arrive``).

    Refused while the center is closed; for new matters while the field is closed, out of its hours or past
    its quota (an officer may go beyond); when the range is used up. ``NumberHeld`` where the person has a
    number; ``Invalid`` for an unknown priority, lane, need, or an impossible amount.
    """
    before = entering.of_press(center, press)
    if before is not None:
        return before
    _check(priority, lane, press)
    _check_codes(procedure_code, dossier_code)
    staff = _check_by(by, center, agent, holder, now)
    check_wishes(field, errands)
    _check_open(center, now)
    rules = rules_of_field(center, field)
    ticket = Ticket(
        id=new_id(),
        center=center,
        series=field.series,
        field=field,
        procedure_code=procedure_code,
        dossier_code=dossier_code,
        priority=priority,
        lane=lane or (Ticket.Lane.RESULT if dossier_code else Ticket.Lane.NEW),
        point=_point(center, point, by),
        needs=_needs(needs),
        amount=check_amount(amount),
        source=source or (Ticket.Source.STAFF if staff else Ticket.Source.KIOSK),
        holder=holder,
        agent=agent,
        appointment_at=appointment_at,
        press=press,
        issued_at=now,
        queued_at=now,
    )
    ticket.present_at = None if ticket.source == Ticket.Source.HOME else now
    limited = not staff and ticket.lane == Ticket.Lane.NEW and appointment_at is None
    if limited:
        check_open(rules, field, now)
    if ticket.present_at is None:
        _check_home(center, holder)
    ticket.promised_by = promises.first(ticket, now)  # before the lock: nobody waits for a forecast
    ticket.day = lock_hall(center, now).day
    if holder:
        entering.check_holds_none(ticket, agents=rules_of(center).agent_numbers if agent else 0)
    given = entering.enter(ticket, rules, errands, limited=limited, by=by, now=now)
    if isinstance(by, Officer):
        remember("ticket.issued", given, by=by, now=now)
    return given


def _check_home(center: Center, holder: str) -> None:
    if not rules_of(center).numbers_from_home:
        raise Refusal(
            "numbers_from_home_off",
            Words(
                f"Trung tâm {center.name_vi} chỉ phát số tại máy lấy số.",
                f"The center of {center.name_in('en')} gives numbers at its machine only.",
            ),
        )
    if not holder:
        raise Invalid(
            "phone_missing",
            Words("Nhập số điện thoại của bạn.", "Enter your phone number."),
            field="phone",
        )


def _check_by(by: Actor, center: Center, agent: bool, holder: str, now: datetime) -> bool:
    """Whether it is an officer who gives the number; only they see an agent's authorisation."""
    if by.actor_kind == "device":
        check_rate("number", by.actor_id, most=PRESSES_A_MINUTE, within=timedelta(minutes=1), now=now)
    staff = isinstance(by, Officer)
    if isinstance(by, Officer):
        check_may_attend(center, by, now)
    if agent and not staff:
        raise Invalid(
            "agent_by_staff",
            Words(
                "Người được ủy quyền lấy nhiều số tại bàn hỗ trợ, kèm giấy ủy quyền.",
                "Authorised agents take several numbers at the help desk, with their authorisation.",
            ),
            field="agent",
        )
    if agent and not holder:
        raise Invalid(
            "agent_unknown",
            Words("Nhập số điện thoại của người được ủy quyền.", "Enter the agent's phone number."),
            field="phone",
        )
    return staff


def _check(priority: str, lane: str, press: str | None) -> None:
    if priority and priority not in set(Priority):
        raise Invalid(
            "priority_unknown",
            Words("Diện ưu tiên này không có trong danh sách.", "This priority is not on the list."),
            field="priority",
        )
    if lane and lane not in Ticket.Lane.values:
        raise Invalid(
            "lane_unknown",
            Words(
                "Không rõ bạn đến nộp hồ sơ hay nhận kết quả.", "Say whether you file or collect a result."
            ),
            field="lane",
        )
    if press is not None and not (1 <= len(press) <= 64 and press.isascii() and press.isprintable()):
        raise Invalid(
            "press_malformed",
            Words("Mã của lần bấm phải có từ 1 đến 64 ký tự.", "The press must be 1 to 64 characters."),
            field="press",
        )


def _check_codes(procedure_code: str, dossier_code: str) -> None:
    if procedure_code:
        codes.procedure_code(procedure_code)
    if dossier_code:
        codes.parse_dossier_code(dossier_code, field="dossier")


def _needs(needs: Collection[str]) -> list[str]:
    if not set(needs) <= set(Skill):
        raise Invalid(
            "need_unknown",
            Words("Yêu cầu này không có trong danh sách.", "This need is not on the list."),
            field="needs",
        )
    return sorted(set(needs))


def _point(center: Center, point: Point | None, by: Actor) -> Point | None:
    """Where the person waits: as an officer says, else where the kiosk stands."""
    if point is None:
        return getattr(by, "point", None) if by.actor_kind == "device" else None
    if point.center_id != center.pk or point.closed_at is not None:
        raise Invalid(
            "point_unknown",
            Words("Chọn một điểm tiếp nhận của Trung tâm.", "Choose a receiving point of the center."),
            field="point",
        )
    return point


def _check_open(center: Center, now: datetime) -> None:
    """A demo center gives numbers at any hour; the others in their hours, from a little before they open."""
    if center.round_the_clock:
        return
    state = opening(center, now)
    if not state.gives_numbers:
        raise Refusal("center_closed", state.words, basis="Nghị định 118/2025/NĐ-CP Điều 8")
