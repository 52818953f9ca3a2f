"""At the counter: what lacks papers is asked for, brought, withdrawn or closed; nothing is lost."""

from datetime import timedelta

import pytest

from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.models import Dossier
from tests.cast import ALICE, MONDAY_0900, filing

TREES = "1.002693"
PERSON = {"kind": "person", "name": ALICE.name, "identity_number": ALICE.identity_number, "channel": "direct"}


@pytest.fixture
def page(browser, hall, cast):
    """The browser of counter.kimbang, whose counter is open."""
    hall.open(cast.counter)
    return browser(cast.counter)


def asked_at_intake(cast) -> Dossier:
    complete = filing(TREES)
    empty = type(complete)(complete.procedure, "direct", complete.applicant, ())
    lacks = tuple(Lack("Nộp bản chính", paper.code) for paper in complete.papers)
    request = Request((*lacks, Lack("Ký tờ khai")))
    return actions.ask_at_intake(
        empty, request=request, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    ).dossier


def test_the_counter_writes_a_request_naming_every_paper_that_is_not_there(page, cast):
    sent = {
        **PERSON,
        "act": "ask",
        "mend": "Ký tờ khai\n\nGhi rõ thửa đất",
        "why": "Hồ sơ chưa đủ",
        "key": "k" * 20,
    }
    for _ in range(2):  # pressed twice: one dossier
        response = page.post(f"/counter/reception/{TREES}", sent)
        assert response.status_code == 302, response.content.decode()
    dossier = Dossier.objects.get()
    assert dossier.state == State.SUPPLEMENT
    wanted = [defect.wanted for defect in dossier.supplements.get().defects.all()]
    assert wanted[-2:] == ["Ký tờ khai", "Ghi rõ thửa đất"]
    required = [document for document in dossier.revision.documents.all() if document.is_always]
    assert len(wanted) == len(required) + 2
    shown = page.get(response["Location"]).content.decode()
    assert "Ghi rõ thửa đất" in shown


def test_a_refusal_without_its_reason_is_shown_again_with_what_was_entered(page, cast):
    sent = {**PERSON, "act": "refuse", "why": " ", "mend": "giữ lại", "key": "k" * 20}
    response = page.post(f"/counter/reception/{TREES}", sent)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Từ chối phải ghi rõ lý do." in shown
    assert "giữ lại" in shown
    assert ALICE.name in shown
    assert not Dossier.objects.exists()
    page.post(f"/counter/reception/{TREES}", {**sent, "why": "Không thuộc thẩm quyền"})
    assert Dossier.objects.get().state == State.NOT_ACCEPTED


def test_the_missing_papers_are_brought_in_part_and_then_whole(page, cast):
    dossier = asked_at_intake(cast)
    path = f"/counter/dossiers/{dossier.code}/supplement"
    codes = [defect.document.code for defect in dossier.supplements.get().defects.all() if defect.document]
    one = {
        f"paper-{codes[0]}-0-handed": "on",
        f"paper-{codes[0]}-0-kind": "original",
        f"paper-{codes[0]}-0-count": "1",
    }
    refused = page.post(path, one)
    assert refused.status_code == 422
    assert "Còn thiếu" in refused.content.decode()
    every = {
        f"paper-{code}-0-{name}": value
        for code in codes
        for name, value in (("handed", "on"), ("kind", "original"), ("count", "1"))
    }
    unticked = page.post(path, {**every, "channel": "post"})
    assert unticked.status_code == 422
    shown = unticked.content.decode()
    assert f'href="#id_defect-{len(codes) + 1}"' in shown
    assert "Ký tờ khai" in shown
    assert 'value="post" checked' in shown
    assert page.post(path, {**every, f"defect-{len(codes) + 1}": "on"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED


def test_an_arrival_by_post_is_accepted(page, cast):
    complete = filing(TREES)
    by_post = type(complete)(complete.procedure, "post", complete.applicant, complete.papers)
    dossier = actions.submit(by_post, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    shown = page.get(f"/counter/dossiers/{dossier.code}").content.decode()
    assert f"/counter/dossiers/{dossier.code}/acceptance" in shown
    assert page.post(f"/counter/dossiers/{dossier.code}/acceptance", {"act": "accept"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == State.ACCEPTED


def test_the_applicant_withdraws_at_the_counter(page, cast):
    dossier = asked_at_intake(cast)
    response = page.post(f"/counter/dossiers/{dossier.code}/withdrawal", {"reason": "Đổi ý"})
    assert response.status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == State.WITHDRAWN
    again = page.post(f"/counter/dossiers/{dossier.code}/withdrawal", {"reason": "Đổi ý"})
    assert again.status_code == 422
    assert page.get(f"/counter/dossiers/{dossier.code}").status_code == 200


def test_closing_too_early_is_refused_on_the_page(page, cast):
    dossier = asked_at_intake(cast)
    response = page.post(f"/counter/dossiers/{dossier.code}/closing")
    assert response.status_code == 422
    assert "chưa thể đóng hồ sơ" in response.content.decode()


def test_every_page_of_a_dossier_without_a_clock_opens(page, cast, browser):
    dossier = asked_at_intake(cast)
    for path in (f"/counter/dossiers/{dossier.code}", f"/d/{dossier.token}", "/counter/dossiers"):
        assert page.get(path).status_code == 200, path
    for officer in (cast.office, cast.province):
        assert browser(officer).get(f"/office/dossiers/{dossier.code}").status_code == 200


def test_the_resident_reads_what_to_bring_but_not_what_an_officer_wrote(page, cast):
    dossier = asked_at_intake(cast)
    shown = page.get(f"/d/{dossier.token}").content.decode()
    assert dossier.supplements.get().defects.first().document.name_vi in shown
    assert "Ký tờ khai" not in shown
    assert ALICE.name not in shown
    dossier.refresh_from_db()
    assert dossier.due_at > MONDAY_0900 + timedelta(days=14)
