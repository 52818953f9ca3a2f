"""What somebody may do hangs on the posts of the day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.people.actions_staff import Title, appoint, engage
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Unit
from tests.cast import MONDAY_0900

BY = System("test")
MONDAY = date(2026, 11, 23)
CLERK = Title(Role.CLERK, "Văn thư", "Clerk")


@pytest.fixture
def mai(cast):
    return engage("mai", name="Mai Thị Ví Dụ", password=None, by=BY, now=MONDAY_0900)


def office_of(cast):
    return Unit.objects.get(commune=cast.kim_bang.commune, kind=Unit.Kind.OFFICE)


def again(officer):
    return Officer.objects.get(pk=officer.pk)


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [
        (MONDAY, None, True),
        (MONDAY, MONDAY, True),
        (date(2025, 7, 1), MONDAY, True),
        (date(2025, 7, 1), date(2026, 11, 22), False),
        (date(2026, 11, 24), None, False),
    ],
)
def test_a_post_holds_from_its_first_to_its_last_day(cast, mai, begins, ends, holds):
    post = appoint(mai, unit=office_of(cast), title=CLERK, since=begins, by=BY, now=MONDAY_0900)
    Post.objects.filter(pk=post.pk).update(valid_to=ends)
    officer = again(mai)
    assert officer.has_role(Role.CLERK, day=MONDAY) is holds
    assert (officer.post_as(Role.CLERK, MONDAY) is not None) is holds
    assert (officer.center_on(MONDAY) == cast.kim_bang) is holds


def test_a_post_cannot_end_before_it_begins(cast, mai):
    post = appoint(mai, unit=office_of(cast), title=CLERK, since=MONDAY, by=BY, now=MONDAY_0900)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(valid_to=date(2026, 11, 22))


def test_a_role_is_held_in_its_unit_only(cast, mai):
    office = office_of(cast)
    appoint(mai, unit=office, title=CLERK, since=MONDAY, by=BY, now=MONDAY_0900)
    other = Unit.objects.get(commune=cast.son_lam.commune, kind=Unit.Kind.OFFICE)
    assert again(mai).post_as(Role.CLERK, MONDAY, unit=office)
    assert again(mai).post_as(Role.CLERK, MONDAY, unit=other) is None
    assert not again(mai).has_role(Role.LEADER, Role.HEAD_OF_UNIT, day=MONDAY)


def test_ones_own_post_goes_before_one_held_for_another(cast):
    posts = cast.head.posts_on(MONDAY)
    assert [post.is_acting for post in posts] == [False, True, True]
    assert posts[0].unit.kind == Unit.Kind.ECONOMIC


def test_officers_of_the_province_have_no_center(cast):
    assert cast.province.center_on(MONDAY) is None
    assert cast.province.journal_stream == "H41.01"


def test_engaging_and_appointing_twice_is_once(cast, mai):
    office = office_of(cast)
    for _ in range(2):
        assert engage("mai", name="Another Name", password=None, by=BY, now=MONDAY_0900) == mai
        appoint(mai, unit=office, title=CLERK, since=MONDAY, by=BY, now=MONDAY_0900)
    assert again(mai).name_vi == "Mai Thị Ví Dụ"
    assert Event.objects.filter(kind="officer.engaged", subject=f"officer/{mai.pk}").count() == 1
    appointed = Event.objects.get(kind="officer.appointed", data__officer=str(mai.pk))
    assert appointed.stream == "H41.17.791"
    assert appointed.data == {"officer": str(mai.pk), "role": "clerk"}


def test_an_appointment_counts_at_once_for_the_officer_at_hand(cast, mai):
    assert mai.posts_on(MONDAY) == []
    appoint(mai, unit=office_of(cast), title=CLERK, since=MONDAY, by=BY, now=MONDAY_0900)
    assert mai.has_role(Role.CLERK, day=MONDAY)
