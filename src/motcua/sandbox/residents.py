"""Invented residents. Names say that they are made up; numbers lie in a century that has not come."""

import random
from datetime import date

from motcua.domain.codes import invented_person_id
from motcua.dossiers.filing import Person

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Hồ",
    "Phan",
    "Lô",
    "Vi",
    "Kha",
    "Cao",
)
MIDDLE = {False: ("Văn", "Đình", "Hữu"), True: ("Thị", "Thị Thu", "Thị Ngọc")}
INVENTED = ("Minh Họa", "Ví Dụ", "Làm Mẫu", "Thử Nghiệm", "Giả Định", "Tưởng Tượng")
HAMLETS = ("Xóm 1", "Xóm 3", "Xóm 5", "Xóm Chùa", "Bản Mẫu", "Xóm Đình", "Bản Ví Dụ")


def resident(chance: random.Random, serial: int, commune: str) -> Person:
    """Somebody of a commune, from 19 to 84 years old."""
    woman = chance.random() < 0.5
    born = date(chance.randint(1942, 2007), chance.randint(1, 12), chance.randint(1, 28))
    return Person(
        name=f"{chance.choice(FAMILY)} {chance.choice(MIDDLE[woman])} {chance.choice(INVENTED)}",
        identity_number=invented_person_id(serial, woman=woman, year=born.year % 100),
        born_on=born,
        address=f"{chance.choice(HAMLETS)}, {commune}",
        # 0900 000 xxx is given to nobody by any operator's plan; the demo sends no messages anyway.
        phone=f"0900000{chance.randint(0, 999):03d}",
    )
