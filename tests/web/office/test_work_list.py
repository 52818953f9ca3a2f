"""The work list: who sees what, most urgent first, counted, found, in pages, at a constant price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from motcua.dossiers.models import Step
from tests.cast import ALICE, MONDAY_0900, received
from tests.conftest import PROVE
from tests.web.office.conftest import TEN

PAGES = ("/office/", "/office/unit", "/office/done", "/office/queues/resident", "/office/queues/others")


def codes(html: str) -> list[str]:
    return re.findall(r'href="/office/dossiers/([^"/]+)"', html)


def counted(html: str, queue: str) -> str:
    """The number beside a queue's name."""
    address = "/office/" if queue == "turns" else f"/office/queues/{queue}"
    link = re.search(
        rf'<nav class="queues".*?<a href="{address}"[^>]*>[^<]*<span[^>]*>([^<]*)<', html, re.DOTALL
    )
    return link[1] if link else ""


def look(client, text: str):
    """What the search box leads to."""
    return client.post("/office/found", {"q": text}, follow=True)


def moved(cast, due_at) -> Step:
    """A dossier whose open step is due at this moment."""
    step = received(cast).steps.open().get()
    Step.objects.filter(pk=step.pk).update(due_at=due_at)
    return step


def test_the_most_urgent_comes_first_with_its_word_and_the_counts_agree(cast, desk):
    late = moved(cast, TEN - timedelta(minutes=1))
    in_time = moved(cast, TEN + timedelta(days=20))
    soon = moved(cast, TEN + timedelta(hours=1))
    html = desk(cast.head).get("/office/").content.decode()
    assert codes(html) == [step.dossier.code for step in (late, soon, in_time)]
    rows = html.partition("</table>")[0]
    assert [rows.count(f'class="tag tag-{mark}"') for mark in ("overdue", "due-soon", "in-time")] == [1, 1, 1]
    assert (counted(html, "turns"), counted(html, "overdue"), counted(html, "today")) == ("3", "1", "1")
    for narrow in ("?standing=overdue", "queues/overdue"):
        only = desk(cast.head).get(f"/office/{narrow}").content.decode()
        assert codes(only) == [late.dossier.code]


def test_a_row_answers_the_five_questions(cast, desk):
    received(cast)
    html = desk(cast.head).get("/office/").content.decode()
    for answer in (
        "Trưởng đơn vị",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "Phân công người giải quyết",
        "Nghị định 118/2025/NĐ-CP; Quyết định 163/QĐ-BTP",
        "Hạn",
        "Người giải quyết đã được giao việc",
        ALICE.name,
        "Đăng ký khai sinh",
    ):
        assert answer in html


def test_what_is_given_to_one_officer_is_in_nobody_elses_list(cast, desk):
    dossier = received(cast)
    assert codes(desk(cast.office).get("/office/").content.decode()) == []
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)
    assert codes(desk(cast.office).get("/office/").content.decode()) == [dossier.code]
    for other in (cast.head, cast.leader, cast.clerk, cast.center):
        assert codes(desk(other).get("/office/").content.decode()) == []


def test_the_unit_follows_its_dossier_to_the_end(cast, desk):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)
    actions.complete_step(dossier, by=cast.office, now=TEN)
    actions.complete_step(dossier, by=cast.head, now=TEN)
    html = desk(cast.office).get("/office/unit").content.decode()
    assert codes(html) == [dossier.code]
    assert "Ký kết quả" in html
    actions.decide(dossier, kind="refused", reason="Không đủ điều kiện", by=cast.leader, now=TEN)
    assert codes(desk(cast.office).get("/office/unit").content.decode()) == []


@pytest.mark.parametrize(
    "text", ["", "nguyen thi vi du", "NGUYỄN THỊ VÍ DỤ", "0001", "H41.17.791-261123-0001"]
)
def test_a_dossier_is_found_by_its_code_or_a_name_without_marks(cast, desk, text):
    dossier = received(cast)
    assert dossier.code == "H41.17.791-261123-0001"
    answer = look(desk(cast.clerk), text)
    if "H41" in text:
        assert answer.redirect_chain[-1][0] == f"/office/dossiers/{dossier.code}"
    else:
        assert codes(answer.content.decode()) == ([dossier.code] if text else [])


def test_another_commune_finds_nothing(cast, desk):
    dossier = received(cast)
    client = desk(cast.of_son_lam("clerk"))
    answers = [client.get(page) for page in ("/office/", "/office/unit", "/office/queues/resident")]
    for text in (dossier.code, dossier.token, "nguyen", "0001", ALICE.phone, ALICE.identity_number):
        answers.append(look(client, text))
    for answer in answers:
        html = answer.content.decode()
        assert codes(html) == []
        assert ALICE.name not in html


@pytest.mark.parametrize("q", ["\x00", "%", "_", "'; DROP TABLE", "<script>alert(1)</script>", "ă" * 5000])
def test_a_hostile_search_finds_nothing_and_breaks_nothing(cast, desk, q):
    received(cast)
    answer = look(desk(cast.head), q)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("query", ["after=x", "after=1-2", "after=%00"])
def test_a_cursor_of_somebody_elses_making_is_refused(cast, desk, query):
    assert desk(cast.head).get(f"/office/?{query}").status_code == 422


def test_pages_join_to_the_whole_list(cast, desk):
    wanted = [received(cast, now=MONDAY_0900 - timedelta(days=3)).code for _ in range(30)]
    client, address, seen = desk(cast.head), "/office/", []
    while address:
        html = client.get(address).content.decode()
        seen += codes(html)
        following = re.search(r'href="(\?[^"]*after=[^"]+)" rel="next"', html)
        address = f"/office/{following[1]}".replace("&amp;", "&") if following else ""
    assert sorted(seen) == sorted(wanted)
    assert len(set(seen)) == 30


def statements(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.counted
def test_two_hundred_rows_cost_as_many_statements_as_ten(cast, desk):
    """In ``make test`` sixty: more than a page holds."""
    head, office = desk(cast.head), desk(cast.office)
    for _ in range(10):
        actions.assign(received(cast), to=cast.office, by=cast.head, now=TEN)
    few = [statements(client, page) for client in (head, office) for page in PAGES]
    for _ in range(190 if PROVE else 50):
        actions.assign(received(cast), to=cast.office, by=cast.head, now=TEN)
    assert [statements(client, page) for client in (head, office) for page in PAGES] == few
    assert max(few) <= 18


def test_only_the_offices_have_a_work_list(cast, desk, client):
    assert client.get("/office/").status_code == 302
    for officer in (cast.counter, cast.support, cast.province, cast.admin, cast.of_son_lam("counter")):
        for page in PAGES:
            assert desk(officer).get(page).status_code == 403
