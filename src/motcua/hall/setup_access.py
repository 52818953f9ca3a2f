"""Who sets what holds in a hall."""

from datetime import datetime

from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center


def check_may_set_hall(officer: Officer, center: Center, now: datetime) -> None:
    """The head of the center, who answers for it (Decree 118/2025 Art 8)."""
    posts = officer.posts_on(business_date(now))
    if any(post.role == Role.CENTER_HEAD and post.unit.commune_id == center.commune_id for post in posts):
        return
    raise Forbidden(
        "not_head_of_center",
        Words(
            vi=f"Chỉ giám đốc Trung tâm của {center.name_vi} được đổi cách phát số và gọi số.",
            en=f"Only the head of the center of {center.name_in('en')} may change how numbers are given.",
        ),
        basis="Nghị định 118/2025/NĐ-CP Điều 8",
    )


def may_set_hall(officer: Officer, center: Center, now: datetime) -> bool:
    try:
        check_may_set_hall(officer, center, now)
    except Refusal:
        return False
    return True
