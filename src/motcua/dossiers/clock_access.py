"""Who may touch a clock: the calendar is the province's, a correction the head of the center's."""

from datetime import date

from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier
from motcua.people.models import Officer, Post, Role

CALENDAR_ROLES = (Role.ADMIN, Role.PROVINCE)


def check_may_change_calendar(officer: Officer, day: date) -> None:
    """The working days of state bodies are set for the whole province (Labour Code 2019 Art 111-112)."""
    if not officer.has_role(*CALENDAR_ROLES, day=day):
        raise Forbidden(
            "calendar_of_the_province",
            Words(
                vi="Lịch làm việc do tỉnh ghi; tài khoản của bạn không có quyền sửa.",
                en="The working calendar is entered by the province; your log-in may not change it.",
            ),
            basis="Bộ luật Lao động 2019, Điều 111, 112",
        )


def check_may_correct(officer: Officer, dossier: Dossier, day: date) -> Post:
    """The head of the center that received it answers for what its ledger says."""
    for post in officer.posts_on(day):
        if post.role == Role.CENTER_HEAD and post.unit.commune_id == dossier.center.commune_id:
            return post
    raise Forbidden(
        "not_head_of_this_center",
        Words(
            vi=f"Chỉ người đứng đầu Trung tâm của {dossier.center.name_vi} được sửa thời điểm đã ghi.",
            en=f"Only the head of the center of {dossier.center.name_en} may correct a recorded time.",
        ),
    )


def may_correct(officer: Officer, dossier: Dossier, day: date) -> bool:
    try:
        check_may_correct(officer, dossier, day)
    except Refusal:
        return False
    return True
