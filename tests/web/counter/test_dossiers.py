"""The dossier at the counter: its page, its receipt, the list of today; and returning the result."""

import io

import pytest
from django.contrib.messages import get_messages
from pypdf import PdfReader

from motcua.domain.codes import invented_person_id
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.filing import Person
from motcua.dossiers.models import Dossier, Return
from tests.cast import ALICE, MONDAY_0900, received

BOB = Person(name="Trần Văn Làm Mẫu", identity_number=invented_person_id(2, woman=False, year=80))


def processed(cast, applicant: Person = ALICE) -> Dossier:
    """A dossier whose result lies at the counter."""
    dossier = received(cast, applicant=applicant)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900)
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=MONDAY_0900)
    return dossier


def collection(**other: str) -> dict[str, str]:
    who = {
        "receiver_name": ALICE.name,
        "receiver_identity_number": ALICE.identity_number,
        "proof": "identity_card",
    }
    return who | other


def test_the_receipt_is_a_pdf_with_what_the_dossier_says(browser, cast):
    dossier = received(cast)
    answer = browser(cast.counter).get(f"/counter/dossiers/{dossier.code}/receipt.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{dossier.code}.pdf"'
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for printed in (dossier.code, ALICE.name, "17 giờ 00 phút", cast.counter.name_vi, dossier.token):
        assert printed in text.replace("\xa0", " ")


def test_who_files_for_another_stands_on_the_receipt_first(cast):
    from motcua.dossiers.receipt import form_of

    twin = Person(
        name="Trẻ Ví Dụ",
        identity_number=invented_person_id(3, woman=True, year=26),
        agent_name=ALICE.name,
        agent_identity_number=ALICE.identity_number,
        agent_paper="Giấy ủy quyền ngày 20/11/2026",
    )
    form = form_of(received(cast, applicant=twin), link="https://motcua.example/d/x")
    assert form.submitter.name == ALICE.name
    assert form.principal.name == "Trẻ Ví Dụ"
    assert form.authorisation == "Giấy ủy quyền ngày 20/11/2026"
    assert form.center == "Trung tâm Phục vụ hành chính công xã Kim Bảng"


@pytest.mark.parametrize("path", ["dossiers/{}", "dossiers/{}/receipt.pdf", "results/{}"])
def test_another_commune_s_dossier_does_not_exist(browser, cast, path):
    dossier = received(cast)
    answer = browser(cast.of_son_lam("counter")).get("/counter/" + path.format(dossier.code))
    assert answer.status_code == 404
    assert ALICE.name not in answer.content.decode()


@pytest.mark.parametrize("code", ["H41.17.791-261123-9999", "x", "%00", "%F0%9F%98%80", "x" * 3000])
def test_an_unknown_code_is_not_found(browser, cast, code):
    assert browser(cast.counter).get(f"/counter/dossiers/{code}").status_code == 404


def test_the_list_of_today_costs_the_same_however_long_it_is(browser, cast, django_assert_num_queries):
    at = browser(cast.counter)
    for _ in range(10):
        received(cast)
    with django_assert_num_queries(9):
        at.get("/counter/dossiers")
    for _ in range(50):
        received(cast)
    with django_assert_num_queries(9):
        page = at.get("/counter/dossiers")
    assert page.context["count"] == 60
    assert len(page.context["rows"]) == 50
    rest = at.get("/counter/dossiers", {"after": page.context["next"]})
    shown = [row.code for row, _ in page.context["rows"] + rest.context["rows"]]
    assert len(set(shown)) == 60
    assert shown == sorted(shown, reverse=True)
    assert rest.context["next"] is None


def test_the_list_is_of_this_center_only(browser, cast):
    received(cast)
    page = browser(cast.of_son_lam("counter")).get("/counter/dossiers")
    assert page.context["count"] == 0
    assert "Hôm nay chưa nhận hồ sơ nào" in page.content.decode()


def test_a_result_is_found_as_people_bring_it(browser, cast):
    dossier, other = processed(cast), received(cast, applicant=BOB)
    at = browser(cast.counter)

    def found(typed: str) -> list[str]:
        answer = at.post("/counter/results", {"q": typed}, follow=True)
        assert answer.redirect_chain[0][0].startswith("/counter/results?found=")
        return [row["dossier"].code for row in answer.context["rows"]]

    assert [row["dossier"] for row in at.get("/counter/results").context["rows"]] == [dossier]
    assert found(dossier.code) == found(dossier.code.lower()) == [dossier.code]
    assert found(f"https://motcua.example/d/{dossier.token}") == found(dossier.token) == [dossier.code]
    assert found(dossier.code[-4:]) == found(dossier.code[-1:]) == [dossier.code]
    assert found("tran van") == found("Trần  VĂN") == [other.code]
    assert found("v") == [dossier.code, other.code]  # the one whose result waits comes first
    for typed in ("zzz", "%", "'; --", "9" * 5000, "/d/" + "0" * 24):
        assert found(typed) == []


def test_the_list_masks_numbers(browser, cast):
    processed(cast)
    assert ALICE.identity_number not in browser(cast.counter).get("/counter/results").content.decode()


def test_the_result_is_handed_over_with_proof(browser, cast):
    dossier = processed(cast)
    at = browser(cast.counter)
    page = at.get(f"/counter/results/{dossier.code}")
    assert page.context["form"]["receiver_name"].value() == ALICE.name
    assert "Mất giấy tiếp nhận vẫn nhận được" in page.content.decode()
    answer = at.post(f"/counter/results/{dossier.code}", collection())
    assert answer.url == f"/counter/results/{dossier.code}"
    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED
    done = at.get(answer.url).content.decode()
    for shown in ("Đã trao kết quả", ALICE.identity_number, "Thẻ căn cước", "1/GKS"):
        assert shown in done


def test_an_agent_collects_with_a_paper(browser, cast):
    dossier = processed(cast)
    at, path = browser(cast.counter), f"/counter/results/{dossier.code}"
    agent = collection(receiver_name=BOB.name, receiver_identity_number=BOB.identity_number)
    refused = at.post(path, agent)
    assert refused.status_code == 422
    assert "Số này không phải của người nộp hồ sơ" in refused.content.decode()
    assert "Ghi giấy ủy quyền" in at.post(path, agent | {"is_agent": "on"}).content.decode()
    assert not Return.objects.exists()
    at.post(path, agent | {"is_agent": "on", "paper": "Giấy ủy quyền số 12"})
    assert Return.objects.get().paper == "Giấy ủy quyền số 12"


@pytest.mark.parametrize(
    "wrong",
    [
        {"receiver_name": ""},
        {"receiver_name": "Tên" * 100},
        {"receiver_name": BOB.name},  # the number is the applicant's
        {"receiver_name": "\x00"},
        {"receiver_identity_number": "12"},
        {"receiver_identity_number": "9" * 5000},
        {"proof": ""},
        {"proof": "<b>"},
        {"proof": "passport", "receiver_identity_number": "#######"},
        {"is_agent": "on", "paper": "p" * 201},
        {"is_agent": "on", "paper": "\x00"},
    ],
)
def test_a_wrong_collection_is_said_beside_its_field(browser, cast, wrong):
    dossier = processed(cast)
    page = browser(cast.counter).post(f"/counter/results/{dossier.code}", collection(**wrong))
    assert page.status_code == 422
    assert page.content.decode().count('class="error"') >= 1
    assert not Return.objects.exists()


def test_the_second_officer_hears_who_handed_it_over_and_when(browser, cast):
    dossier = processed(cast)
    path = f"/counter/results/{dossier.code}"
    browser(cast.counter).post(path, collection())
    second = browser(cast.counter2).post(path, collection())
    assert second.url == path
    told = " ".join(str(message) for message in get_messages(second.wsgi_request))
    assert f"{cast.counter.name_vi} đã trả kết quả này lúc 09:00" in told
    assert Return.objects.count() == 1


def test_a_result_that_is_not_ready_is_not_handed_over(browser, cast):
    dossier = received(cast)
    at, path = browser(cast.counter), f"/counter/results/{dossier.code}"
    assert "Chưa có kết quả" in at.get(path).content.decode()
    at.post(path, collection())
    assert not Return.objects.exists()


def test_the_list_of_results_costs_the_same_however_long_it_is(browser, cast, django_assert_max_num_queries):
    at = browser(cast.counter)
    processed(cast)
    with django_assert_max_num_queries(12) as few:
        at.get("/counter/results")
    for _ in range(8):
        processed(cast)
    with django_assert_max_num_queries(len(few)):
        at.get("/counter/results")
