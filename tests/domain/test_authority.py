"""A decision needs an instrument that is valid that day."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.domain.authority import Grant, Kind, check_grant, check_passing_on, competent, may_decide
from motcua.domain.refusal import Forbidden, InvalidFields, Refusal

DELEGATED = Grant(
    id="1",
    kind=Kind.DELEGATION,
    document_no="12/QĐ-UBND",
    document_date=date(2026, 1, 5),
    giver="chairman",
    holder="vice",
    fields=frozenset({"civil-status"}),
    valid_from=date(2026, 1, 10),
    valid_to=date(2026, 12, 31),
    conditions="Khi Chủ tịch vắng mặt",
)
BY_LAW = replace(DELEGATED, id="2", kind=Kind.REALLOCATION, document_no="120/2025/NĐ-CP", valid_to=None)
MARRIAGE = "1.000894"


def decide(grants: list[Grant], on: date, field: str = "civil-status", holder: str = "vice") -> Grant:
    return competent(grants, holder, MARRIAGE, field, on)


@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2026, 6, 1), date(2026, 12, 31)])
def test_valid_from_the_first_to_the_last_day(day: date) -> None:
    assert decide([DELEGATED], day) is DELEGATED


@pytest.mark.parametrize(
    ("grants", "on", "reason"),
    [
        ([], date(2026, 6, 1), "no document"),
        ([DELEGATED], date(2026, 1, 9), "takes effect only on 10/01/2026"),
        ([DELEGATED], date(2027, 1, 1), "ended on 31/12/2026"),
        ([replace(DELEGATED, revoked_at=date(2026, 5, 1))], date(2026, 5, 1), "was revoked as of 01/05/2026"),
    ],
)
def test_without_a_valid_grant_it_is_refused_with_the_reason(
    grants: list[Grant], on: date, reason: str
) -> None:
    with pytest.raises(Forbidden) as refused:
        decide(grants, on)
    assert refused.value.code == "no_authority"
    assert reason in refused.value.words.en
    assert "72/2025/QH15" in refused.value.basis
    assert not may_decide(grants, "vice", MARRIAGE, "civil-status", on)


def test_the_day_before_revocation_still_counts() -> None:
    assert decide([replace(DELEGATED, revoked_at=date(2026, 5, 1))], date(2026, 4, 30)).id == "1"


def test_neither_another_persons_nor_another_fields_grant_helps() -> None:
    day = date(2026, 6, 1)
    for field, holder in (("land", "vice"), ("civil-status", "clerk")):
        with pytest.raises(Forbidden, match="no document"):
            decide([DELEGATED, BY_LAW], day, field, holder)


def test_the_grant_that_names_the_procedure_goes_first() -> None:
    named = replace(DELEGATED, id="0", fields=frozenset(), procedures=frozenset({MARRIAGE}))
    later = replace(BY_LAW, document_date=date(2026, 5, 1))
    assert decide([DELEGATED, later, named], date(2026, 6, 1)) is named
    assert decide([later, DELEGATED], date(2026, 6, 1)) is later


def test_a_delegation_needs_its_end_its_conditions_and_a_scope() -> None:
    check_grant(DELEGATED)
    check_grant(BY_LAW)
    with pytest.raises(InvalidFields) as refused:
        check_grant(replace(DELEGATED, valid_to=None, conditions=" ", fields=frozenset(), document_no=""))
    fields = {error.field for error in refused.value.errors}
    assert fields == {"valid_to", "conditions", "procedures", "document_no"}
    with pytest.raises(InvalidFields):
        check_grant(replace(BY_LAW, valid_to=date(2025, 1, 1)))


def test_delegated_power_is_not_passed_on_and_decentralised_not_decentralised_further() -> None:
    decentralised = replace(BY_LAW, kind=Kind.DECENTRALISATION)
    for source, kind in (
        (DELEGATED, Kind.DELEGATION),
        (DELEGATED, Kind.DECENTRALISATION),
        (decentralised, Kind.DECENTRALISATION),
    ):
        with pytest.raises(Refusal) as refused:
            check_passing_on(source, kind)
        assert refused.value.code == "may_not_pass_on"
    check_passing_on(BY_LAW, Kind.DELEGATION)
    check_passing_on(decentralised, Kind.DELEGATION)


def test_only_a_delegate_signs_for_the_giver() -> None:
    assert DELEGATED.signed_for_giver
    assert not BY_LAW.signed_for_giver
    assert DELEGATED.words.vi == "ủy quyền theo văn bản 12/QĐ-UBND ngày 05/01/2026"
