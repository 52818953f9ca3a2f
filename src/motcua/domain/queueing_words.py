"""The classes, lanes and skills the rule of calling knows, with their words."""

from enum import StrEnum

from motcua.domain.words import Words


class Priority(StrEnum):
    """The statutory classes; all are equal among themselves."""

    MERIT = "merit"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    POOR = "poor"
    PREGNANT = "pregnant"
    ORPHAN = "orphan"
    PROTECTED = "protected"

    @property
    def words(self) -> Words:
        return PRIORITY_NAMES[self]


PRIORITY_NAMES = {
    Priority.MERIT: Words("Người có công với cách mạng", "Person with merit"),
    Priority.ELDERLY: Words("Người cao tuổi", "Elderly person"),
    Priority.DISABLED: Words("Người khuyết tật", "Person with a disability"),
    Priority.POOR: Words("Người thuộc hộ nghèo", "Person of a poor household"),
    Priority.PREGNANT: Words("Phụ nữ mang thai", "Pregnant woman"),
    Priority.ORPHAN: Words("Trẻ mồ côi", "Orphan"),
    Priority.PROTECTED: Words("Người được bảo trợ xã hội khác", "Other protected person"),
}


class Lane(StrEnum):
    """Why somebody waits: something new, a missing paper brought, a result to collect."""

    NEW = "new"
    COME_BACK = "come_back"
    RESULT = "result"


class Skill(StrEnum):
    """What a person may need of a counter besides its field: a language, signs, room for a wheelchair."""

    ENGLISH = "english"
    THAI = "thai"
    MONG = "mong"
    KHOMU = "khomu"
    THO = "tho"
    SIGN = "sign"
    WHEELCHAIR = "wheelchair"

    @property
    def words(self) -> Words:
        return SKILL_NAMES[self]


SKILL_NAMES = {
    Skill.ENGLISH: Words("Tiếng Anh", "English"),
    Skill.THAI: Words("Tiếng Thái", "Thai of Vietnam"),
    Skill.MONG: Words("Tiếng Mông", "Hmong"),
    Skill.KHOMU: Words("Tiếng Khơ Mú", "Khmu"),
    Skill.THO: Words("Tiếng Thổ", "Tho"),
    Skill.SIGN: Words("Ngôn ngữ ký hiệu", "Sign language"),
    Skill.WHEELCHAIR: Words("Quầy cho xe lăn", "Counter for wheelchairs"),
}
