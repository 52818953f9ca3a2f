"""The province at a glance: sums, the one picture, the table; who may see it, and at which price."""

import math
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.models import Dossier
from motcua.sandbox import aggregates
from motcua.web.province.labels import HEIGHT, place
from motcua.web.province.levels import Level, level_of
from motcua.web.province.spreading import FARTHEST, Circle, spread
from tests.cast import FRIDAY_1000, received
from tests.web.province.conftest import TEN

NAMES = re.compile(r'<th scope="row"><a href="[^"]+">([^<]+)</a>')


def table(html):
    return html.partition("<tbody>")[2].partition("</tbody>")[0]


def drawing(html):
    """The map as a tree."""
    source = "<svg" + html.partition('<svg class="province-map"')[2].partition("</svg>")[0] + "</svg>"
    return ElementTree.fromstring(source.replace("<svg", "<svg xmlns:x='x'", 1))  # noqa: S314 - our own page


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_sums_stand_on_top_and_open_to_the_table(visit, figures, cast):
    late = received(cast, now=FRIDAY_1000)
    Dossier.objects.filter(pk=late.pk).update(due_at=TEN - timedelta(minutes=1))
    figures()
    html = text(visit("/province/"))
    shown = dict(re.findall(r'<a href="\?sort=(\w+)#communes">([^<]+)</a></dd>', html))
    assert shown == {
        "waiting": "0",
        "received": "50",
        "returned": "45",
        "in_process": "401",
        "due_soon": "30",
        "overdue": "61",
    }
    assert "3/130 xã, phường đã có số liệu hôm nay" in html


def test_the_worst_comes_first_and_what_is_not_reported_last(visit, figures, cast):
    late = received(cast, now=FRIDAY_1000)
    Dossier.objects.filter(pk=late.pk).update(due_at=TEN - timedelta(minutes=1))
    figures()
    rows = NAMES.findall(table(text(visit("/province/"))))
    assert len(rows) == 130
    assert rows[:3] == ["Xã Kim Bảng", "Phường Thành Vinh", "Xã Sơn Lâm"]
    assert NAMES.findall(table(text(visit("/province/?sort=overdue"))))[0] == "Phường Thành Vinh"
    by_name = NAMES.findall(table(text(visit("/province/?sort=name"))))
    assert by_name[0] == "Xã An Châu"


@pytest.mark.parametrize("typed", ["kim bang", "Kim Bảng", "KIM  BẢNG", "17791"])
def test_a_commune_is_found_without_diacritics(visit, typed):
    html = text(visit(f"/province/?q={typed}"))
    assert NAMES.findall(table(html)) == ["Xã Kim Bảng"]


def test_only_the_nine_under_inspection(visit):
    assert len(NAMES.findall(table(text(visit("/province/?only=inspected"))))) == 9
    assert len(NAMES.findall(table(text(visit("/province/?only=wards"))))) == 11


@pytest.mark.parametrize(
    "query", ["?sort=nothing", "?only=' OR 1=1", "?q=" + "x" * 5000, "?q=%00", "?sort=__class__", "?q=%ff"]
)
def test_a_hostile_query_is_only_a_page(visit, query):
    assert visit(f"/province/{query}").status_code == 200


def test_nothing_found_says_what_to_do(visit):
    assert "Không có xã, phường nào phù hợp" in text(visit("/province/?q=zzz"))


def test_every_commune_is_one_circle_with_its_figures_and_its_way(visit, figures, cast):
    received(cast)
    figures()
    tree = drawing(text(visit("/province/")))
    links = tree.findall("a")
    assert len({link.get("href") for link in links}) == 130
    by_code = {link.get("href").rpartition("/")[2]: link for link in links}
    title = by_code["16681"].find("title").text
    assert title == "Phường Thành Vinh: 400 hồ sơ đang giải quyết, 60 quá hạn (15,0%), 30 sắp đến hạn"

    def circle(code):
        return by_code[code].findall("circle")[-1]

    assert "level-4" in circle("16681").get("class")
    assert "level-1" in circle("17791").get("class")
    assert "level-0" in circle("16690").get("class")
    area = float(circle("16681").get("r")) ** 2
    assert area > 20 * float(circle("17791").get("r")) ** 2
    assert float(circle("16681").get("cx")) > float(circle("17248").get("cx"))  # the east is on the right
    assert float(circle("16681").get("cy")) > float(circle("17248").get("cy"))  # the north is on top
    assert sum("ring" in c.get("class") for link in links for c in link.findall("circle")) == 9


def test_names_on_the_map_are_those_of_the_inspected_the_worst_and_the_largest(visit, figures):
    figures()
    names = [node.text for node in drawing(text(visit("/province/"))).iter("text")]
    assert {"Kim Bảng", "Sơn Lâm", "Bích Hào", "Thành Vinh 15%"} <= set(names)


def test_english_says_it_in_english(visit, figures):
    figures()
    html = text(visit("/province/?lang=en"))
    assert "Thanh Vinh Ward" in html
    assert ": 400 in process, 60 overdue (15.0%), 30 due soon" in html


def test_the_page_asks_as_often_for_much_as_for_little(visit, figures, cast):
    figures()
    visit("/province/")
    with CaptureQueriesContext(connection) as little:
        visit("/province/")
    for _ in range(3):
        received(cast)
    aggregates.load(TEN)
    with CaptureQueriesContext(connection) as much:
        visit("/province/")
    assert len(much) == len(little) <= 6


@pytest.mark.parametrize("name", ["counter", "office", "leader", "center", "admin"])
def test_it_is_the_provinces_page(visit, cast, name):
    assert visit("/province/", by=getattr(cast, name)).status_code == 403


@pytest.mark.parametrize("name", ["group4", "home_affairs", "finance"])
def test_the_working_group_and_departments_see_it(visit, cast, name):
    assert visit("/province/", by=getattr(cast, name)).status_code == 200


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (None, Level.NONE),
        (0, Level.GOOD),
        (0.0199, Level.GOOD),
        (0.02, Level.FAIR),
        (0.05, Level.POOR),
        (1, Level.BAD),
    ],
)
def test_a_level_begins_at_its_share(share, level):
    assert level_of(share) is level


def test_circles_move_apart_but_stay_near():
    heap = tuple(Circle(100 + i % 3, 100 + i % 2, 8) for i in range(6))
    apart = spread(heap)
    gaps = [math.dist((a.x, a.y), (b.x, b.y)) - a.r - b.r for a in apart for b in apart if a is not b]
    assert min(gaps) > -3
    moved = [math.dist((a.x, a.y), (b.x, b.y)) for a, b in zip(heap, apart, strict=True)]
    assert max(moved) <= FARTHEST + 0.01


def test_names_keep_clear_of_each_other():
    circles = tuple(Circle(200 + 30 * i, 200, 14) for i in range(5))
    placed = place(tuple((circle, "Kim Bảng") for circle in circles), circles, 600, 400)
    for i, one in enumerate(placed):
        for other in placed[i + 1 :]:
            assert abs(one.y - other.y) >= HEIGHT - 1 or abs(one.x - other.x) >= 60
