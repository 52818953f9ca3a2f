"""Narrowing a list, keeping the filter, and searching: by form alone, and nobody in an address."""

import pytest

from motcua.dossiers.models import SavedFilter
from tests.cast import ALICE, received
from tests.web.office.conftest import TEN
from tests.web.office.test_work_list import codes, counted, look


def keep(client, **values):
    return client.post("/office/filters", {"queue": "turns", "name": "Khai sinh", **values}, follow=True)


def test_a_filter_is_kept_shown_renamed_and_deleted(cast, desk):
    dossier, client = received(cast), desk(cast.head)
    answer = keep(client, field="civil-status", text=ALICE.name)
    assert codes(answer.content.decode()) == [dossier.code]
    kept = SavedFilter.objects.get()
    assert answer.redirect_chain == [(f"/office/filters/{kept.pk}", 302)]
    assert (
        f'href="/office/filters/{kept.pk}" lang="vi">Khai sinh</a>' in client.get("/office/").content.decode()
    )
    client.post(f"/office/filters/{kept.pk}/name", {"name": "Hộ tịch"})
    html = client.get(f"/office/filters/{kept.pk}").content.decode()
    assert "<h1>Hộ tịch</h1>" in html
    assert client.post(f"/office/filters/{kept.pk}/deletion").status_code == 302
    assert client.get(f"/office/filters/{kept.pk}").status_code == 404


def test_what_is_wrong_is_said_and_nothing_lost(cast, desk):
    client = desk(cast.head)
    answer = keep(client, name="", text="%%%")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'href="#id_name"' in html or 'href="#id_text"' in html
    assert 'value="%%%"' in html
    assert not SavedFilter.objects.exists()
    assert client.get("/office/?field=magic").status_code == 422
    assert client.get("/office/queues/magic").status_code == 404
    assert client.get("/office/queues/sign").status_code == 404


def test_a_filter_is_its_officers(cast, desk):
    keep(desk(cast.head))
    kept = SavedFilter.objects.get()
    other = desk(cast.leader)
    assert other.get(f"/office/filters/{kept.pk}").status_code == 404
    assert other.post(f"/office/filters/{kept.pk}/name", {"name": "x"}).status_code == 404
    assert other.post(f"/office/filters/{kept.pk}/deletion").status_code == 404
    assert "Khai sinh</a>" not in other.get("/office/").content.decode()


@pytest.mark.parametrize("text", [ALICE.phone, ALICE.identity_number, ALICE.name, "nguyen thi"])
def test_whom_one_looks_for_is_in_no_address(cast, desk, text):
    dossier = received(cast)
    answer = look(desk(cast.clerk), text)
    assert codes(answer.content.decode()) == [dossier.code]
    ((address, _),) = answer.redirect_chain
    assert address.startswith("/office/found/")
    assert text not in address
    search = address.removeprefix("/office/found/")
    assert desk(cast.head).get(f"/office/found/{search}").status_code == 404


def test_the_counts_stop(cast, desk, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.work.MOST", 1)
    for _ in range(3):
        received(cast, now=TEN)
    html = desk(cast.head).get("/office/").content.decode()
    assert counted(html, "turns") == "1+"
