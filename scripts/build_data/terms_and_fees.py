"""Terms and fees by channel, with every repair of the source named."""

from typing import Any

CHANNEL = {"in_person": "direct", "online": "online", "post": "post"}
UNIT = {"day": "calendar_day", "hour": "working_hour", "working_day": "working_day", "same_day": "same_day"}
FEE_KIND = {
    "free": "free",
    "free_with_note": "free",
    "amount": "fixed",
    "provincial_rule": "provincial_rule",
    "by_law_amount_not_given": "by_law",
    "not_stated": "not_stated",
}

PORTAL_BARE = ("Cổng quốc gia ghi số không kèm đơn vị; phần trình tự nói «ngày làm việc»",
               "the portal prints a bare number; its steps speak of working days")  # fmt: skip
STEPS_SAY = ("cột thời gian của Cổng quốc gia để số 1 không đơn vị; lấy theo phần trình tự",
             "the portal's time column holds a bare 1; taken from the record's own steps")  # fmt: skip
LONGER = ("nguồn nêu hai thời hạn tùy trường hợp; lấy thời hạn dài hơn",
          "the source gives two terms by case; the longer one is taken")  # fmt: skip

# code: (value, unit, why_vi, why_en), for every channel of the procedure.
REPAIRED = {
    "2.000720": (3, "working_day", *STEPS_SAY),
    "1.001570": (1, "working_day", *STEPS_SAY),
    "1.001266": (5, "working_day", *STEPS_SAY),
    "1.014034": (1, "working_day", *STEPS_SAY),
    "1.014035": (3, "working_day", *STEPS_SAY),
    "2.000575": (1, "working_day", "phần trình tự: cấp lại trong 1 ngày làm việc, cấp đổi trong 3 ngày",
                 "the steps say 1 working day for a re-issue, 3 for an exchange"),
    "2.002516": (3, "working_day", "nguồn không ghi thời hạn; tạm lấy 3 ngày làm việc, cần kiểm tra",
                 "the source gives no term; 3 working days assumed, to be verified"),
    "2.001263": (30, "calendar_day", "cộng ba giai đoạn trong nguồn: 10 + 15 + 5 ngày",
                 "the sum of the source's three stages: 10 + 15 + 5 days"),
    "1.011606": (104, "calendar_day", "rà soát hằng năm từ 1/9 đến 14/12 (Quyết định 24/2021/QĐ-TTg)",
                 "the yearly review runs 1 September to 14 December (Decision 24/2021/QĐ-TTg)"),
    "1.010040": (30, "calendar_day", "nguồn: 5 ngày làm việc nếu đã có dữ liệu dân cư, 30 ngày nếu chưa có",
                 "the source: 5 working days with population data, 30 days without"),
    "1.014737": (1, "month", "nguồn ghi 1 không đơn vị; riêng niêm yết đã 5 ngày làm việc, tạm lấy 1 tháng",
                 "the portal prints a bare 1; publication alone takes 5 working days; 1 month assumed"),
}  # fmt: skip

PER = {
    "/trang": ("trang", "page"),
    "/trường hợp": ("trường hợp", "case"),
    "/giao dịch": ("giao dịch", "transaction"),
    "/văn bản": ("văn bản", "document"),
    "/di chúc": ("di chúc", "will"),
}
PER_BY_CODE = {"2.000635": ("bản sao", "copy"), "2.002516": ("văn bản", "document"),
               "2.000942": ("trang", "page"), "2.001263": ("trường hợp", "case"),
               "1.004222": ("lần", "registration"), "1.004194": ("lần", "registration"),
               "1.002755": ("lần", "registration"), "1.010038": ("lần", "registration")}  # fmt: skip
PAGES = ("Từ trang thứ 3: 1.000 đồng/trang, không quá 200.000 đồng/bản",
         "From page 3: 1,000 dong a page, at most 200,000 dong a copy")  # fmt: skip
LIST = ("Cá nhân, hộ gia đình; theo danh sách thì thu theo người, mức thấp hơn (Thông tư 75/2022/TT-BTC)",
        "Individuals and households; by list a lower rate a person (Circular 75/2022/TT-BTC)")  # fmt: skip
COPIES = ("Phí bản sao trích lục thu riêng nếu có yêu cầu", "Copies of the extract are charged apart")
FEE_NOTES = {"2.000815": PAGES, "2.000942": PAGES, "1.004194": LIST, "1.002755": LIST,
             "1.000894": COPIES, "1.004837": COPIES, "1.004845": COPIES, "3.000322": COPIES,
             "3.000323": COPIES}  # fmt: skip
# The source mixes the rate by list (10,000 and 5,000 a person) into the row of individuals.
AMOUNTS = {("1.004194", "direct"): 15000, ("1.002755", "direct"): 15000,
           ("1.004194", "online"): 7000, ("1.002755", "online"): 7000}  # fmt: skip


def terms_of(record: dict[str, Any]) -> list[dict[str, Any]]:
    """One term a channel, direct first."""
    time = record["processing_time"]
    found: dict[str, dict[str, Any]] = {}
    for entry in time["by_channel"]:
        for source_channel in entry["channels"]:
            channel = CHANNEL[source_channel]
            term = term_of(record["code"], entry, time)
            if channel in found and found[channel]["value"] != term["value"]:
                longer = max(found[channel], term, key=lambda each: each["value"])
                term = {**longer, "inferred": True, "why_vi": LONGER[0], "why_en": LONGER[1]}
            found[channel] = {"channel": channel, **term}
    return [found[channel] for channel in ("direct", "online", "post") if channel in found]


def term_of(code: str, entry: dict[str, Any], time: dict[str, Any]) -> dict[str, Any]:
    if code in REPAIRED:
        return term(*REPAIRED[code][:2], inferred=True, why=REPAIRED[code][2:])
    if str(time["rule"]).startswith("same "):
        return term(1, "same_day")
    if entry["unit"] is None:
        return term(entry["value"], time["unit_inferred"], inferred=True, why=PORTAL_BARE)
    return term(entry["value"], UNIT[entry["unit"]])


def term(
    value: float, unit: str, *, inferred: bool = False, why: tuple[str, ...] = ("", "")
) -> dict[str, Any]:
    return {"value": int(value), "unit": unit, "inferred": inferred, "why_vi": why[0], "why_en": why[1]}


def fees_of(record: dict[str, Any], channels: list[str]) -> list[dict[str, Any]]:
    """One fee a channel; the consular rates in US dollars that the portal lists beside it are left out."""
    code = record["code"]
    fees: dict[str, dict[str, Any]] = {}
    for entry in record["fee"]["by_channel"]:
        channel, amount = CHANNEL[entry["channel"]], entry["amount"]
        if channel in fees or (amount is not None and amount < 1000):
            continue
        per = PER.get(entry["text"], PER_BY_CODE.get(code, ("", ""))) if amount is not None else ("", "")
        note = FEE_NOTES.get(code, ("", ""))
        fees[channel] = {
            "channel": channel,
            "kind": FEE_KIND[entry["kind"]],
            "amount": AMOUNTS.get((code, channel), int(amount)) if entry["kind"] == "amount" else None,
            "per_vi": per[0],
            "per_en": per[1],
            "note_vi": note[0],
            "note_en": note[1],
        }
    stated = FEE_KIND[record["fee"]["kinds"][0]] if record["fee"]["kinds"] else "not_stated"
    empty = {"kind": stated, "amount": None, "per_vi": "", "per_en": "", "note_vi": "", "note_en": ""}
    return [fees.get(channel, {"channel": channel, **empty}) for channel in channels]
