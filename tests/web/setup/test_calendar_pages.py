"""The province changes the calendar on a page; a dossier's page explains each of its dates."""

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.redating import Awaited, Recount
from motcua.people.models import Officer
from motcua.places.hours import version_in_force
from tests.cast import Cast, received

LAND = "1.012753"
STORM = {
    "act": "off",
    "first": "2026-12-01",
    "last": "",
    "exchanged": "",
    "name_vi": "Nghỉ tránh bão",
    "name_en": "Storm day",
    "decision": "4000/QĐ-UBND",
    "source": "Công điện 1",
    "seen": "1",
}


@pytest.fixture
def page(client: Client):
    def of(officer: Officer) -> Client:
        client.force_login(officer)
        return client

    return of


def test_what_moves_is_shown_first_and_nothing_is_saved(cast: Cast, page) -> None:
    dossier = received(cast, procedure=LAND)
    answer = page(cast.admin).post("/setup/calendar/change?lang=en", STORM | {"go": "look"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert dossier.code in html
    assert "Tuesday 1 December 2026 off, Storm day" in html
    assert version_in_force().number == 1


def test_a_day_that_is_one_already_is_said_and_moves_nothing(cast: Cast, page) -> None:
    received(cast, procedure=LAND)
    again = STORM | {"go": "look", "first": "2026-11-24"}
    html = page(cast.admin).post("/setup/calendar/change?lang=en", again).content.decode()
    assert "The calendar has these days already:" in html
    assert "now to be called Storm day" in html
    assert "No open dossier moves." in html


def test_whose_step_alone_moves_is_counted_apart(cast: Cast, page, monkeypatch) -> None:
    dossier = received(cast, procedure=LAND)
    same = Awaited(dossier.pk, dossier.code, dossier.due_at, dossier.due_at)
    monkeypatch.setattr(Recount, "awaited", lambda self: [same])
    html = page(cast.admin).post("/setup/calendar/change?lang=en", STORM | {"go": "look"}).content.decode()
    assert "Open dossiers whose dates move: 1." in html
    assert "only a step is due at another time: 1." in html


def test_saving_re_dates_and_shows_the_day(cast: Cast, page) -> None:
    dossier = received(cast, procedure=LAND)
    answer = page(cast.province).post("/setup/calendar/change", STORM | {"go": "save"}, follow=True)
    assert "Nghỉ tránh bão" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).due_at > dossier.due_at


def test_what_is_wrong_is_said_beside_its_field(cast: Cast, page) -> None:
    answer = page(cast.admin).post("/setup/calendar/change", STORM | {"go": "look", "decision": ""})
    assert answer.status_code == 422
    assert "Nhập số, ký hiệu quyết định." in answer.content.decode()
    assert "Nghỉ tránh bão" in answer.content.decode()


def test_a_stale_preview_is_refused(cast: Cast, page) -> None:
    browser = page(cast.admin)
    browser.post("/setup/calendar/change", STORM | {"go": "save"})
    answer = browser.post("/setup/calendar/change", STORM | {"go": "save", "first": "2026-12-02"})
    assert answer.status_code == 422
    assert version_in_force().number == 2


def test_others_may_not(cast: Cast, page) -> None:
    assert page(cast.center).get("/setup/calendar").status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_clock_page_has_every_row(cast: Cast, page, language: str) -> None:
    dossier = received(cast, procedure=LAND)
    page(cast.admin).post("/setup/calendar/change", STORM | {"go": "save"})
    html = page(cast.head).get(f"/office/dossiers/{dossier.code}/clock?lang={language}").content.decode()
    assert "4000/QĐ-UBND" in html
    assert html.count("<tr") >= 5


def test_the_head_of_the_center_puts_a_time_right(cast: Cast, page) -> None:
    dossier = received(cast, procedure=LAND)
    address = f"/office/dossiers/{dossier.code}/clock/correction"
    given = {"row": "1", "day": "2026-11-20", "time": "10:00", "reason": "Ghi nhầm giờ nhận"}
    assert page(cast.center).get(address).status_code == 200
    wrong = page(cast.center).post(address, given | {"day": "2030-01-01"})
    assert wrong.status_code == 422
    assert "Ghi nhầm giờ nhận" in wrong.content.decode()
    assert page(cast.center).post(address, given).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).due_at < dossier.due_at
    assert page(cast.counter).post(address, given).status_code == 403


def test_the_english_name_may_be_left_out_and_the_form_says_so(cast: Cast, page) -> None:
    at = page(cast.province)
    html = at.get("/setup/calendar/change").content.decode()
    labels = {name: html.partition(f'<label for="id_{name}">')[2].partition("</label>")[0] for name in STORM}
    assert "không bắt buộc" in labels["name_en"]
    assert "không bắt buộc" not in labels["name_vi"]
    assert at.post("/setup/calendar/change", STORM | {"go": "save", "name_en": ""}).status_code == 302
    assert "Nghỉ tránh bão" in at.get("/setup/calendar?lang=en").content.decode()


def test_without_a_vietnamese_name_only_an_entry_is_taken_out(cast: Cast, page) -> None:
    at = page(cast.province)
    nameless = STORM | {"go": "save", "name_vi": "", "name_en": ""}
    answer = at.post("/setup/calendar/change", nameless)
    assert answer.status_code == 422
    assert 'id="id_name_vi_error"' in answer.content.decode()
    out = nameless | {"act": "ordinary", "first": "2026-11-24"}
    assert at.post("/setup/calendar/change", out).status_code == 302


def test_sources_are_said_in_the_language_of_the_page(cast: Cast, page) -> None:
    at = page(cast.admin)
    for language, source in (
        ("vi", "Bộ luật Lao động 2019, Điều 112"),
        ("en", "Labour Code 2019, Art. 112"),
    ):
        html = at.get(f"/setup/calendar?lang={language}").content.decode()
        assert source in html
    assert "Labour Code" not in at.get("/setup/calendar?lang=vi").content.decode()
