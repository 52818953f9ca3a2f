"""Who may set up a center's printers: its head, and the technical staff of the province."""

from datetime import datetime

from motcua.base.actors import Actor
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center

KEEPERS = (Role.CENTER_HEAD, Role.ADMIN)


def check_may_set_printers(by: Actor, center: Center, now: datetime) -> None:
    """The program itself may (the demo, an import)."""
    if not isinstance(by, Officer) or any(
        post.role == Role.ADMIN
        or (post.role == Role.CENTER_HEAD and post.unit.commune_id == center.commune_id)
        for post in by.posts_on(business_date(now))
    ):
        return
    raise Forbidden(
        "not_keeper_of_printers",
        Words(
            vi=f"Chỉ Giám đốc Trung tâm {center.name_vi} hoặc cán bộ kỹ thuật thiết lập máy in ở đó.",
            en=f"Only the head of the center of {center.name_en} or technical staff sets up its printers.",
        ),
    )


def may_set_printers(by: Officer, center: Center, now: datetime) -> bool:
    try:
        check_may_set_printers(by, center, now)
    except Refusal:
        return False
    return True
