"""The standard internal process, scaled to a term.

Shape and proportions: Decision 3857/QĐ-UBND of Nghệ An, 26 Nov 2025, procedure 1.012994: 4, 4, 112, 24,
16 and 8 hours of 168 (21 working days), the return not counted. A working day has 8 hours.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

PUBLISHED_TOTAL = Decimal(168)
PUBLISHED = {"receive": 4, "assign": 4, "appraise": 112, "review": 24, "sign": 16, "number": 8}
MOST = {"receive": Decimal(4), "assign": Decimal(4)}  # hours: longer terms don't make these longer
HALF_HOUR = Decimal("0.5")
SHARES = {"receive": 5, "assign": 5, "appraise": 60, "review": 15, "sign": 10, "number": 5}
SAME_DAY_SHARES = {"receive": 10, "assign": 5, "appraise": 50, "review": 15, "sign": 10, "number": 10}

WORDS = {
    "receive": ("Tiếp nhận và kiểm tra hồ sơ", "Receive and check the dossier",
                "Hồ sơ đã tiếp nhận, chuyển đơn vị giải quyết", "Dossier received and handed to the unit"),
    "assign": ("Phân công người giải quyết", "Assign an officer",
               "Người giải quyết đã được giao việc", "An officer has the dossier"),
    "appraise": ("Thẩm định hồ sơ, dự thảo kết quả", "Appraise the dossier and draft the result",
                 "Ý kiến thẩm định và dự thảo kết quả", "Appraisal and draft result"),
    "review": ("Xem xét dự thảo, trình ký", "Review the draft and submit it",
               "Dự thảo đã duyệt, trình lãnh đạo", "Draft approved and submitted for signature"),
    "sign": ("Ký kết quả", "Sign the result",
             "Kết quả đã ký hoặc quyết định từ chối", "Signed result, or a refusal"),
    "number": ("Lấy số, phát hành kết quả", "Number and issue the result",
               "Kết quả đã vào số, chuyển Trung tâm", "Numbered result, sent to the center"),
    "return": ("Thông báo và trả kết quả", "Notify the applicant and return the result",
               "Kết quả đã trao cho người dân", "Result handed over"),
}  # fmt: skip


def who(act: str, unit: str) -> tuple[str, str]:
    """The role and the kind of unit of an act; vertical bodies sign and number by themselves."""
    vertical = unit in ("police", "military")
    return {
        "receive": ("counter", "center"),
        "assign": ("head_of_unit", unit),
        "appraise": ("specialist", unit),
        "review": ("head_of_unit", unit),
        "sign": ("leader", unit if vertical else "committee"),
        "number": ("clerk", unit if vertical else "office"),
        "return": ("counter", "center"),
    }[act]


def hours_for(working_days: int) -> dict[str, Decimal]:
    """Hours of each counted act in half hours; what rounding leaves goes to the appraisal."""
    total = Decimal(working_days * 8)
    hours = {}
    for act, published in PUBLISHED.items():
        scaled = total * published / PUBLISHED_TOTAL
        rounded = (scaled / HALF_HOUR).quantize(Decimal(1), ROUND_HALF_UP) * HALF_HOUR
        hours[act] = min(max(rounded, HALF_HOUR), MOST.get(act, total))
    hours["appraise"] += total - sum(hours.values())
    return hours


def steps_for(value: int, unit_of_term: str, unit: str) -> list[dict[str, Any]]:
    """The seven steps: hours that add up to the term, or percent that add up to 100."""
    if unit_of_term == "working_day":
        amounts: dict[str, Any] = hours_for(value)
    else:
        amounts = dict(SAME_DAY_SHARES if unit_of_term == "same_day" else SHARES)
    steps = []
    for order, (act, words) in enumerate(WORDS.items(), 1):
        role, kind = who(act, unit)
        amount = float(amounts.get(act, 0))
        steps.append({
            "order": order,
            "act": act,
            "role": role,
            "unit": kind,
            "name_vi": words[0],
            "name_en": words[1],
            "result_vi": words[2],
            "result_en": words[3],
            "hours": int(amount) if amount == int(amount) else amount,
            "counted": act != "return",
        })  # fmt: skip
    return steps
