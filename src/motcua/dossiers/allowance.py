"""A head's leave for what the law allows only once: by name and with a reason, kept and counted."""

from dataclasses import dataclass
from datetime import date

from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.people.models import Officer, Role
from motcua.places.models import Unit

ALLOWED_REASON_LENGTH = 500
BASIS = "Nghị định 118/2025/NĐ-CP, Điều 11"


@dataclass(frozen=True, slots=True)
class Allowance:
    """The head who allows it, and why."""

    by: Officer
    reason: str


def check_allowance(given: Allowance | None, unit: Unit, day: date, *, by: Officer) -> Allowance:
    """The allowance tidied. Refuses where there is none, no reason, or who is named heads nothing here."""
    if given is None:
        raise Invalid(
            "second_supplement",
            Words(
                vi="Chỉ được yêu cầu bổ sung một lần, trong 3 ngày làm việc từ khi nhận hồ sơ. Muốn yêu cầu "
                "nữa phải có người đứng đầu cho phép và lý do; lần này sẽ bị tính là chậm.",
                en="Papers may be asked for once, within 3 working days from receipt. To ask again the head "
                "must allow it and say why; it will count as late.",
            ),
            basis=BASIS,
            field="allowed_by",
        )
    if not may_allow(given.by, unit, day):
        raise Invalid(
            "not_the_head",
            Words(
                vi=f"{given.by.name_vi} không phải người đứng đầu của {unit.name_vi}.",
                en=f"{given.by.name_vi} is not the head of {unit.name_in('en')}.",
            ),
            basis=BASIS,
            field="allowed_by",
        )
    reason = written(given.reason, field="allowed_reason", most=ALLOWED_REASON_LENGTH)
    if not reason:
        raise Invalid(
            "allowed_reason_missing",
            Words(vi="Ghi lý do người đứng đầu cho phép.", en="Say why the head allows it."),
            basis=BASIS,
            field="allowed_reason",
        )
    return Allowance(given.by, reason)


def may_allow(officer: Officer, unit: Unit, day: date) -> bool:
    """The head of the unit, of the center, or a leader of the commune."""
    if not officer.is_active:
        return False
    for post in officer.posts_on(day):
        heads_it = post.role == Role.HEAD_OF_UNIT and post.unit_id == unit.pk
        leads = post.role in (Role.LEADER, Role.CENTER_HEAD) and post.unit.commune_id == unit.commune_id
        if heads_it or leads:
            return True
    return False
