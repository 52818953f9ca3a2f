"""Down to one commune and one dossier: as much as the province needs, and nobody's name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.web.province import communes
from tests.cast import ALICE, FRIDAY_1000, received
from tests.web.province.conftest import TEN

PERSONAL = (ALICE.name, ALICE.identity_number, ALICE.phone, "Xóm 1")


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def due(dossier, at):
    Dossier.objects.filter(pk=dossier.pk).update(due_at=at)
    return dossier


def test_a_commune_shows_its_open_dossiers_by_due_date(visit, figures, cast):
    second, first = received(cast), due(received(cast, now=FRIDAY_1000), TEN - timedelta(days=1))
    figures()
    html = text(visit("/province/communes/17791"))
    assert html.index(first.code) < html.index(second.code)
    assert "Đăng ký khai sinh" in html
    assert not [word for word in PERSONAL if word in html]


def test_a_figure_opens_to_the_dossiers_behind_it(visit, figures, cast):
    late = due(received(cast, now=FRIDAY_1000), TEN - timedelta(days=1))
    soon = due(received(cast), TEN + timedelta(hours=1))
    figures()
    overdue = text(visit("/province/communes/17791?show=overdue"))
    assert late.code in overdue
    assert soon.code not in overdue
    assert soon.code in text(visit("/province/communes/17791?show=due_soon"))
    assert "Không có hồ sơ nào" in text(visit("/province/communes/17791?show=in_time"))
    assert soon.code in text(visit("/province/communes/17791?show=received"))
    assert late.code not in text(visit("/province/communes/17791?show=received"))
    assert late.code not in text(visit("/province/communes/17791?show=returned"))


def test_a_hostile_query_is_the_first_page_or_refused(visit, figures, cast):
    case = received(cast)
    figures()
    assert case.code in text(visit("/province/communes/17791?show=%ff"))
    for after in ("%00", "' --", "nonsense", "9" * 400):
        assert visit(f"/province/communes/17791?after={after}").status_code == 422


def test_long_lists_come_in_pages_without_gap_or_repetition(visit, figures, cast, monkeypatch):
    monkeypatch.setattr(communes, "A_PAGE", 2)
    codes = {received(cast).code for _ in range(5)}
    figures()
    seen, after = [], "?"
    while after:
        context = visit(f"/province/communes/17791{after}").context
        seen += [line.dossier.code for line in context["lines"]]
        after = context["next"] and f"?after={context['next']}"
    assert len(seen) == 5
    assert set(seen) == codes


def test_a_page_of_dossiers_has_a_constant_price(visit, figures, cast):
    received(cast)
    figures()
    visit("/province/communes/17791")
    prices = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            visit("/province/communes/17791")
        prices.append(len(asked))
        for _ in range(4):
            received(cast)
    assert prices[0] == prices[1] <= 10


def test_a_commune_that_reports_sums_says_so(visit, figures):
    figures()
    html = text(visit("/province/communes/16681"))
    assert "chỉ báo cáo số tổng" in html
    assert "15,0%" in html


def test_a_commune_without_any_report_says_so(visit):
    assert "không có báo cáo nào" in text(visit("/province/communes/16690"))


@pytest.mark.parametrize(
    "path",
    [
        "communes/99999",
        "communes/x",
        "communes/%00",
        "dossiers/%00",
        "dossiers/H41.17.791-261123-9999",
        "dossiers/x",
    ],
)
def test_what_does_not_exist_is_not_found(visit, path):
    assert visit(f"/province/{path}").status_code == 404


def test_a_dossier_shows_its_way_its_clock_and_whose_turn_it_is(visit, cast):
    case = received(cast)
    actions.assign(case, to=cast.office, note="riêng", by=cast.head, now=TEN)
    html = text(visit(f"/province/dossiers/{case.code}"))
    assert cast.office.name_vi in html  # the officer in charge acts in office
    assert "Hẹn trả kết quả lúc" in html
    assert html.count('class="step ') > 4
    assert "riêng" not in html
    assert not [word for word in PERSONAL if word in html]


def test_an_unassigned_step_names_who_holds_the_post(visit, cast):
    html = text(visit(f"/province/dossiers/{received(cast).code}"))
    assert cast.head.name_vi in html


def test_a_dossier_that_is_late_says_so(visit, cast):
    case = received(cast, now=TEN - timedelta(days=10))
    html = text(visit(f"/province/dossiers/{case.code}"))
    assert 'class="tag tag-overdue"' in html
    assert "step-late" in html
