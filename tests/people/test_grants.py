"""Authority is an instrument: who may decide what, on which document, on which day (Law 72/2025 Art 14)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.domain.refusal import Forbidden, InvalidFields
from motcua.domain.workdays import ZONE
from motcua.people.actions_grants import enter_grant
from motcua.people.actions_staff import Title, appoint
from motcua.people.authority import competent_grant
from motcua.people.instruments import Instrument
from motcua.people.models import Grant, Officer, Role
from tests.cast import BIRTH, MONDAY_0900

BY = System("test")
REVOKED = {
    "revoked_on": date(2026, 11, 20),
    "revocation_number": "40/QĐ-UBND",
    "revocation_date": date(2026, 11, 19),
    "revocation_reason": "Chủ tịch trực tiếp giải quyết",
}
CIVIL = "civil-status"
DELEGATION = Instrument(
    kind="delegation",
    document_number="34/QĐ-UBND",
    document_date=date(2026, 11, 2),
    fields=[CIVIL],
    valid_from=date(2026, 11, 9),
    valid_to=date(2026, 11, 23),
    conditions_vi="Ký thay khi Chủ tịch đi vắng",
)


@pytest.fixture
def clerk(cast):
    """Somebody without any authority yet."""
    return cast.clerk


def give(officer, instrument=DELEGATION):
    post = officer.every_post[0]
    return enter_grant(post, issuer=post.unit.parent, instrument=instrument, by=BY, now=MONDAY_0900)


def grant_of(officer, *, at=MONDAY_0900, procedure=BIRTH, field=CIVIL):
    return competent_grant(Officer.objects.get(pk=officer.pk), procedure=procedure, field=field, at=at)


def on(day, hour=9):
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


def test_who_holds_none_may_not_decide(clerk):
    with pytest.raises(Forbidden, match="no document gives you authority") as refused:
        grant_of(clerk)
    assert refused.value.code == "no_authority"
    assert "72/2025" in refused.value.basis


def test_the_vice_chairman_decides_by_the_delegation(cast):
    grant = grant_of(cast.leader)
    assert grant.kind == Grant.Kind.DELEGATION
    assert grant.holder.officer == cast.leader


@pytest.mark.parametrize("moment", [on(9, 0), on(23, 9), on(23, 23)])
def test_a_grant_counts_from_its_first_to_its_last_day(clerk, moment):
    assert give(clerk) == grant_of(clerk, at=moment)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (on(8, 23), "takes effect only on 09/11/2026"),
        (on(24, 0), "ended on 23/11/2026"),
        (on(24, 0).astimezone(tz=None), "ended on 23/11/2026"),
    ],
)
def test_before_and_after_it_the_refusal_says_why(clerk, moment, said):
    give(clerk)
    with pytest.raises(Forbidden, match=said):
        grant_of(clerk, at=moment)


def test_a_revoked_grant_counts_no_more_from_that_day(clerk):
    grant = give(clerk)
    Grant.objects.filter(pk=grant.pk).update(**REVOKED)
    assert grant_of(clerk, at=on(19)) == grant
    with pytest.raises(Forbidden, match="was revoked as of 20/11/2026"):
        grant_of(clerk, at=on(20, 0))


def test_it_covers_its_fields_and_procedures_only(clerk):
    give(clerk, replace(DELEGATION, procedures=["1.004873"]))
    assert grant_of(clerk)
    assert grant_of(clerk, procedure="1.004873", field="land")
    with pytest.raises(Forbidden):
        grant_of(clerk, procedure="1.000419", field="land")


def test_the_post_that_carries_the_authority_decides(cast, clerk):
    """Two posts: the first without authority, the second with it."""
    unit = cast.leader.every_post[0].unit
    title = Title(Role.LEADER, "Phó Chủ tịch", "Vice chairman")
    post = appoint(clerk, unit=unit, title=title, since=date(2026, 7, 1), by=BY, now=MONDAY_0900)
    given = enter_grant(post, issuer=unit.parent, instrument=DELEGATION, by=BY, now=MONDAY_0900)
    assert grant_of(clerk) == given
    with pytest.raises(Forbidden, match="ended on 23/11/2026"):
        grant_of(clerk, at=MONDAY_0900 + timedelta(days=1))


def test_authority_ends_with_the_post(clerk):
    give(clerk)
    clerk.posts.update(valid_to=date(2026, 11, 20))
    assert grant_of(clerk, at=on(20))
    with pytest.raises(Forbidden):
        grant_of(clerk)


def test_another_officers_grant_is_not_ones_own(cast, clerk):
    give(clerk)
    with pytest.raises(Forbidden):
        grant_of(cast.head)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document_number": " "}, "document_no"),
        ({"fields": []}, "procedures"),
        ({"valid_to": None}, "valid_to"),
        ({"valid_to": date(2026, 11, 8)}, "valid_to"),
        ({"conditions_vi": ""}, "conditions"),
    ],
)
def test_an_incomplete_delegation_is_refused_and_not_kept(clerk, changes, field):
    with pytest.raises(InvalidFields) as refused:
        give(clerk, replace(DELEGATION, **changes))
    assert [error.field for error in refused.value.errors] == [field]
    assert not Grant.objects.filter(holder__officer=clerk).exists()


@pytest.mark.parametrize("changes", [{"valid_to": None}, {"conditions_vi": ""}])
def test_the_database_refuses_an_incomplete_delegation_too(clerk, changes):
    grant = give(clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(**changes)


def test_entering_a_grant_is_recorded_by_its_ids(clerk):
    grant = give(clerk)
    event = Event.objects.get(kind="grant.entered", subject=f"grant/{grant.pk}")
    assert event.data == {"holder": str(grant.holder_id), "instrument": "delegation"}
