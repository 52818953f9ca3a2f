"""Electronic originals on pages: asked for with one press, followed, opened; checked by anybody."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.base.files import read
from motcua.dossiers import actions
from motcua.dossiers.models import ElectronicForm
from motcua.people.signing.keys import holder_of
from tests.cast import ALICE, received
from tests.dossiers.test_electronic_forms import REASON, worked
from tests.dossiers.test_signatures import folders, keys  # noqa: F401 - fixtures
from tests.dossiers.test_steps import at
from tests.web.office.conftest import TEN

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_press_asks_and_the_file_is_there_afterwards(cast, desk, keys, client):  # noqa: F811
    dossier = received(cast)
    counter, page = desk(cast.counter), f"/office/dossiers/{dossier.code}/originals"
    assert page in text(desk(cast.office).get(f"/office/dossiers/{dossier.code}"))
    assert 'value="receipt"' in text(counter.get(page))
    assert counter.post(page, {"form": "receipt"}).status_code == 302
    assert "Đang lập" in text(counter.get(page))
    worked(TEN)
    form = ElectronicForm.objects.get()
    file = f"{page}/{form.pk}.pdf"
    assert file in text(counter.get(page))
    answer = counter.get(file)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert desk(cast.province).get(file).status_code == 403
    assert desk(cast.of_son_lam("counter")).get(file).status_code == 404
    assert counter.post(page, {"form": "issued:7"}).status_code == 404
    by_codes = text(client.get("/verify", {"result": dossier.code, "code": form.authenticity}))
    uploaded = client.post("/verify", {"file": SimpleUploadedFile("a.pdf", read(form.file))})
    for shown in (by_codes, text(uploaded)):
        assert form.symbol in shown
        assert "Giấy tiếp nhận" in shown
        assert ALICE.name not in shown


def test_without_a_key_the_page_says_so(cast, desk):
    dossier = received(cast)
    page = f"/office/dossiers/{dossier.code}/originals"
    shown = text(desk(cast.counter).get(page))
    assert "chưa có khóa ký số" in shown
    assert 'value="receipt"' not in shown
    refused = desk(cast.counter).post(page, {"form": "receipt"})
    assert refused.status_code == 422


def test_the_notice_of_a_refusal_is_among_the_papers(cast, desk, keys, client):  # noqa: F811
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=TEN)
    form = ElectronicForm.objects.get(form="notice")
    link = f"/office/dossiers/{dossier.code}/originals/{form.pk}.pdf"
    assert link in text(desk(cast.office).get(f"/office/dossiers/{dossier.code}"))
    assert desk(cast.office).get(link).status_code == 200  # on paper while it is being made
    worked(TEN)
    assert desk(cast.office).get(link).content == read(ElectronicForm.objects.get(form="notice").file)
    shown = text(client.get("/verify", {"result": dossier.code, "code": form.authenticity}))
    assert "Thông báo từ chối" in shown


def test_a_notice_that_failed_is_tried_again(cast, desk, keys):  # noqa: F811
    (keys / f"{holder_of(cast.leader)}.p12").rename(keys / "away")
    dossier = at("sign", cast)
    actions.decide(dossier, kind="refused", reason=REASON, by=cast.leader, now=TEN)
    worked(TEN)
    page, counter = f"/office/dossiers/{dossier.code}/originals", desk(cast.counter)
    shown = text(counter.get(page))
    assert "Chưa ký số" in shown
    assert 'value="notice"' in shown
    (keys / "away").rename(keys / f"{holder_of(cast.leader)}.p12")
    assert counter.post(page, {"form": "notice"}).status_code == 302
    worked(TEN)
    assert ElectronicForm.objects.get(form="notice").sealed_at == TEN
    assert counter.post(page, {"form": "notice"}).status_code == 404


def test_the_register_is_sealed_for_its_keepers(cast, desk, keys):  # noqa: F811
    received(cast)
    counter, address = desk(cast.counter), "/office/register/originals"
    assert address in text(counter.get("/office/register"))
    period = {"begins_on": "2026-11-01", "ends_on": "2026-11-23"}
    assert counter.post(address, period).status_code == 302
    assert counter.post(address, {"begins_on": "x", "ends_on": ""}).status_code == 302
    assert ElectronicForm.objects.count() == 1
    worked(TEN)
    file = f"{address}/{ElectronicForm.objects.get().pk}.pdf"
    assert file in text(counter.get("/office/register"))
    assert counter.get(file).status_code == 200
    assert desk(cast.of_son_lam("counter")).get(file).status_code == 404
    assert desk(cast.office).get(file).status_code == 403
