"""How long a dossier is kept: worked examples, and what holds for every rule and every day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.refusal import Invalid
from motcua.domain.retention import (
    MOST_YEARS,
    CountsFrom,
    Facts,
    Kind,
    Rule,
    Verdict,
    checked_years,
    reckon,
    rule_for,
)
from motcua.domain.states import State
from motcua.domain.words import Words

TODAY = date(2032, 1, 1)
FIVE = Rule(Words("Hồ sơ đất đai: 5 năm", "Land: 5 years"), "TT 00/2025 (minh họa)", 5, date(2025, 7, 1))
BY_EXPIRY = replace(FIVE, counts_from=CountsFrom.RESULT_EXPIRY)
CLOSED = Facts("1.013978", "land", State.RETURNED, Kind.GRANTED, date(2026, 3, 15))
DAYS = st.dates(date(2020, 1, 1), date(2100, 12, 31))


def test_five_years_from_the_end_of_the_year_of_closing():
    found = reckon(CLOSED, [FIVE], today=TODAY)
    assert (found.verdict, found.kept_until) == (Verdict.DUE, date(2031, 12, 31))
    assert found.destroy_from == date(2032, 1, 1)
    assert [line.vi for line in found.lines] == [
        "Hồ sơ kết thúc vào Chủ nhật 15/03/2026.",
        "Áp dụng quy định “Hồ sơ đất đai: 5 năm” (TT 00/2025 (minh họa)), có hiệu lực từ 01/07/2025.",
        "Thời hạn 5 năm, tính từ ngày cuối của năm kết thúc hồ sơ (thứ Năm 31/12/2026): "
        "lưu đến hết thứ Tư 31/12/2031.",
        "Có thể đề nghị tiêu hủy từ thứ Năm 01/01/2032; việc tiêu hủy phải được hai người duyệt.",
    ]
    assert found.lines[-1].en.startswith("It may be proposed for destruction from Thursday 1 January 2032")


def test_the_last_day_of_keeping_is_kept():
    assert reckon(CLOSED, [FIVE], today=date(2031, 12, 31)).verdict is Verdict.NOT_YET


def test_a_dossier_closed_on_new_year_is_kept_a_year_longer():
    eve, new_year = (replace(CLOSED, closed_on=day) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert reckon(eve, [FIVE], today=TODAY).kept_until == date(2031, 12, 31)
    assert reckon(new_year, [FIVE], today=TODAY).kept_until == date(2032, 12, 31)


def test_years_after_the_result_expired():
    facts = replace(CLOSED, expires_on=date(2028, 2, 29))
    found = reckon(facts, [BY_EXPIRY], today=TODAY)
    assert found.kept_until == date(2033, 2, 28)
    assert reckon(facts, [replace(BY_EXPIRY, years=4)], today=TODAY).kept_until == date(2032, 2, 29)
    assert reckon(CLOSED, [BY_EXPIRY], today=TODAY).verdict is Verdict.NO_EXPIRY


def test_what_expired_before_it_was_closed_counts_from_the_closing():
    facts = replace(CLOSED, expires_on=date(2020, 1, 1))
    assert reckon(facts, [BY_EXPIRY], today=TODAY).kept_until == date(2031, 3, 15)


def test_without_a_rule_nothing_is_destroyed_and_that_is_said():
    for rules in ([], [replace(FIVE, field="fishing")], [replace(FIVE, valid_to=date(2026, 1, 1))]):
        found = reckon(CLOSED, rules, today=date(2099, 1, 1))
        assert (found.verdict, found.destroy_from) == (Verdict.NO_RULE, None)
        assert "không tiêu hủy" in found.lines[-1].vi
        assert "not destroyed" in found.lines[-1].en


def test_what_is_not_over_is_not_counted():
    waiting = replace(CLOSED, state=State.PROCESSED, kind=None, closed_on=None)
    assert reckon(waiting, [FIVE], today=TODAY).verdict is Verdict.NOT_RETURNED
    assert reckon(replace(waiting, state=State.SUPPLEMENT), [FIVE], today=TODAY).verdict is Verdict.NOT_CLOSED


def test_a_hold_is_named_and_keeps():
    held = replace(CLOSED, holds=(Words("đang có khiếu nại", "a complaint is pending"),))
    found = reckon(held, [FIVE], today=TODAY)
    assert (found.verdict, found.kept_until) == (Verdict.HELD, date(2031, 12, 31))
    assert "đang có khiếu nại" in found.lines[-1].vi


def test_the_most_specific_rule_decides():
    everything = replace(FIVE, years=10)
    of_field = replace(FIVE, years=20, field="land")
    refused = replace(of_field, years=3, kind=Kind.REFUSED)
    of_procedure = replace(FIVE, years=None, procedure="1.013978")
    rules = [of_procedure, refused, of_field, everything]
    assert rule_for(CLOSED, rules, TODAY) == of_procedure
    assert rule_for(CLOSED, rules[1:], TODAY) == of_field
    assert rule_for(replace(CLOSED, kind=Kind.REFUSED), rules[1:], TODAY) == refused
    assert rule_for(replace(CLOSED, procedure="2", field="other"), rules, TODAY) == everything
    younger = replace(everything, years=11, valid_from=date(2030, 1, 1))
    assert rule_for(replace(CLOSED, field="other", procedure="2"), [younger, everything], TODAY) == younger
    assert reckon(CLOSED, rules, today=TODAY).verdict is Verdict.PERMANENT


@pytest.mark.parametrize("years", [0, -1, MOST_YEARS + 1])
def test_a_period_is_whole_years(years):
    with pytest.raises(Invalid):
        checked_years(years)
    assert checked_years(None) is None


rules_ = st.builds(
    Rule,
    words=st.just(Words("quy định", "rule")),
    basis=st.just("TT 00 (minh họa)"),
    years=st.none() | st.integers(1, MOST_YEARS),
    valid_from=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    valid_to=st.none() | st.dates(date(2031, 1, 1), date(2080, 12, 31)),
    counts_from=st.sampled_from(CountsFrom),
    procedure=st.sampled_from(["", "1.013978", "other"]),
    field=st.sampled_from(["", "land", "fishing"]),
    kind=st.none() | st.sampled_from(Kind),
)
facts_ = st.builds(
    replace,
    st.just(CLOSED),
    kind=st.sampled_from(Kind),
    closed_on=st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    expires_on=st.none() | st.dates(date(2020, 1, 1), date(2070, 12, 31)),
)


@given(facts_, st.lists(rules_, max_size=6), DAYS)
def test_nothing_is_due_before_its_years_are_over(facts, rules, today):
    found = reckon(facts, rules, today=today)
    assert found.lines
    assert all(line.vi and line.en for line in found.lines)
    if found.verdict is Verdict.DUE:
        assert found.rule in rules
        assert found.rule.is_for(facts, today)
        assert found.kept_until is not None
        assert found.kept_until < today
        whole_years = facts.closed_on.replace(year=facts.closed_on.year + found.rule.years, day=1)
        assert found.kept_until >= whole_years, "at least the years of the rule after the closing"
    else:
        assert found.verdict in (Verdict.NOT_YET, Verdict.PERMANENT, Verdict.NO_RULE, Verdict.NO_EXPIRY)


@given(facts_, st.lists(rules_, max_size=6), DAYS, st.randoms())
def test_the_order_of_the_rules_means_nothing(facts, rules, today, chance):
    shuffled = list(rules)
    chance.shuffle(shuffled)
    one, other = rule_for(facts, rules, today), rule_for(facts, shuffled, today)
    assert (one and one.specificity) == (other and other.specificity)


@given(facts_, st.lists(rules_, max_size=4), st.integers(0, 4000))
def test_a_day_more_is_never_less_due(facts, rules, days):
    """While the rules stay the same, what is due today is due tomorrow."""
    lasting = [replace(rule, valid_from=date(2020, 1, 1), valid_to=None) for rule in rules]
    today = facts.closed_on + timedelta(days=days)
    if reckon(facts, lasting, today=today).verdict is Verdict.DUE:
        assert reckon(facts, lasting, today=today + timedelta(days=1)).verdict is Verdict.DUE


@given(facts_, rules_, DAYS)
def test_a_hold_always_keeps(facts, rule, today):
    held = replace(facts, holds=(Words("khiếu nại", "a complaint"),))
    assert reckon(held, [rule], today=today).verdict is not Verdict.DUE
