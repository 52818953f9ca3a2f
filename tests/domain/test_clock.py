"""The clock reads as the law does: every worked example of domain.md 1.4, both conventions."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.domain.clock import ClockEvent, ClockKind, ClockState, Convention, DayCount, Term, Unit, replay
from motcua.domain.ledger import ClockRefusal
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.term import Channel, due, start
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, DayKind, SpecialDay
from motcua.domain.working_hours import working_hours
from motcua.places.calendar_file import national_calendar

CALENDAR = national_calendar()
HOURS = working_hours(CALENDAR)
CIVIL_CODE = Convention(DayCount.CIVIL_CODE)
DAY_ZERO = Convention(next_day_is_day_zero=True)
RECEIVED, PAUSED, RESUMED = ClockKind.RECEIVED, ClockKind.PAUSED, ClockKind.RESUMED
SUPPLEMENT_REQUESTED, SUPPLEMENTED = ClockKind.SUPPLEMENT_REQUESTED, ClockKind.SUPPLEMENTED
EXTENDED_TO, CALENDAR_CHANGED, CORRECTED = (
    ClockKind.EXTENDED_TO,
    ClockKind.CALENDAR_CHANGED,
    ClockKind.CORRECTED,
)


def at(text: str) -> datetime:
    """``at("20 Nov 2026 10:00")``, in Vietnam."""
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZONE)


def on(text: str) -> date:
    return datetime.strptime(text, "%d %b %Y").date()


def working_days(count: int) -> Term:
    return Term(count, Unit.WORKING_DAY)


def direct(when: str, term: Term, convention: Convention = Convention()) -> datetime:
    return due(at(when), term, Channel.DIRECT, HOURS, convention)


def online(when: str, term: Term, convention: Convention = Convention()) -> datetime:
    return due(at(when), term, Channel.ONLINE, HOURS, convention)


def ledger(*rows: ClockEvent, term: Term = working_days(3)):
    return replay([ClockEvent(RECEIVED, at("20 Nov 2026 10:00")), *rows], term, CALENDAR)


def row(kind: ClockKind, when: str, **more) -> ClockEvent:
    return ClockEvent(kind, at(when), **more)


# The worked examples of domain.md 1.4


def test_three_working_days_over_culture_day() -> None:
    assert direct("20 Nov 2026 10:00", working_days(3)) == at("26 Nov 2026 10:00")
    assert direct("20 Nov 2026 10:00", working_days(3), CIVIL_CODE) == at("26 Nov 2026 17:00")


def test_online_in_the_last_hour() -> None:
    assert online("20 Nov 2026 16:20", working_days(3)) == at("26 Nov 2026 17:00")
    assert online("20 Nov 2026 16:20", working_days(3), CIVIL_CODE) == at("26 Nov 2026 17:00")
    assert online("20 Nov 2026 16:20", working_days(3), DAY_ZERO) == at("27 Nov 2026 17:00")


def test_five_working_days_over_a_swapped_day_off_and_national_day() -> None:
    assert direct("28 Aug 2026 14:00", working_days(5)) == at("09 Sep 2026 14:00")
    assert direct("28 Aug 2026 14:00", working_days(5), CIVIL_CODE) == at("09 Sep 2026 17:00")


def test_one_working_day_onto_a_swapped_working_saturday() -> None:
    assert direct("21 Aug 2026 16:00", working_days(1)) == at("22 Aug 2026 16:00")
    assert direct("21 Aug 2026 16:00", working_days(1), CIVIL_CODE) == at("22 Aug 2026 17:00")


def test_internal_procedure_of_168_hours_is_21_working_days() -> None:
    assert direct("05 Oct 2026 07:30", working_days(21)) == at("02 Nov 2026 17:00")
    assert direct("05 Oct 2026 07:30", Term(168, Unit.WORKING_HOUR)) == at("02 Nov 2026 17:00")
    assert direct("05 Oct 2026 07:30", working_days(21), CIVIL_CODE) == at("03 Nov 2026 17:00")


def test_same_day_procedure_received_after_1500() -> None:
    same_day = Term(0, Unit.SAME_DAY)
    assert direct("20 Nov 2026 15:30", same_day) == at("23 Nov 2026 17:00")
    assert direct("20 Nov 2026 15:00", same_day) == at("20 Nov 2026 17:00")
    assert direct("21 Nov 2026 09:00", same_day) == at("23 Nov 2026 17:00")


# From when it counts


@pytest.mark.parametrize(
    ("when", "channel", "begins"),
    [
        ("20 Nov 2026 10:00", Channel.DIRECT, "20 Nov 2026 10:00"),
        ("20 Nov 2026 06:00", Channel.POST, "20 Nov 2026 07:30"),
        ("20 Nov 2026 17:00", Channel.DIRECT, "23 Nov 2026 07:30"),
        ("20 Nov 2026 16:00", Channel.ONLINE, "20 Nov 2026 16:00"),
        ("20 Nov 2026 16:01", Channel.ONLINE, "23 Nov 2026 07:30"),
        ("20 Nov 2026 16:01", Channel.DIRECT, "20 Nov 2026 16:01"),
        ("21 Nov 2026 21:40", Channel.ONLINE, "23 Nov 2026 07:30"),
        ("24 Nov 2026 09:00", Channel.ONLINE, "25 Nov 2026 07:30"),
    ],
)
def test_start(when: str, channel: Channel, begins: str) -> None:
    assert start(at(when), channel, HOURS)[0] == at(begins)


def test_any_zone_is_read_and_vietnam_is_answered() -> None:
    utc = datetime.fromisoformat("2026-11-20T03:00:00+00:00")
    answer = due(utc, working_days(3), Channel.DIRECT, HOURS)
    assert answer.isoformat() == "2026-11-26T10:00:00+07:00"


# Calendar days and months end on a working day (Civil Code 147-148)


def test_calendar_days_leave_out_the_first_and_end_on_a_working_day() -> None:
    days = Unit.CALENDAR_DAY
    assert direct("20 Nov 2026 10:00", Term(3, days)) == at("23 Nov 2026 17:00")
    assert direct("20 Nov 2026 10:00", Term(4, days)) == at("25 Nov 2026 17:00")  # 24 November is a day off
    assert direct("31 Dec 2025 10:00", Term(2, days)) == at("05 Jan 2026 17:00")  # 2 January was swapped off
    assert direct("09 Jan 2026 10:00", Term(1, days)) == at("10 Jan 2026 17:00")  # and this Saturday worked


def test_a_month_ends_on_its_last_day_if_the_date_is_missing() -> None:
    assert direct("31 Jan 2025 10:00", Term(1, Unit.MONTH)) == at("28 Feb 2025 17:00")
    assert direct("30 Nov 2026 10:00", Term(3, Unit.MONTH)) == at("01 Mar 2027 17:00")


# Pause, supplement, extension


def test_a_pause_moves_the_due_date_by_the_working_time_paused() -> None:
    paused, resumed = row(PAUSED, "23 Nov 2026 16:00"), row(RESUMED, "25 Nov 2026 09:00")
    assert ledger(paused, resumed).due_at == at("26 Nov 2026 14:00")  # 1 h + 1 h 30 min, over a day off


def test_a_paused_clock_keeps_its_last_date_and_says_so() -> None:
    deadline = ledger(row(PAUSED, "23 Nov 2026 16:00"))
    assert (deadline.state, deadline.due_at) == (ClockState.PAUSED, at("26 Nov 2026 10:00"))
    assert "đang tạm dừng" in deadline.why[-1].words.vi


def test_a_supplement_counts_from_zero_and_the_old_date_stays_in_history() -> None:
    asked = row(SUPPLEMENT_REQUESTED, "23 Nov 2026 09:00")
    assert ledger(asked).state is ClockState.STOPPED
    deadline = ledger(asked, row(SUPPLEMENTED, "30 Nov 2026 08:00"))
    assert deadline.due_at == deadline.due_original == at("03 Dec 2026 08:00")
    assert deadline.former == (at("26 Nov 2026 10:00"),)


def test_a_supplement_sent_online_in_the_last_hour_counts_from_the_next_day() -> None:
    rows = (
        row(SUPPLEMENT_REQUESTED, "23 Nov 2026 09:00"),
        row(SUPPLEMENTED, "27 Nov 2026 16:30", channel=Channel.ONLINE),
    )
    assert ledger(*rows).due_at == at("02 Dec 2026 17:00")


def test_an_extension_keeps_the_original_date_beside_it() -> None:
    deadline = ledger(row(EXTENDED_TO, "25 Nov 2026 09:00", to=at("30 Nov 2026 17:00")))
    assert (deadline.due_at, deadline.due_original) == (at("30 Nov 2026 17:00"), at("26 Nov 2026 10:00"))
    assert deadline.is_extended


def test_an_extension_to_a_rest_day_ends_on_the_next_working_day() -> None:
    deadline = ledger(row(EXTENDED_TO, "25 Nov 2026 09:00", to=at("29 Nov 2026 10:00")))
    assert deadline.due_at == at("30 Nov 2026 17:00")


# What puts the past right


def test_a_new_day_off_moves_the_date_and_says_why() -> None:
    storm = SpecialDay(on("25 Nov 2026"), DayKind.OFF, Words(vi="ngày nghỉ tránh bão", en="a storm day"))
    notice = Words(vi="Công điện 12", en="Telegram 12")
    changed = row(CALENDAR_CHANGED, "23 Nov 2026 15:00", calendar=CALENDAR.with_days([storm]), note=notice)
    deadline = ledger(changed)
    assert deadline.due_at == at("27 Nov 2026 10:00")
    sentences = [reason.words.vi for reason in deadline.why]
    assert "Thứ Tư 25/11 là ngày nghỉ tránh bão, không tính." in sentences
    assert any("Công điện 12" in sentence and "26/11" in sentence for sentence in sentences)


def test_a_correction_reads_everything_again() -> None:
    deadline = ledger(row(CORRECTED, "23 Nov 2026 15:00", corrects=0, to=at("20 Nov 2026 08:00")))
    assert deadline.due_at == at("26 Nov 2026 08:00")
    assert deadline.former == (at("26 Nov 2026 10:00"),)


# Orders that cannot have happened

EXTENSION = row(EXTENDED_TO, "25 Nov 2026 09:00", to=at("30 Nov 2026 17:00"))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(RESUMED, "23 Nov 2026 09:00")], "clock.cannot_resumed"),
        ([row(PAUSED, "23 Nov 2026 09:00"), row(PAUSED, "23 Nov 2026 10:00")], "clock.cannot_paused"),
        ([row(SUPPLEMENTED, "23 Nov 2026 09:00")], "clock.cannot_supplemented"),
        ([EXTENSION, EXTENSION], "clock.extended_twice"),
        ([row(EXTENDED_TO, "25 Nov 2026 09:00", to=at("26 Nov 2026 09:00"))], "clock.extension_not_later"),
        ([row(EXTENDED_TO, "25 Nov 2026 09:00")], "clock.incomplete_extended_to"),
        ([row(PAUSED, "19 Nov 2026 09:00")], "clock.before_receipt"),
        ([row(PAUSED, "24 Nov 2026 09:00"), row(RESUMED, "23 Nov 2026 09:00")], "clock.out_of_order"),
        ([row(RECEIVED, "23 Nov 2026 09:00")], "clock.received_twice"),
        ([row(CALENDAR_CHANGED, "23 Nov 2026 09:00")], "clock.incomplete_calendar_changed"),
        (
            [row(CORRECTED, "23 Nov 2026 09:00", corrects=7, to=at("20 Nov 2026 08:00"))],
            "clock.cannot_correct",
        ),
        (
            [row(CORRECTED, "23 Nov 2026 09:00", corrects=0, to=at("23 Nov 2026 10:00"))],
            "clock.cannot_correct",
        ),
    ],
)
def test_impossible_orders_are_refused_with_a_sentence(rows: list[ClockEvent], code: str) -> None:
    with pytest.raises(ClockRefusal) as refused:
        ledger(*rows)
    assert refused.value.code == code
    assert refused.value.words.vi.endswith(".")
    assert refused.value.words.en.endswith(".")


def test_a_ledger_begins_with_the_receipt() -> None:
    for events in ([], [row(PAUSED, "20 Nov 2026 10:00")]):
        with pytest.raises(ClockRefusal):
            replay(events, working_days(3), CALENDAR)


def test_impossible_terms_and_times_are_refused() -> None:
    for value, unit in ((0, Unit.WORKING_DAY), (-1, Unit.MONTH), (10**9, Unit.WORKING_HOUR)):
        with pytest.raises(Invalid):
            Term(value, unit)
    with pytest.raises(Refusal):
        ClockEvent(RECEIVED, datetime(2026, 11, 20, 10))
    with pytest.raises(Refusal):
        direct("20 Nov 1850 10:00", working_days(3))


# The explanation


def test_why_names_the_days_it_crosses_in_both_languages() -> None:
    why = [(reason.words.vi, reason.words.en) for reason in ledger().why]
    assert why == [
        (
            "Hồ sơ đầy đủ được nhận lúc 10:00 thứ Sáu 20/11/2026, nộp trực tiếp."
            " Thời hạn giải quyết: 3 ngày làm việc.",
            "The complete dossier was received at 10:00 on Friday 20 November 2026, in person."
            " Term: 3 working days.",
        ),
        ("Mỗi ngày làm việc tính đủ 8 giờ làm việc.", "Each working day counts as 8 hours of office time."),
        (
            "Thứ Bảy và Chủ nhật là ngày nghỉ hằng tuần, không tính.",
            "Saturdays and Sundays are days of rest and do not count.",
        ),
        (
            "Thứ Ba 24/11 là Ngày Văn hóa Việt Nam, không tính.",
            "Tuesday 24 November is Vietnam Culture Day and does not count.",
        ),
        (
            "Hẹn trả kết quả lúc 10:00 thứ Năm 26/11/2026.",
            "The result is due at 10:00 on Thursday 26 November 2026.",
        ),
    ]


def why_of(when: str, term: Term, channel: Channel = Channel.DIRECT) -> list[str]:
    deadline = replay([row(RECEIVED, when, channel=channel)], term, CALENDAR)
    return [reason.words.vi for reason in deadline.why]


def test_tet_is_one_line_and_a_swapped_saturday_counts() -> None:
    assert "Từ thứ Hai 16/02 đến thứ Sáu 20/02 là Tết Nguyên đán, không tính." in why_of(
        "13 Feb 2026 10:00", working_days(2)
    )
    assert "Thứ Bảy 22/08 là ngày làm bù cho Thứ Hai 31/08/2026, có tính." in why_of(
        "21 Aug 2026 16:00", working_days(1)
    )


def test_the_last_hour_online_cites_its_rule() -> None:
    assert any(
        "Điều 6 khoản 3" in line for line in why_of("20 Nov 2026 16:20", working_days(3), Channel.ONLINE)
    )


def test_a_year_without_an_announced_calendar_is_said() -> None:
    unknown = "Lịch nghỉ năm 2027 chưa được công bố chính thức; ngày hẹn này có thể thay đổi."
    assert unknown in why_of("30 Dec 2026 10:00", working_days(5))
    assert unknown not in why_of("20 Nov 2026 10:00", working_days(5))
    assert any("2031" in line for line in why_of("03 Feb 2031 10:00", working_days(1)))


def test_a_move_to_another_revision_is_said_and_the_new_term_counts_from_the_receipt() -> None:
    moved = row(
        ClockKind.TERM_CHANGED, "23 Nov 2026 10:00", note=Words(vi="theo Luật mới", en="by the new law")
    )
    deadline = ledger(replace(moved, former=working_days(3)), term=working_days(2))
    assert deadline.due_at == deadline.due_by_term == at("25 Nov 2026 10:00")
    assert [line.words.en for line in deadline.why if "Term: " in line.words.en] == [
        "The complete dossier was received at 10:00 on Friday 20 November 2026, in person. "
        "Term: 3 working days.",
        "As the law provides, the dossier moved to the procedure's new revision (by the new law). "
        "Term: 2 working days instead of 3 working days, still from the receipt of the full dossier: the "
        "appointment moves from 10:00 on Thursday 26 November 2026 to 10:00 on Wednesday 25 November 2026.",
    ]


def test_what_was_first_promised_stays_when_the_law_changes_the_term() -> None:
    moved = row(ClockKind.TERM_CHANGED, "23 Nov 2026 10:00")
    deadline = ledger(replace(moved, former=working_days(3)), term=working_days(2))
    assert deadline.due_original == at("26 Nov 2026 10:00")
    assert deadline.former == (at("26 Nov 2026 10:00"),)
    assert [step.due_after for step in deadline.steps] == [at("26 Nov 2026 10:00"), at("25 Nov 2026 10:00")]
    assert not deadline.is_extended
    paused = (row(ClockKind.PAUSED, "23 Nov 2026 13:00"), row(ClockKind.RESUMED, "23 Nov 2026 14:00"))
    after = ledger(replace(moved, former=working_days(3)), *paused, term=working_days(2))
    assert (after.due_at, after.due_original) == (at("25 Nov 2026 11:00"), at("26 Nov 2026 11:00"))


def test_each_of_several_changes_of_the_term_says_its_own() -> None:
    changes = [
        replace(row(ClockKind.TERM_CHANGED, "23 Nov 2026 10:00"), former=working_days(3)),
        row(ClockKind.SUPPLEMENT_REQUESTED, "23 Nov 2026 11:00"),
        row(ClockKind.SUPPLEMENTED, "25 Nov 2026 10:00"),
        replace(row(ClockKind.TERM_CHANGED, "25 Nov 2026 13:00"), former=working_days(2)),
    ]
    deadline = ledger(*changes, term=working_days(5))
    assert [step.term.value for step in deadline.steps] == [3, 2, 2, 2, 5]
    assert (deadline.due_at, deadline.due_original) == (at("02 Dec 2026 10:00"), at("27 Nov 2026 10:00"))
