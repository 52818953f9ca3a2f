"""Instruments and absences by their pages: looked at before they are saved; the register is everybody's."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.catalogue.models import Revision
from motcua.catalogue.queries import bundle
from motcua.people.models import Absence, Grant
from tests.cast import MONDAY_0900, received
from tests.dossiers.test_steps import at

DELEGATION = {
    "kind": "delegation",
    "document_no": "34/QĐ-UBND",
    "document_date": "2026-11-20",
    "fields_": ["civil-status"],
    "valid_from": "2026-11-23",
    "valid_to": "2026-12-31",
    "conditions": "Khi Chủ tịch đi vắng",
}
REVOCATION = {
    "revocation_number": "60/QĐ-UBND",
    "revocation_date": "2026-11-23",
    "revoked_on": "2026-11-23",
    "revocation_reason": "Chủ tịch trực tiếp giải quyết",
}


@pytest.fixture
def desk(cast, monkeypatch):
    later = MONDAY_0900 + timedelta(hours=1)
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: later))

    def logged_in(officer):
        client = Client()
        client.force_login(officer)
        return client

    return logged_in


@pytest.fixture
def grant(cast):
    return Grant.objects.get(holder__officer=cast.leader)


def filled(cast, **change):
    commune = cast.leader.every_post[0].unit.parent
    return {**DELEGATION, "issuer": commune.pk, "holder": cast.clerk.every_post[0].pk, **change}


def test_an_instrument_is_looked_at_then_saved(cast, desk):
    client = desk(cast.center)
    seen = client.post("/setup/grants/entry", filled(cast, go="look"))
    assert seen.status_code == 200
    assert "Chưa lưu gì" in seen.content.decode()
    assert not Grant.objects.filter(document_number="34/QĐ-UBND").exists()
    saved = client.post("/setup/grants/entry", filled(cast, go="save"))
    assert saved.status_code == 302
    assert Grant.objects.get(document_number="34/QĐ-UBND").holder.officer == cast.clerk


def test_to_change_something_loses_nothing(cast, desk):
    page = desk(cast.center).post("/setup/grants/entry", filled(cast, go="change")).content.decode()
    assert "34/QĐ-UBND" in page
    assert "Khi Chủ tịch đi vắng" in page
    assert 'value="look"' in page


@pytest.mark.parametrize("field", ["document_no", "valid_to", "conditions", "holder"])
def test_what_is_missing_is_asked_for_and_nothing_saved(cast, desk, field):
    answer = desk(cast.center).post("/setup/grants/entry", filled(cast, go="save", **{field: ""}))
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Grant.objects.filter(document_number="34/QĐ-UBND").exists()


@pytest.mark.parametrize("go", ["look", "save"])
def test_to_give_oneself_authority_is_refused_at_the_field_and_loses_nothing(cast, desk, go):
    own = cast.center.every_post[0].pk
    answer = desk(cast.center).post("/setup/grants/entry", filled(cast, go=go, holder=own))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_holder_error"' in html
    assert "Không ai tự nhập thẩm quyền cho chính mình" in html
    assert "34/QĐ-UBND" in html
    assert "Khi Chủ tịch đi vắng" in html
    assert not Grant.objects.filter(document_number="34/QĐ-UBND").exists()


def test_to_stand_in_with_authority_one_enters_oneself_is_refused_at_the_field(cast, desk):
    away = {
        "officer": cast.leader.pk,
        "begins_on": "2026-11-24",
        "ends_on": "2026-11-25",
        "substitute": cast.center.pk,
        "document_number": "51/QĐ-UBND",
        "document_date": "2026-11-20",
        "conditions": "Khi nghỉ phép",
        "go": "save",
    }
    answer = desk(cast.center).post("/setup/absences/entry", away)
    assert answer.status_code == 422
    assert 'id="id_substitute_error"' in answer.content.decode()
    assert "51/QĐ-UBND" in answer.content.decode()
    assert not Absence.objects.exists()


def test_another_communes_post_cannot_be_chosen(cast, desk):
    theirs = cast.of_son_lam("clerk").every_post[0].pk
    answer = desk(cast.center).post("/setup/grants/entry", filled(cast, go="save", holder=theirs))
    assert answer.status_code == 422
    assert not Grant.objects.filter(document_number="34/QĐ-UBND").exists()


def test_a_revocation_shows_the_dossiers_that_nobody_could_decide(cast, desk, grant):
    dossier = received(cast)
    client, page = desk(cast.center), f"/setup/grants/{grant.pk}/revocation"
    html = client.post(page, {**REVOCATION, "go": "look"}).content.decode()
    assert dossier.code in html
    assert 'id="orphans"' in html
    grant.refresh_from_db()
    assert grant.revoked_on is None
    assert client.post(page, {**REVOCATION, "go": "save"}).status_code == 302
    grant.refresh_from_db()
    assert grant.revocation_number == "60/QĐ-UBND"


def test_the_administrator_sees_how_many_but_no_dossier(cast, desk, grant):
    dossier = received(cast)
    page = f"/setup/grants/{grant.pk}/revocation"
    html = desk(cast.admin).post(page, {**REVOCATION, "go": "look"}).content.decode()
    assert dossier.code not in html
    assert 'id="orphans"' in html


def test_another_communes_instrument_is_not_there(cast, desk, grant):
    client = desk(cast.center)
    theirs = Grant.objects.get(holder__officer=cast.of_son_lam("leader"))
    assert client.get(f"/setup/grants/{theirs.pk}/revocation").status_code == 404
    assert str(theirs.pk) not in client.get("/setup/grants").content.decode()


def test_an_absence_of_a_signer_asks_for_the_delegation(cast, desk):
    received(cast)
    away = {
        "officer": cast.leader.pk,
        "begins_on": "2026-11-24",
        "ends_on": "2026-11-25",
        "substitute": cast.head.pk,
    }
    paper = {"document_number": "51/QĐ-UBND", "document_date": "2026-11-20", "conditions": "Khi nghỉ phép"}
    client = desk(cast.center)
    assert client.post("/setup/absences/entry", {**away, "go": "look"}).status_code == 422
    seen = client.post("/setup/absences/entry", {**away, **paper, "go": "look"})
    assert cast.head.name_vi in seen.content.decode()
    assert not Absence.objects.exists()
    assert client.post("/setup/absences/entry", {**away, **paper, "go": "save"}).status_code == 302
    absence = Absence.objects.get()
    assert Grant.objects.get(absence=absence).document_number == "51/QĐ-UBND"
    ended = client.post(f"/setup/absences/{absence.pk}/end", {"back_on": "2026-11-24", "go": "save"})
    assert ended.status_code == 302
    absence.refresh_from_db()
    assert f"{absence.back_on}" == "2026-11-24"


def test_an_absence_says_what_the_substitute_may_not_sign(cast, desk):
    """The head reviewed it: standing in for the leader, the head does not sign it."""
    at("sign", cast)
    away = {
        "officer": cast.leader.pk,
        "begins_on": "2026-11-24",
        "ends_on": "2026-11-25",
        "document_number": "51/QĐ-UBND",
        "document_date": "2026-11-20",
        "conditions": "Khi nghỉ phép",
        "go": "look",
    }
    said = "không được làm vì đã thẩm định hoặc xem xét"
    for substitute, is_barred in ((cast.head, True), (cast.clerk, False)):
        page = desk(cast.center).post("/setup/absences/entry", {**away, "substitute": substitute.pk})
        assert page.status_code == 200
        assert (said in page.content.decode()) is is_barred


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_register_names_posts_and_documents_and_nobody(cast, desk, grant, language):
    title = grant.holder.title_in(language)
    pages = ("/p/1.001193", "/authority/units/H41.17.791", f"/authority/documents/{grant.pk}")
    for page in pages:
        html = Client().get(page, {"lang": language}).content.decode()
        assert title in html
        assert "12/QĐ-UBND" in html
        assert cast.leader.name_vi not in html
    assert "H41.17.791" in Client().get("/authority/", {"lang": language}).content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ("Cách nộp hồ sơ", "lấy số thứ tự", "Giấy chứng sinh", "bản chính: 1", "chỉ xuất trình")),
        ("en", ("How to apply", "take a number", "original: 1", "only to be shown", "only when:")),
    ],
)
def test_a_procedure_says_how_to_apply_from_what_the_catalogue_has(cast, language, said):
    html = Client().get("/p/1.001193", {"lang": language}).content.decode()
    for words in said:
        assert words in html
    source = Revision.objects.get(procedure="1.001193").source
    assert source.startswith("https://dichvucong.gov.vn/")
    assert f'href="{source}"' in html
    assert html.index("How to apply" if language == "en" else "Cách nộp hồ sơ") < html.index("12/QĐ-UBND")


def test_the_ways_to_apply_are_the_procedure_s_own_and_no_address_is_invented(cast, monkeypatch):
    monkeypatch.setattr("motcua.web.board.procedure.PORTAL", "https://elsewhere.invalid/")
    whole = bundle(Revision.objects.get(procedure="1.001193"))
    online = replace(whole, terms={"online": whole.terms["online"]})
    monkeypatch.setattr("motcua.web.board.procedure.bundle", lambda revision: online)
    html = Client().get("/p/1.001193", {"lang": "en"}).content.decode()
    assert "Online, on the National Public Service Portal." in html
    assert "dichvucong" not in html
    assert "take a number" not in html
    assert "By post" not in html


def test_the_register_as_it_was_before_there_was_any(cast, desk):
    html = Client().get("/authority/", {"day": "2025-06-30"}).content.decode()
    assert "12/QĐ-UBND" not in html


def test_an_unknown_procedure_organisation_or_document_is_not_there(cast, desk):
    nil = "00000000-0000-0000-0000-000000000000"
    for page in ("/p/9.999999", "/authority/units/X", f"/authority/documents/{nil}"):
        assert Client().get(page).status_code == 404
