"""How a person is greeted by their card, and what their age gives them.

Law: who has turned 60 is elderly (Law on the Elderly 39/2009/QH12 Art 2) and is called before others
(Decree 63/2010/NĐ-CP Art 18(8)). The machine only proposes it: the person says yes.

>>> from datetime import date
>>> greeting("Nguyễn Thị Lan", Sex.FEMALE, date(1958, 3, 1), date(2026, 11, 23)).vi
'Chào bà Lan'
>>> is_elderly(date(1966, 11, 24), date(2026, 11, 23)), is_elderly(date(1966, 11, 23), date(2026, 11, 23))
(False, True)
"""

from datetime import date

from motcua.domain.identity_card import Sex
from motcua.domain.words import Words

ELDERLY = 60
GROWN_UP = 18
BASIS = "Luật Người cao tuổi 39/2009/QH12 Điều 2; Nghị định 63/2010/NĐ-CP Điều 18"


def age_on(born: date, day: date) -> int:
    """Whole years; who was born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_elderly(born: date, day: date) -> bool:
    return age_on(born, day) >= ELDERLY


def address_of(sex: Sex, born: date, day: date) -> str:
    """The Vietnamese word for a person: ông, bà, anh, chị, em."""
    if is_elderly(born, day):
        return "ông" if sex is Sex.MALE else "bà"
    if age_on(born, day) >= GROWN_UP:
        return "anh" if sex is Sex.MALE else "chị"
    return "em"


def greeting(name: str, sex: Sex, born: date, day: date) -> Words:
    """By the given name, which is the last word of a Vietnamese name; nothing else of the card is said."""
    given = name.split()[-1]
    return Words(vi=f"Chào {address_of(sex, born, day)} {given}", en=f"Hello, {given}")
