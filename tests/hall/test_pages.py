"""Kiosk, board and ticket page through Django's client: what they show, and what they refuse."""

import re

import pytest
from django.test import Client, override_settings

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.hall import actions
from motcua.hall.models import Ticket
from motcua.places.models import Center, Counter, Device, Point

STAFF = System("test")
KIOSK = "/kiosk/17791"
DISPLAY = "/display/17791"


def paired(*pages):
    client = Client()
    with override_settings(DEMO=True):
        for page in pages:
            client.post(f"{page}/pairing", {"demo": "1"})
    return client


@pytest.fixture
def kiosk(cast):
    return paired(KIOSK)


@pytest.fixture
def display(cast):
    return paired(DISPLAY)


@pytest.fixture
def number(cast, django_now):
    field = Field.objects.get(code="land")
    return actions.issue(cast.kim_bang, field=field, by=STAFF, now=django_now)


@pytest.fixture
def django_now():
    from django.utils import timezone

    return timezone.now()


HERE = "Content-Location"


def press(client, **values):
    return client.post(f"{KIOSK}/tickets", values)


@pytest.mark.parametrize("page", [KIOSK, DISPLAY])
def test_a_browser_that_is_not_paired_is_asked_for_a_code(cast, client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert 'name="code"' in answer.content.decode()
    assert 'name="demo"' not in answer.content.decode()


def test_the_demo_offers_a_button(cast, client):
    with override_settings(DEMO=True):
        assert 'name="demo"' in client.get(KIOSK).content.decode()


def test_a_wrong_pairing_code_is_said_beside_its_field_and_kept(cast, client):
    answer = client.post(f"{KIOSK}/pairing", {"code": "ABCD<i>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "error-summary" in page
    assert 'value="ABCD&lt;i&gt;"' in page


def test_many_wrong_codes_are_too_many(cast, client):
    codes = [client.post(f"{KIOSK}/pairing", {"code": "X"}).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


def test_without_the_demo_nobody_is_paired_by_a_press(cast, client):
    assert client.post(f"{KIOSK}/pairing", {"demo": "1"}).status_code == 403
    assert not Device.objects.exists()


def test_a_kiosk_of_one_center_is_nothing_elsewhere(kiosk):
    for page in ("/kiosk/17759", DISPLAY):
        assert 'name="code"' in kiosk.get(page).content.decode()


def test_one_browser_may_be_several_devices(cast):
    client = paired(KIOSK, DISPLAY, "/kiosk/17759")
    for page in (KIOSK, DISPLAY, "/kiosk/17759"):
        assert 'name="code"' not in client.get(page).content.decode()


def test_a_forged_device_cookie_is_nothing(kiosk):
    kiosk.cookies["motcua_device"] = kiosk.cookies["motcua_device"].value[:-2] + "xx"
    assert 'name="code"' in kiosk.get(KIOSK).content.decode()


def test_a_revoked_kiosk_gives_no_number(cast, kiosk):
    Device.objects.update(revoked_at="2026-01-01T00:00Z")
    assert press(kiosk, field="land", press="p").status_code == 200
    assert not Ticket.objects.exists()


def test_one_touch_gives_a_number(kiosk):
    start = kiosk.get(KIOSK).content.decode()
    button = re.search(r'name="press" value="(\w+)"', start)[1]
    first = press(kiosk, field="civil-status", press=button)
    again = [press(kiosk, field="civil-status", press=button) for _ in range(4)]
    assert first.status_code == 200
    assert {answer[HERE] for answer in again} == {first[HERE]}
    assert "A001" in first.content.decode()
    asked_again = kiosk.get(f"{KIOSK}/tickets?lang=en")
    assert asked_again.url == f"{KIOSK}?lang=en"
    page = kiosk.get(first[HERE])
    assert "A001" in page.content.decode()
    assert "/t/" in page.content.decode() or "<svg" in page.content.decode()
    assert page.headers["Refresh"].startswith("20; url=/kiosk/17791")
    assert Ticket.objects.count() == 1


def test_the_press_before_with_another_tile_is_another_number(kiosk):
    one = press(kiosk, field="civil-status", press="same")
    other = press(kiosk, field="land", press="same")
    assert one[HERE] != other[HERE]


def test_priority_is_a_choice_of_its_own(kiosk):
    assert "priority=elderly" in kiosk.get(f"{KIOSK}/priority").content.decode()
    assert 'name="priority" value="elderly"' in kiosk.get(f"{KIOSK}?priority=elderly").content.decode()
    press(kiosk, field="land", press="p", priority="elderly")
    assert Ticket.objects.get().priority == "elderly"


def test_who_collects_a_result_says_so(kiosk):
    assert 'name="lane" value="result"' in kiosk.get(f"{KIOSK}?lane=result").content.decode()
    press(kiosk, field="land", press="p", lane="result")
    assert Ticket.objects.get().lane == "result"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"field": "weather"},
        {"field": "x" * 5000},
        {"field": "\x00"},
        {"field": "land", "priority": "vip"},
        {"field": "land", "lane": "vip"},
        {"field": "land", "press": "y" * 500},
        {"field": "land", "press": "ấn"},
    ],
)
def test_bad_input_is_said_on_the_first_page(kiosk, values):
    answer = press(kiosk, **values)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_closed_center_says_when_it_opens(kiosk):
    Center.objects.filter(commune_id="17791").update(round_the_clock=False, hours={"0": [["07:30", "07:31"]]})
    Center.objects.get(commune_id="17791").closures.create(
        begins_at="2020-01-01T00:00Z", ends_at="2199-01-01T00:00Z", reason_vi="sửa chữa trụ sở"
    )
    assert "sửa chữa trụ sở" in kiosk.get(KIOSK).content.decode()
    answer = press(kiosk, field="land", press="p")
    assert answer.status_code == 409
    assert "sửa chữa trụ sở" in answer.content.decode()


def test_the_number_page_says_the_code_that_the_first_page_takes(kiosk):
    page = kiosk.get(press(kiosk, field="land", press="p")[HERE]).content.decode()
    code = re.search(r'<span class="code">([^<]+)</span>', page)[1]
    assert [len(group) for group in code.split(" ")] == [4] * 6
    assert Client().get("/", {"code": code}).url == f"/t/{Ticket.objects.get().token}"


@pytest.mark.parametrize("demo", [True, False])
def test_a_kiosk_leads_to_the_follow_page_in_the_demo_alone(kiosk, demo):
    url = press(kiosk, field="land", press="p")[HERE]
    with override_settings(DEMO=demo):
        page = kiosk.get(url).content.decode()
    assert (f'href="/t/{Ticket.objects.get().token}"' in page) is demo
    assert ("Mở trang theo dõi số này" in page) is demo


@pytest.mark.parametrize(
    ("fields", "shared"), [([], True), (["land", "business"], True), (["land"], False), (None, False)]
)
def test_people_of_other_fields_ahead_are_said(cast, client, number, django_now, fields, shared):
    """``fields``: what the open counter serves; None: no counter is open."""
    if fields is not None:
        counter = Counter.objects.get(center=cast.kim_bang, number=3)
        actions.open_counter(counter, fields=fields, by=cast.counter, now=django_now)
    behind = actions.issue(cast.kim_bang, field=number.field, by=STAFF, now=django_now)
    page = client.get(f"/t/{behind.token}").content.decode()
    assert "Còn 1 người trước" in page
    assert ("(mọi lĩnh vực chung quầy)" in page) is shared


def test_the_slip_is_a_pdf(kiosk):
    url = press(kiosk, field="land", press="p")[HERE]
    answer = kiosk.get(f"{url}/slip.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_number_of_another_center_is_not_shown(cast, kiosk, django_now):
    other = actions.issue(cast.son_lam, field=Field.objects.get(code="land"), by=STAFF, now=django_now)
    assert kiosk.get(f"{KIOSK}/number/{other.token}").status_code == 404


def call(cast, now):
    counter = Counter.objects.get(center=cast.kim_bang, number=3)
    actions.open_counter(counter, by=cast.counter, now=now)
    return actions.call_next(counter, by=cast.counter, now=now)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_board_shows_calls_and_its_part_equals_the_page(cast, display, number, django_now, language):
    call(cast, django_now)
    page = display.get(f"{DISPLAY}?lang={language}").content.decode()
    part = display.get(f"{DISPLAY}/board?lang={language}").content.decode()
    assert number.text in part
    assert part in page


def test_the_board_says_what_a_number_came_for_and_how_many_wait_in_all(cast, display, number, django_now):
    call(cast, django_now)
    for code in ("land", "land", "social"):
        actions.issue(cast.kim_bang, field=Field.objects.get(code=code), by=STAFF, now=django_now)
    page = display.get(DISPLAY).content.decode()
    assert f'{number.text}</span><span class="call-field">Đất đai</span>' in page
    assert "<span>Tất cả đang chờ:</span> <strong>3</strong>" in page


def test_a_board_before_the_first_call_says_so(display):
    assert "Hôm nay chưa gọi số nào" in display.get(DISPLAY).content.decode()


def test_the_board_part_is_for_paired_displays_alone(cast, client):
    assert client.get(f"{DISPLAY}/board").status_code == 403


@pytest.mark.parametrize(
    "page", ["/kiosk/99999", "/display/99999", "/kiosk/abc", "/t/nothing", "/t/" + "A" * 24]
)
def test_what_does_not_exist_is_said_in_a_sentence(cast, client, page):
    answer = client.get(page)
    assert answer.status_code == 404
    assert "Không có" in answer.content.decode()


def test_the_ticket_page_follows_the_number_and_its_part_equals_the_page(cast, client, number, django_now):
    def page_and_part():
        page = client.get(f"/t/{number.token}").content.decode()
        part = client.get(f"/t/{number.token}/now").content.decode()
        assert part.strip() in page
        return part

    assert "Ông/bà là người tiếp theo" in page_and_part()
    call(cast, django_now)
    assert "Mời ông/bà đến quầy 3" in page_and_part()
    actions.start_serving(number, by=cast.counter, now=django_now)
    assert "đang được phục vụ tại quầy 3" in page_and_part()
    actions.hold(number, by=cast.counter, now=django_now)
    assert "đang tạm dừng" in page_and_part()
    actions.call_ticket(
        number,
        counter=Counter.objects.get(center=cast.kim_bang, number=3),
        reason="returned",
        by=cast.counter,
        now=django_now,
    )
    actions.no_show(number, by=cast.counter, now=django_now)
    assert "Chỗ vẫn được giữ" in page_and_part()
    actions.void(number, reason="left", by=cast.counter, now=django_now)
    assert "đã bị hủy" in page_and_part()


def test_a_number_of_yesterday_says_so(cast, client, number):
    Ticket.objects.update(day="2026-01-05", issued_at="2026-01-05T02:00Z", queued_at="2026-01-05T02:00Z")
    page = client.get(f"/t/{number.token}").content.decode()
    assert "Số đã hết giá trị" in page
    assert "05/01/2026" in page
    assert "data-stream" not in page


def test_a_token_is_read_as_people_type_it(cast, client, number):
    typed = "-".join(re.findall("....", number.token.lower()))
    assert client.get(f"/t/{typed}").status_code == 200


def test_the_ticket_page_costs_the_same_however_many_wait(
    cast, client, number, django_now, django_assert_max_num_queries
):
    for _ in range(10):
        actions.issue(cast.kim_bang, field=number.field, by=STAFF, now=django_now)
    with django_assert_max_num_queries(6):
        client.get(f"/t/{number.token}")


def test_a_kiosk_at_a_receiving_point_says_where_it_stands(cast, kiosk):
    assert "Trung tâm Phục vụ hành chính công" in kiosk.get(KIOSK).content.decode()
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm bản Xuân", name_en="Xuân village")
    Device.objects.update(point=point)
    assert '<span class="brand-place">Điểm bản Xuân</span>' in kiosk.get(KIOSK).content.decode()
