"""Who arranges a hall as a whole: its fields and the messages on its board."""

from datetime import datetime

from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.absences import posts_taken
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center

BASIS = "Nghị định 118/2025/NĐ-CP Điều 8"


def check_heads(center: Center, officer: Officer, now: datetime) -> None:
    """The head of this center, or who stands in for them today."""
    posts = posts_taken(officer, business_date(now))
    if not any(post.role == Role.CENTER_HEAD and post.unit.commune_id == center.commune_id for post in posts):
        raise Forbidden(
            "not_head_of_center",
            Words(
                vi=f"Chỉ lãnh đạo Trung tâm {center.name_vi} sắp xếp lĩnh vực và thông báo.",
                en=f"Only the head of the center of {center.name_en} arranges its fields and messages.",
            ),
            basis=BASIS,
        )


def may_head(center: Center, officer: Officer, now: datetime) -> bool:
    try:
        check_heads(center, officer, now)
    except Refusal:
        return False
    return True
