"""Who keeps the catalogue: the provincial leaders' office and the administrator, nobody in a commune.

The chairman of the province announces procedures and approves their internal processes (Decree 63/2010
Art 15 as amended by Decree 92/2017; Decree 118/2025/NĐ-CP).
"""

from datetime import date

from motcua.base.actors import Actor, System
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer, Role

KEEPERS = (Role.PROVINCE, Role.ADMIN)
PUBLICATION = "Nghị định 63/2010/NĐ-CP, Điều 15"


def check_may_keep_catalogue(by: Actor, day: date) -> Officer | None:
    """The officer who may; None for the program itself, which loads what was decided elsewhere."""
    if isinstance(by, Officer) and by.has_role(*KEEPERS, day=day):
        return by
    if isinstance(by, System):
        return None
    raise Forbidden(
        "not_keeper_of_catalogue",
        Words(
            vi="Chỉ Văn phòng UBND tỉnh và quản trị hệ thống được sửa danh mục thủ tục.",
            en="Only the provincial leaders' office and the administrator may change the catalogue.",
        ),
        basis=PUBLICATION,
    )


def may_keep_catalogue(by: Actor, day: date) -> bool:
    try:
        check_may_keep_catalogue(by, day)
    except Refusal:
        return False
    return True
