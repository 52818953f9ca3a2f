"""From the counter to the dossiers that wait for the resident, and to any dossier by what people bring."""

import pytest

from motcua.base.models import Event
from motcua.dossiers.models import Search
from tests.cast import ALICE, received
from tests.web.counter.test_completing import asked_at_intake


@pytest.fixture
def page(browser, hall, cast):
    hall.open(cast.counter)
    return browser(cast.counter)


def look(page, typed):
    return page.post("/counter/found", {"q": typed}, follow=True).content.decode()


def test_the_desk_leads_to_what_waits_for_papers_and_to_their_taking_in(page, cast):
    dossier = asked_at_intake(cast)
    desk = page.get("/counter/").content.decode()
    for address in ("/counter/waiting", "/counter/results", 'action="/counter/found"'):
        assert address in desk
    shown = page.get("/counter/waiting").content.decode()
    assert f"/counter/dossiers/{dossier.code}/supplement" in shown
    assert ALICE.name in shown


def test_what_waits_costs_the_same_however_much_it_is(page, cast, django_assert_max_num_queries):
    asked_at_intake(cast)
    with django_assert_max_num_queries(16) as few:
        page.get("/counter/waiting")
    for _ in range(3):
        asked_at_intake(cast)
    with django_assert_max_num_queries(len(few)):
        page.get("/counter/waiting")


def test_a_dossier_is_found_by_code_name_and_phone(page, cast):
    dossier = received(cast)
    straight = page.post("/counter/found", {"q": dossier.code})
    assert straight["Location"] == f"/counter/dossiers/{dossier.code}"
    for typed in ("nguyen thi vi", ALICE.phone, ALICE.identity_number, dossier.code[-4:]):
        assert dossier.code in look(page, typed), typed
    assert "Không có hồ sơ nào" in look(page, "khong ai ca")
    assert page.post("/counter/found", {"q": " "})["Location"] == "/counter/waiting"


def test_the_journal_says_that_somebody_looked_and_no_address_carries_the_name(page, cast):
    received(cast)
    answer = page.post("/counter/found", {"q": "nguyen thi"})
    assert answer["Location"] == f"/counter/found/{Search.objects.get().pk}"
    assert Event.objects.get(kind="dossier.searched").data == {"by_what": "name"}


def test_nobody_finds_another_commune_s_dossiers_or_opens_another_s_search(page, browser, cast):
    asked, dossier = asked_at_intake(cast), received(cast)
    other = browser(cast.of_son_lam("counter"))
    for typed in (dossier.code, ALICE.phone, "nguyen thi vi"):
        assert dossier.code not in look(other, typed).replace(f"“{dossier.code}”", "").replace(
            f'value="{dossier.code}"', ""
        )
    assert asked.code not in other.get("/counter/waiting").content.decode()
    kept = page.post("/counter/found", {"q": "nguyen thi"})["Location"]
    assert other.get(kept).status_code == 404
