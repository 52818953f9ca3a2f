"""Who is away, who stands in, and that standing in gives a turn but no authority."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields
from motcua.domain.workdays import ZONE
from motcua.people.absences import absent_among, is_absent, substituted_by
from motcua.people.actions_absences import end_absence, register_absence
from motcua.people.authority import competent_grant
from motcua.people.instruments import Paper
from motcua.people.models import Absence, Grant, Officer
from tests.cast import BIRTH, MONDAY_0900

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 4))
PAPER = Paper("51/QĐ-UBND", date(2026, 11, 20), "Ký trong thời gian Phó Chủ tịch nghỉ phép")


def away(officer, *, by, substitute=None, begins_on=TUESDAY, ends_on=FRIDAY, paper=None):
    return register_absence(
        officer,
        begins_on=begins_on,
        ends_on=ends_on,
        substitute=substitute,
        paper=paper,
        by=by,
        now=MONDAY_0900,
    )


def again(officer):
    return Officer.objects.get(pk=officer.pk)


def signs(officer, day):
    at = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    return competent_grant(again(officer), procedure=BIRTH, field="civil-status", at=at)


def test_away_from_the_first_to_the_last_day(cast):
    away(cast.office, by=cast.head, substitute=cast.clerk)
    for day, absent in ((MONDAY, False), (TUESDAY, True), (FRIDAY, True), (date(2026, 11, 28), False)):
        assert is_absent(cast.office, day) is absent
        assert substituted_by(cast.clerk, day) == ([cast.office] if absent else [])
    assert substituted_by(cast.head, TUESDAY) == []


def test_without_a_substitute_nobody_stands_in(cast):
    absence = away(cast.office, by=cast.center)
    assert is_absent(cast.office, TUESDAY)
    assert absent_among([cast.office.pk, cast.clerk.pk], TUESDAY) == {cast.office.pk: absence}
    assert not Grant.objects.filter(absence=absence).exists()


def test_who_is_away_stands_in_for_nobody(cast):
    away(cast.office, by=cast.head, substitute=cast.clerk)
    Absence.objects.create(officer=cast.clerk, begins_on=WEDNESDAY, ends_on=WEDNESDAY)
    assert substituted_by(cast.clerk, TUESDAY) == [cast.office]
    assert substituted_by(cast.clerk, WEDNESDAY) == []


def test_the_questions_take_a_constant_number_of_statements(cast, django_assert_num_queries):
    away(cast.office, by=cast.head, substitute=cast.clerk)
    clerk = cast.clerk
    with django_assert_num_queries(2):
        substituted_by(clerk, TUESDAY)
    with django_assert_num_queries(1):
        absent_among([clerk.pk], TUESDAY)


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "says"),
    [
        (FRIDAY, TUESDAY, "cannot end before it begins"),
        (date(2026, 11, 2), date(2026, 11, 20), "days are over"),
        (TUESDAY, date(2027, 12, 31), "At most a year"),
    ],
)
def test_days_that_are_none_are_refused(cast, begins_on, ends_on, says):
    with pytest.raises(InvalidFields, match=says):
        away(cast.office, by=cast.head, begins_on=begins_on, ends_on=ends_on)
    assert not Absence.objects.exists()


def test_nobody_is_away_twice_on_one_day(cast):
    away(cast.office, by=cast.head)
    with pytest.raises(Conflict) as refused:
        away(cast.office, by=cast.head, begins_on=FRIDAY, ends_on=date(2026, 11, 30))
    assert refused.value.code == "absent_already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(officer=cast.office, begins_on=FRIDAY, ends_on=FRIDAY)
    away(cast.office, by=cast.head, begins_on=date(2026, 11, 30), ends_on=date(2026, 11, 30))


def test_who_stands_in_may_not_leave_meanwhile(cast):
    away(cast.office, by=cast.head, substitute=cast.clerk)
    with pytest.raises(Conflict) as refused:
        away(cast.clerk, by=cast.center, begins_on=FRIDAY, ends_on=FRIDAY)
    assert refused.value.code == "stands_in_meanwhile"


def test_the_substitute_works_there_and_is_there(cast):
    away(cast.clerk, by=cast.center)
    for substitute, says in (
        (cast.office, "somebody else"),
        (cast.of_son_lam("office"), "same organisation"),
        (cast.clerk, "away on some"),
    ):
        with pytest.raises(Invalid, match=says):
            away(cast.office, by=cast.head, substitute=substitute)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(officer=cast.head, substitute=cast.head, begins_on=FRIDAY, ends_on=FRIDAY)


def test_only_ones_own_people_are_registered(cast):
    with pytest.raises(Forbidden):
        away(cast.office, by=cast.counter)
    with pytest.raises(Forbidden):
        away(cast.office, by=cast.of_son_lam("center"))
    with pytest.raises(Forbidden):
        away(cast.counter, by=cast.head)
    with pytest.raises(Forbidden):
        away(cast.home_affairs, by=cast.center)
    away(cast.counter, by=cast.counter)
    away(cast.office, by=cast.admin)
    away(cast.home_affairs, by=cast.province)


def test_standing_in_for_a_signer_needs_a_delegation(cast):
    with pytest.raises(Invalid) as refused:
        away(cast.leader, by=cast.center, substitute=cast.head)
    assert refused.value.code == "delegation_needed"
    assert "72/2025/QH15" in refused.value.basis
    assert not Absence.objects.exists()


def test_the_giver_delegates_anew_for_the_absence_only(cast):
    """The vice chairman holds by delegation and may not pass it on: the chairman delegates to the head."""
    held = Grant.objects.get(holder__officer=cast.leader)
    absence = away(cast.leader, by=cast.center, substitute=cast.head, paper=PAPER)
    grant = Grant.objects.get(absence=absence)
    assert (grant.issuer, grant.source, grant.kind) == (held.issuer, None, "delegation")
    assert (grant.valid_from, grant.valid_to) == (TUESDAY, FRIDAY)
    assert signs(cast.head, TUESDAY) == signs(cast.head, FRIDAY) == grant
    for day in (MONDAY, date(2026, 11, 28)):
        with pytest.raises(Forbidden):
            signs(cast.head, day)
    assert signs(cast.leader, TUESDAY) == held


def test_a_substitute_does_not_enter_their_own_authority(cast):
    with pytest.raises(Forbidden) as refused:
        away(cast.leader, by=cast.center, substitute=cast.center, paper=PAPER)
    assert refused.value.code == "own_authority"
    assert not Absence.objects.exists()


def test_back_early_the_delegation_ends_too(cast):
    absence = away(cast.leader, by=cast.center, substitute=cast.head, paper=PAPER)
    end_absence(absence, back_on=WEDNESDAY, by=cast.center, now=MONDAY_0900)
    assert is_absent(cast.leader, TUESDAY)
    assert not is_absent(cast.leader, WEDNESDAY)
    assert substituted_by(cast.head, WEDNESDAY) == []
    assert signs(cast.head, TUESDAY)
    with pytest.raises(Forbidden, match="revoked as of 25/11/2026"):
        signs(cast.head, WEDNESDAY)
    with pytest.raises(Conflict):
        end_absence(absence, back_on=TUESDAY, by=cast.center, now=MONDAY_0900)


def test_called_off_before_it_began_it_never_was(cast):
    absence = away(cast.leader, by=cast.center, substitute=cast.head, paper=PAPER)
    end_absence(absence, back_on=TUESDAY, by=cast.center, now=MONDAY_0900)
    assert not is_absent(cast.leader, TUESDAY)
    with pytest.raises(Forbidden):
        signs(cast.head, TUESDAY)
    away(cast.leader, by=cast.center)


@pytest.mark.parametrize("back_on", [date(2026, 11, 20), MONDAY, date(2026, 11, 28)])
def test_the_return_lies_between_today_and_the_last_day(cast, back_on):
    absence = away(cast.office, by=cast.head)
    with pytest.raises(Invalid):
        end_absence(absence, back_on=back_on, by=cast.head, now=MONDAY_0900)


def test_it_is_recorded_by_ids_alone(cast):
    absence = away(cast.office, by=cast.head, substitute=cast.clerk)
    end_absence(absence, back_on=FRIDAY, by=cast.head, now=MONDAY_0900)
    registered, ended = Event.objects.filter(subject=f"absence/{absence.pk}").order_by("number")
    assert registered.stream == "H41.17.791"
    assert registered.data == {
        "officer": str(cast.office.pk),
        "substitute": str(cast.clerk.pk),
        "begins": "2026-11-24",
        "ends": "2026-11-27",
    }
    assert ended.data == {"back_on": "2026-11-27"}
