"""Printers set up by the head of the center and by technical staff; and the slip at a kiosk that has one."""

import re

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from motcua.base.actors import System
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import KioskPrinter, Printer, PrintJob, Ticket
from motcua.places.models import Counter, Device

STAFF = System("test")
PAGE = "/setup/printers/17791"
GIVEN = {
    "name": "Sảnh",
    "kind": "network",
    "address": "192.168.1.50:9100",
    "dots": "576",
    "way": "raster",
    "cuts": "on",
    "answers": "on",
    "for_staff": "on",
}


@pytest.fixture
def head(cast):
    client = Client()
    client.force_login(cast.center)
    return client


@pytest.fixture
def printer(cast):
    entry = Entry("Sảnh", "network", "192.168.1.50:9100", for_staff=True)
    return actions.add_printer(cast.kim_bang, entry=entry, by=STAFF, now=timezone.now())


@pytest.fixture
def kiosk(cast):
    client = Client()
    with override_settings(DEMO=True):
        client.post("/kiosk/17791/pairing", {"demo": "1"})
    return client


def text(response):
    return response.content.decode()


def test_a_printer_is_added_changed_tested_and_taken_out(head):
    assert head.get("/setup/printers").url == PAGE
    assert "Chưa có máy in" in text(head.get(PAGE))
    assert head.post(f"{PAGE}/entry", GIVEN).url == PAGE
    printer = Printer.objects.get()
    assert (printer.name, printer.dots, printer.for_staff) == ("Sảnh", 576, True)
    changed = head.post(f"/setup/printer/{printer.pk}", GIVEN | {"dots": "384", "name": "Cửa"})
    assert changed.status_code == 302
    assert head.post(f"/setup/printer/{printer.pk}/test").status_code == 302
    assert PrintJob.objects.get().what == "test"
    page = text(head.get(PAGE))
    assert "Cửa" in page
    assert "giấy 58 mm" in page
    assert "Ngừng dùng Cửa?" in text(head.get(f"/setup/printer/{printer.pk}/removal"))
    assert head.post(f"/setup/printer/{printer.pk}/removal").status_code == 302
    assert head.get(f"/setup/printer/{printer.pk}").status_code == 404


def test_what_is_wrong_is_said_and_kept(head):
    answer = head.post(f"{PAGE}/entry", GIVEN | {"address": "không có", "name": ""})
    assert answer.status_code == 422
    page = text(answer)
    assert "Hãy đặt tên." in page
    answer = head.post(f"{PAGE}/entry", GIVEN | {"address": "-d x", "kind": "cups"})
    assert answer.status_code == 422
    assert "Tên hàng đợi CUPS" in text(answer)
    assert 'value="-d x"' in text(answer)


@pytest.mark.parametrize("address", ["192.168.1.300:9100", "192.168.1:9100", "printer:99999", "printer:0"])
def test_an_address_that_cannot_be_one_is_said_at_once(head, address):
    """Not when the agent cannot reach it: that looks as if the printer were off."""
    answer = head.post(f"{PAGE}/entry", GIVEN | {"address": address})
    assert answer.status_code == 422
    assert "192.168.1.50:9100" in text(answer)


def test_who_may(cast, printer):
    for officer, status in ((cast.counter, 403), (cast.of_son_lam("counter"), 403), (cast.admin, 200)):
        client = Client()
        client.force_login(officer)
        assert client.get(PAGE).status_code == status
        assert client.get(f"/setup/printer/{printer.pk}").status_code == status
    assert client.get("/setup/printers").status_code == 200
    assert client.get("/setup/printers", {"center": "17791"}).url == PAGE
    assert client.get("/setup/printers", {"center": "1"}).status_code == 422


def test_a_pairing_code_is_shown_once(head):
    shown = text(head.post(f"{PAGE}/pairing"))
    assert re.search(r"--pair [0-9A-Z]{4}-[0-9A-Z]{4}", shown)
    assert "--pair" not in text(head.get(PAGE))


def test_the_list_costs_the_same_however_long(head, cast, printer, django_assert_max_num_queries):
    for number in range(4):
        entry = Entry(f"Máy {number}", "cups", f"q{number}")
        actions.add_printer(cast.kim_bang, entry=entry, by=STAFF, now=timezone.now())
    with django_assert_max_num_queries(14):
        head.get(PAGE)


def test_a_kiosk_with_a_printer_queues_its_slip(head, kiosk, printer):
    device = Device.objects.get(kind="kiosk", revoked_at=None)
    assert head.post(f"/setup/kiosks/{device.pk}/printer", {"printer": str(printer.pk)}).status_code == 302
    assert KioskPrinter.objects.get().printer == printer
    press = {"field": "civil-status", "press": "a" * 32}
    number = kiosk.post("/kiosk/17791/tickets", press)["Content-Location"]
    assert kiosk.post("/kiosk/17791/tickets", press)["Content-Location"] == number
    job = PrintJob.objects.get()
    assert job.link.endswith(f"/t/{job.ticket.token}")
    assert "Phiếu đang được in" in text(kiosk.get(number))
    assert "hx-get" in text(kiosk.get(f"{number}/printing"))
    PrintJob.objects.update(state="confirmed")
    assert "Mời ông/bà lấy phiếu" in text(kiosk.get(f"{number}/printing"))
    PrintJob.objects.update(state="unknown")
    assert "Không in được phiếu" in text(kiosk.get(number))


def test_paper_out_is_said_at_once(head, kiosk, cast, printer):
    device = Device.objects.get(kind="kiosk", revoked_at=None)
    actions.assign_printer(device, printer=printer, by=STAFF, now=timezone.now())
    actions.hear_printer(printer, state="paper_out", by=device, now=timezone.now())
    number = kiosk.post("/kiosk/17791/tickets", {"field": "land", "press": "b" * 32})["Content-Location"]
    assert "Không in được phiếu" in text(kiosk.get(number))


def test_without_a_printer_everything_stays(kiosk):
    number = kiosk.post("/kiosk/17791/tickets", {"field": "land", "press": "c" * 32})["Content-Location"]
    page = text(kiosk.get(number))
    assert "data-print" in page
    assert "slip-state" not in page
    assert Ticket.objects.filter(press__startswith="c").exists()
    assert not PrintJob.objects.exists()


@pytest.mark.parametrize(
    ("who", "page"), [("center", "/center/"), ("support", "/support/"), ("counter", "/counter/")]
)
def test_staff_see_a_printer_in_trouble(cast, kiosk, printer, who, page):
    client = Client()
    officer = getattr(cast, who)
    client.force_login(officer)
    if who == "counter":
        actions.open_counter(
            Counter.objects.get(center=cast.kim_bang, number=1), by=officer, now=timezone.now()
        )
    device = Device.objects.get(kind="kiosk", revoked_at=None)
    actions.hear_printer(printer, state="paper_out", by=device, now=timezone.now())
    shown = text(client.get(page))
    assert "hết giấy" in shown
    assert "Thay giấy ngay" in shown
    actions.hear_printer(printer, state="ready", by=device, now=timezone.now())
    assert "Thay giấy ngay" not in text(client.get(page))
