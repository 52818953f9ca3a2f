"""The pages beside the straight way: opinions, hand-overs, going back, giving work to others."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from motcua.dossiers.models import Opinion
from motcua.places.models import Unit
from tests.cast import MONDAY_0900, received
from tests.dossiers.test_walks_back_and_forth import second_specialist
from tests.web.office.conftest import TEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    return dossier


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_asking_and_answering_on_pages(cast, desk, dossier):
    lead, asked = desk(cast.office), desk(cast.head)
    page = f"/office/dossiers/{dossier.code}"
    assert f"{page}/opinions" in text(lead.get(page))
    unit = Unit.objects.get(commune_id="17791", kind="economic")
    wrong = lead.post(f"{page}/opinions", {"units": str(unit.pk), "question": "", "value": "0", "unit": "x"})
    assert wrong.status_code == 422
    assert 'href="#id_question"' in text(wrong)
    sent = {"units": str(unit.pk), "question": "Có tranh chấp không?", "value": "2", "unit": "working_day"}
    assert lead.post(f"{page}/opinions", sent).status_code == 302
    opinion = Opinion.objects.get(dossier=dossier)
    shown = text(asked.get("/office/opinions"))
    for answer in (
        dossier.code,
        "Có tranh chấp không?",
        "Phòng Kinh tế",
        "Nghị định 118/2025/NĐ-CP",
        "Ý kiến trả lời",
    ):
        assert answer in shown
    answering = f"{page}/opinions/{opinion.pk}/answer"
    assert asked.get(answering).status_code == 200
    assert asked.post(answering, {"answer": "disagree"}).status_code == 422
    assert asked.post(answering, {"answer": "disagree", "text": "Vướng quy hoạch."}).status_code == 302
    assert "Vướng quy hoạch." in text(lead.get(page))
    assert desk(cast.of_son_lam("head")).get(answering).status_code == 404


def test_a_silence_is_recorded_by_who_leads(cast, desk, dossier, clock):
    unit = Unit.objects.get(commune_id="17791", kind="economic")
    question = actions.opinions.Question("Có tranh chấp không?", 1, "working_hour")
    (opinion,) = actions.ask_opinions(dossier, question=question, of=[unit], by=cast.office, now=TEN)
    clock(opinion.due_at + timedelta(minutes=1))
    lead, page = desk(cast.office), f"/office/dossiers/{dossier.code}"
    assert "Ghi nhận đơn vị không trả lời" in text(lead.get(page))
    assert desk(cast.head).post(f"{page}/opinions/{opinion.pk}/silence").status_code == 403
    assert lead.post(f"{page}/opinions/{opinion.pk}/silence").status_code == 302
    assert dossier.code in text(desk(cast.center).get("/center/silent"))


def test_what_came_is_acknowledged_with_one_press(cast, desk):
    dossiers = [received(cast) for _ in range(3)]
    head = desk(cast.head)
    page = text(head.get("/office/hand-overs"))
    assert all(dossier.code in page for dossier in dossiers)
    ids = [str(dossier.hand_overs.get().pk) for dossier in dossiers[:2]]
    foreign = str(received(cast).hand_overs.get().pk)
    assert desk(cast.office).post("/office/hand-overs", {"hand_over": [foreign]}).status_code == 302
    assert head.post("/office/hand-overs", {"hand_over": [*ids, "x", "\x00"]}).status_code == 302
    left = text(head.get("/office/hand-overs"))
    assert dossiers[2].code in left
    assert dossiers[0].code not in left


def test_a_late_paper_original_is_shown(cast, desk, clock):
    dossier = received(cast)
    line = dossier.hand_overs.get()
    clock(line.paper_due + timedelta(hours=1))
    assert "Chưa nhận được" in text(desk(cast.head).get("/office/hand-overs"))
    page = f"/office/dossiers/{dossier.code}"
    assert "Hồ sơ giấy lẽ ra phải đến" in text(desk(cast.head).get(page))
    desk(cast.head).post(f"{page}/acknowledgement")
    line.refresh_from_db()
    assert line.paper_received_by == cast.head


def test_taking_back_is_offered_while_it_can_be_done(cast, desk, dossier, clock):
    page, client = f"/office/dossiers/{dossier.code}", desk(cast.office)
    client.post(f"{page}/step-completion", {"note": "", "step": "3"})
    assert "Bạn còn 10 phút" in text(client.get(page))
    clock(TEN + timedelta(minutes=9, seconds=30))
    assert "chưa đầy một phút" in text(client.get(page))
    assert client.post(f"{page}/take-back").status_code == 302
    assert dossier.steps.open().get().act == "appraise"
    assert "rút lại" in text(client.get(page))


def test_sending_back_asks_why(cast, desk, dossier):
    actions.complete_step(dossier, by=cast.office, now=TEN)
    page, head = f"/office/dossiers/{dossier.code}", desk(cast.head)
    assert head.get(f"{page}/send-back").status_code == 200
    assert head.post(f"{page}/send-back", {"reason": " ", "step": "4"}).status_code == 422
    assert head.post(f"{page}/send-back", {"reason": "Soát lại.", "step": "4"}).status_code == 302
    assert "Soát lại." in text(desk(cast.office).get(page))
    assert head.post(f"{page}/send-back", {"reason": "Soát lại.", "step": "4"}).status_code == 409


def test_work_is_given_to_others_after_a_preview(cast, desk, dossier):
    second_specialist(cast)
    head, page = desk(cast.head), "/office/reassignments"
    unit = dossier.steps.open().get().unit
    chosen = {"unit": str(unit.pk), "from": str(cast.office.pk), "preview": "1"}
    assert "Chọn ít nhất một người nhận việc." in text(head.get(page, chosen))
    preview = text(head.get(page, {**chosen, "to": str(cast.support.pk)}))
    assert dossier.code in preview
    assert dossier.steps.open().get().officer == cast.office
    move = re.search(r'name="move" value="([^"]+)"', preview)[1]
    report = text(head.post(page, {"move": [move, "x:y", "\x00"]}))
    assert "Đã chuyển: 1" in report
    assert dossier.steps.open().get().officer == cast.support
    again = text(head.post(page, {"move": move}))
    assert "Không chuyển được: 1" in again
    one = f"/office/dossiers/{dossier.code}/reassignment"
    assert head.post(one, {"officer": str(cast.office.pk)}).status_code == 302


def test_nothing_is_ticked_in_advance_and_all_are_by_a_link(cast, desk, dossier):
    second_specialist(cast)
    head = desk(cast.head)
    unit = dossier.steps.open().get().unit
    asked = f"?unit={unit.pk}&from={cast.office.pk}&to={cast.support.pk}&preview=1"
    page = text(head.get(f"/office/reassignments{asked}"))
    assert re.search(r'name="move" value="[^"]+"[^>]* checked', page) is None
    link = re.search(r'href="([^"]+all=1)#plan"', page)[1].replace("&amp;", "&")
    assert re.search(
        r'name="move" value="[^"]+"[^>]* checked', text(head.get(f"/office/reassignments{link}"))
    )
    empty = head.post(f"/office/reassignments{asked}", {})
    assert empty.status_code == 422
    assert 'href="#id_move"' in text(empty)
    assert dossier.code in text(empty)


def test_the_counts_beside_the_report_are_those_after_the_move(cast, desk, dossier):
    second_specialist(cast)
    head = desk(cast.head)
    step = dossier.steps.open().get()
    asked = f"?unit={step.unit.pk}&from={cast.office.pk}&to={cast.support.pk}&preview=1"
    moved = head.post(f"/office/reassignments{asked}", {"move": f"{step.pk}:{cast.support.pk}"})
    assert {person: person.open for person in moved.context["staff"]}[cast.support] == 1
    assert {person: person.open for person in moved.context["staff"]}[cast.office] == 0


def test_the_unit_shown_first_has_most_work(cast, desk, dossier):
    page = desk(cast.leader).get("/office/reassignments")
    assert len(page.context["units"]) > 1
    assert page.context["unit"] == dossier.steps.open().get().unit


def test_signing_without_an_answer_asks_why(cast, desk, dossier):
    unit = Unit.objects.get(commune_id="17791", kind="economic")
    question = actions.opinions.Question("Có tranh chấp không?", 5, "working_day")
    actions.ask_opinions(dossier, question=question, of=[unit], by=cast.office, now=TEN)
    actions.complete_step(dossier, by=cast.office, now=TEN)
    actions.complete_step(dossier, by=cast.head, now=TEN)
    page, leader = f"/office/dossiers/{dossier.code}", desk(cast.leader)
    answer = leader.post(f"{page}/decision", {"kind": "granted", "step": "5"})
    assert answer.status_code == 422
    assert 'href="#id_without_opinions"' in text(answer)
    sent = {"kind": "granted", "without_opinions": "Đã đủ căn cứ.", "step": "5"}
    assert leader.post(f"{page}/decision", sent).status_code == 302


def test_the_lists_cost_a_constant_number_of_statements(cast, desk):
    client = desk(cast.head)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/office/hand-overs")
        return len(captured)

    for _ in range(3):
        received(cast)
    few = statements()
    for _ in range(20):
        received(cast)
    assert statements() == few
