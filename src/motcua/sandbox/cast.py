"""The cast: the same people and places in tests, demo and screenshots. All of them are invented.

Kim Bảng and Sơn Lâm are the two communes that live. ``counter.sonlam`` is the one who must never see
what is Kim Bảng's. Names are visibly made up: Minh Họa, Ví Dụ, Làm Mẫu, Thử Nghiệm.
"""

from dataclasses import dataclass
from datetime import date

from motcua.people.actions_staff import Title
from motcua.people.models import Role

PASSWORD = "motcua-demo"  # noqa: S105 - shown on the demo's first page; refused outside the demo
KIM_BANG, SON_LAM = "17791", "17759"
SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Member:
    """An officer of the cast: where (commune or agency code) and under which titles by kind of unit."""

    login: str
    name: str
    place: str
    posts: tuple[tuple[str, Title], ...]
    logs_in: bool = True


def acting(title: Title) -> Title:
    return Title(title.role, f"{title.vi} (phụ trách)", f"{title.en} (acting)", is_acting=True)


COUNTER = Title(Role.COUNTER, "Cán bộ một cửa", "Counter officer")
SUPPORT = Title(Role.SUPPORT, "Cán bộ hướng dẫn", "Support officer")
SPECIALIST = Title(Role.SPECIALIST, "Chuyên viên", "Specialist")
HEAD = Title(Role.HEAD_OF_UNIT, "Trưởng phòng", "Head of division")
CHIEF = Title(Role.HEAD_OF_UNIT, "Chánh Văn phòng", "Chief of office")
CLERK = Title(Role.CLERK, "Văn thư", "Clerk")
LEADER = Title(Role.LEADER, "Phó Chủ tịch UBND", "Vice chairman")
DIRECTOR = Title(Role.CENTER_HEAD, "Giám đốc Trung tâm", "Director of the center")
PROVINCE = Title(
    Role.PROVINCE, "Chuyên viên Văn phòng UBND tỉnh", "Officer of the provincial leaders' office"
)
GROUP = Title(Role.WORKING_GROUP, "Thành viên Tổ công tác số 4", "Member of Working Group No. 4")
DEPARTMENT = Title(Role.DEPARTMENT, "Chuyên viên sở", "Department officer")
ADMIN = Title(Role.ADMIN, "Quản trị hệ thống", "System administrator")


def commune_staff(
    place: str, suffix: str, names: tuple[str, ...], *, logs_in: frozenset[str]
) -> list[Member]:
    """The posts of a center's day, so that any procedure runs from reception to return."""
    rows: list[tuple[str, tuple[tuple[str, Title], ...]]] = [
        ("counter", (("center", COUNTER),)),
        ("support", (("center", SUPPORT),)),
        (
            "office",
            (("economic", SPECIALIST), ("office", acting(SPECIALIST)), ("culture", acting(SPECIALIST))),
        ),
        ("head", (("economic", HEAD), ("office", acting(CHIEF)), ("culture", acting(HEAD)))),
        ("clerk", (("office", CLERK),)),
        ("leader", (("committee", LEADER),)),
        ("center", (("center", DIRECTOR),)),
        ("counter2", (("center", COUNTER),)),
        ("counter3", (("center", COUNTER),)),
    ]
    return [
        Member(f"{login}.{suffix}", name, place, posts, logs_in=login in logs_in)
        for (login, posts), name in zip(rows, names, strict=True)
    ]


ALL_OF_KIM_BANG = frozenset({"counter", "support", "office", "head", "clerk", "leader", "center"})
MEMBERS: tuple[Member, ...] = (
    *commune_staff(
        KIM_BANG,
        "kimbang",
        (
            "Nguyễn Thị Minh Họa",
            "Trần Văn Ví Dụ",
            "Lê Thị Làm Mẫu",
            "Phạm Văn Thử Nghiệm",
            "Hoàng Thị Ví Dụ",
            "Vũ Văn Làm Mẫu",
            "Đặng Thị Thử Nghiệm",
            "Bùi Văn Minh Họa",
            "Đỗ Thị Ví Dụ",
        ),
        logs_in=ALL_OF_KIM_BANG,
    ),
    *commune_staff(
        SON_LAM,
        "sonlam",
        (
            "Lô Thị Minh Họa",
            "Vi Văn Ví Dụ",
            "Kha Thị Làm Mẫu",
            "Lương Văn Thử Nghiệm",
            "Moong Thị Ví Dụ",
            "Cụt Văn Làm Mẫu",
            "La Thị Thử Nghiệm",
            "Hà Văn Minh Họa",
            "Già Thị Ví Dụ",
        ),
        logs_in=frozenset({"counter"}),
    ),
    Member("province", "Cao Thị Minh Họa", "H41.01", (("", PROVINCE),)),
    Member("group4", "Đinh Văn Ví Dụ", "H41.08", (("", GROUP),)),
    Member("home.affairs", "Hồ Thị Làm Mẫu", "H41.02", (("", DEPARTMENT),)),
    Member("finance", "Phan Văn Thử Nghiệm", "H41.03", (("", DEPARTMENT),)),
    Member("admin", "Ngô Văn Làm Mẫu", "H41", (("", ADMIN),)),
)
LOGINS = tuple(member for member in MEMBERS if member.logs_in)
COUNTERS = {KIM_BANG: 5, SON_LAM: 2}
