"""Who stands in for somebody away reaches the pages of that post, while the absence lasts and no longer."""

from datetime import timedelta

import pytest

from motcua.dossiers.actions import receive
from motcua.dossiers.models import Step
from motcua.people.models import Absence
from motcua.places.hours import business_date
from tests.cast import ALICE, filing, received
from tests.web.office.conftest import TEN

TODAY = business_date(TEN)
DAY = timedelta(days=1)


def away(officer, *, by, begins=TODAY, ends=TODAY, back_on=None) -> Absence:
    return Absence.objects.create(
        officer=officer, begins_on=begins, ends_on=ends, substitute=by, back_on=back_on
    )


def statuses(client, *addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


@pytest.mark.parametrize(
    ("begins", "ends", "back_on", "expected"),
    [
        (TODAY + DAY, TODAY + 2 * DAY, None, 403),  # not yet
        (TODAY - DAY, TODAY + DAY, None, 200),
        (TODAY - 2 * DAY, TODAY - DAY, None, 403),  # over
        (TODAY - DAY, TODAY + DAY, TODAY, 403),  # back before the last day
    ],
)
def test_a_counter_officer_reaches_the_clerks_pages_only_meanwhile(
    cast, desk, begins, ends, back_on, expected
):
    away(cast.clerk, by=cast.counter, begins=begins, ends=ends, back_on=back_on)
    pages = (
        "/office/",
        "/office/queues/number",
        "/office/opinions",
        "/office/hand-overs",
        "/office/warnings",
    )
    assert statuses(desk(cast.counter), *pages) == [expected] * len(pages)


def test_who_stands_in_but_is_away_themselves_reaches_nothing(cast, desk):
    away(cast.clerk, by=cast.counter)
    away(cast.counter, by=None)
    assert statuses(desk(cast.counter), "/office/") == [403]


def test_a_clerk_serves_at_the_counter_of_who_is_away(cast, desk):
    clerk = desk(cast.clerk)
    pages = ("/counter/opening", "/counter/results", "/counter/dossiers", "/counter/cash", "/office/register")
    assert statuses(clerk, *pages) == [403] * len(pages)
    away(cast.counter, by=cast.clerk)
    assert statuses(clerk, *pages) == [200] * len(pages)
    assert 'href="/counter/"' in clerk.get("/office/").content.decode()
    assert 'href="/office/"' in clerk.get("/counter/results").content.decode()
    dossier = receive(filing(), center=cast.kim_bang, by=cast.clerk, now=TEN)
    assert dossier.received_by == cast.clerk


def test_standing_in_opens_no_page_of_another_post(cast, desk):
    away(cast.clerk, by=cast.counter)
    assert statuses(desk(cast.counter), "/center/", "/province/", "/setup/grants") == [403] * 3


def test_a_row_names_who_acts_meanwhile_and_for_whom(cast, desk):
    step = received(cast).steps.open().get()
    Step.objects.filter(pk=step.pk).update(officer=cast.office)
    away(cast.office, by=cast.clerk)
    clerk = desk(cast.clerk)
    for language, words in (("vi", "thay"), ("en", "standing in for")):
        clerk.cookies["django_language"] = language
        html = clerk.get(f"/office/?lang={language}", follow=True).content.decode()
        assert ALICE.name in html
        assert f"{cast.clerk.name_vi}, {words} {cast.office.name_vi}" in html


def test_a_row_of_a_post_that_one_alone_holds_names_its_substitute(cast, desk):
    received(cast)
    away(cast.head, by=cast.leader)
    html = desk(cast.leader).get("/office/").content.decode()
    assert f"{cast.leader.name_vi}, thay {cast.head.name_vi}" in html
