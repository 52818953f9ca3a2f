"""The kiosk's second way: a basket, a need, a missing paper; and tiles that give no number now."""

import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image, ImageOps

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.dossiers import actions as dossiers
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import FieldRules, PrintJob, Ticket
from motcua.hall.slips.texts import slip_of
from motcua.places.models import Counter
from tests.cast import MONDAY_0900, received

pytestmark = pytest.mark.edge
KIOSK = "/kiosk/17791"
STAFF = System("test")
TREES = "1.002693"  # a procedure of several days, with an appraisal


@pytest.fixture
def kiosk(cast):
    client = Client()
    with override_settings(DEMO=True):
        client.post(f"{KIOSK}/pairing", {"demo": "1"})
    return client


def given(cast, code="land", **more):
    return actions.issue(
        cast.kim_bang, field=Field.objects.get(code=code), by=STAFF, now=timezone.now(), **more
    )


def served(cast, ticket, **how):
    """Called at counter 1, served, and ended."""
    desk, now = Counter.objects.get(center=cast.kim_bang, number=1), timezone.now()
    actions.open_counter(desk, by=cast.counter, now=now)
    actions.call_next(desk, by=cast.counter, now=now)
    actions.start_serving(ticket, by=cast.counter, now=now)
    return actions.complete(ticket, by=cast.counter, now=now, **how)


def test_who_needs_a_wheelchair_counter_may_have_priority_too(kiosk):
    first = kiosk.get(f"{KIOSK}?need=wheelchair&lane=result").content.decode()
    assert f'href="{KIOSK}/priority?need=wheelchair&amp;lane=result"' in first
    classes = kiosk.get(f"{KIOSK}/priority?need=wheelchair&lane=result").content.decode()
    assert f'href="{KIOSK}?priority=disabled&amp;need=wheelchair&amp;lane=result"' in classes
    assert f'href="{KIOSK}?need=wheelchair&amp;lane=result"' in classes  # none of these: the need is kept
    last = kiosk.get(f"{KIOSK}?priority=disabled&need=wheelchair&lane=result").content.decode()
    for kept in ('name="priority" value="disabled"', 'name="need" value="wheelchair"', 'value="result"'):
        assert kept in last
    kiosk.post(
        f"{KIOSK}/tickets",
        {"field": "land", "press": "0" * 32, "priority": "disabled", "need": "wheelchair"},
    )
    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.needs) == ("disabled", ["wheelchair"])
    assert f'href="{KIOSK}?priority=disabled"' in kiosk.get(f"{KIOSK}/priority").content.decode()
    assert "Tôi không cần mục nào" in kiosk.get(f"{KIOSK}/needs").content.decode()


def test_the_basket_counts_without_javascript(kiosk):
    page = kiosk.get(f"{KIOSK}/basket?n-land=2&more=land&n-social=1&less=social").content.decode()
    assert 'name="n-land" value="3"' in page
    assert 'name="n-social"' not in page
    assert "Refresh" in kiosk.get(f"{KIOSK}/basket").headers


@pytest.mark.parametrize("query", ["n-land=x", "n-land=-1", "n-land=99999", "n-=1", "more=nothing"])
def test_a_basket_that_cannot_be_read_is_empty(kiosk, query):
    answer = kiosk.get(f"{KIOSK}/basket?{query}")
    assert answer.status_code == 200
    assert 'type="hidden" name="n-land"' not in answer.content.decode()


def test_a_basket_becomes_one_number(cast, kiosk):
    values = {"press": "p1", "basket": "1", "n-land": "2", "n-certification": "5"}
    for _ in range(3):
        answer = kiosk.post(f"{KIOSK}/tickets", values)
    ticket = Ticket.objects.get()
    assert answer.headers["Content-Location"].endswith(ticket.token)
    assert (ticket.text, ticket.amount) == ("B001", 5)
    assert [(e.field_id, e.amount) for e in ticket.errands.all()] == [("land", 2)]


BASKET = {"press": "p1", "basket": "1", "n-land": "2", "n-certification": "5", "n-social": "1"}
NAMED = ["Chứng thực × 5", "Đất đai × 2", "Trợ cấp, giảm nghèo"]


def listed(page):
    """What the list on a page says, as it is seen and as it is heard."""
    rows = re.search(r'<ol aria-label="Việc cần làm">(.*?)</ol>', page, re.S)[1].split("</li>")[:-1]
    seen = [re.sub(r'<span class="unseen">.*?</span>|<.*?>', "", row) for row in rows]
    heard = [re.sub(r'<span aria-hidden="true">.*?</span>|<.*?>', "", row) for row in rows]
    return [[" ".join(unescape(line).split()) for line in lines] for lines in (seen, heard)]


def test_every_thing_of_the_basket_is_named_on_screen_and_phone(cast, kiosk):
    pressed = kiosk.post(f"{KIOSK}/tickets", BASKET)
    heard = ["Chứng thực , số lượng 5", "Đất đai , số lượng 2", "Trợ cấp, giảm nghèo"]
    assert listed(pressed.content.decode()) == [NAMED, heard]
    assert listed(kiosk.get(pressed.headers["Content-Location"]).content.decode()) == [NAMED, heard]
    ticket = Ticket.objects.get()
    assert listed(Client().get(f"/t/{ticket.token}").content.decode()) == [NAMED, heard]
    ticket.errands.filter(position=1).update(begun_at=timezone.now())
    assert listed(Client().get(f"/t/{ticket.token}").content.decode())[0] == [NAMED[0], NAMED[2]]


def test_the_press_of_a_basket_reads_nothing_for_its_names(kiosk):
    """The errands cost the one statement that keeps them."""
    kiosk.post(f"{KIOSK}/tickets", {"press": "warm", "field": "certification"})
    with CaptureQueriesContext(connection) as one:
        kiosk.post(f"{KIOSK}/tickets", {"press": "one", "field": "certification"})
    with CaptureQueriesContext(connection) as basket:
        kiosk.post(f"{KIOSK}/tickets", BASKET)
    assert len(basket) <= len(one) + 1


@pytest.mark.parametrize("dots", [576, 384])
def test_every_thing_of_the_basket_is_on_the_slip_and_its_reprint(cast, kiosk, dots, monkeypatch):
    kiosk.post(f"{KIOSK}/tickets", BASKET)
    ticket, now = Ticket.objects.get(), timezone.now()
    entry = Entry("Sảnh", "network", "192.168.1.50:9100", for_staff=True, dots=dots)
    printer = actions.add_printer(cast.kim_bang, entry=entry, by=cast.center, now=now)
    first = actions.print_ticket(ticket, printer=printer, by=STAFF, now=now)
    PrintJob.objects.update(state=PrintJob.State.CONFIRMED)
    again = actions.reprint(ticket, reason="lost", by=cast.counter, now=now)
    plain = given(cast)
    for job in (first, again):
        with Image.open(io.BytesIO(slip_of(job, now))) as slip:
            left, _, right, bottom = ImageOps.invert(slip.convert("L")).getbbox()
            assert slip.width == dots
            assert (left >= 8, right <= dots - 8, bottom < slip.height) == (True, True, True)
    monkeypatch.setattr("motcua.hall.slips.texts.draw", lambda _form, data, **_: data)
    said = [line.replace("\u00a0", " ") for line in slip_of(again, now)["wanted"]]
    assert said == NAMED
    job = actions.print_ticket(plain, printer=printer, by=STAFF, now=now)
    assert slip_of(job, now)["wanted"] == ["Đất đai"]


def test_the_paper_of_a_browser_names_every_thing_too(kiosk, monkeypatch):
    told = {}
    monkeypatch.setattr("motcua.web.kiosk.views.ticket_slip", lambda **data: told.update(data) or b"%PDF")
    here = kiosk.post(f"{KIOSK}/tickets", BASKET).headers["Content-Location"]
    assert kiosk.get(f"{here}/slip.pdf").content == b"%PDF"
    lines = [line.replace("\u00a0", " ") for line in (told["field"], *told["further"])]
    assert lines == NAMED


def test_an_empty_basket_is_refused_where_one_can_choose(kiosk):
    answer = kiosk.post(f"{KIOSK}/tickets", {"press": "p1", "basket": "1"})
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_need_goes_on_the_number(cast, kiosk):
    page = kiosk.get(f"{KIOSK}?need=sign").content.decode()
    assert "Ngôn ngữ ký hiệu" in page
    kiosk.post(f"{KIOSK}/tickets", {"press": "p1", "field": "land", "need": "sign"})
    assert Ticket.objects.get().needs == ["sign"]
    assert 'name="need"' not in kiosk.get(f"{KIOSK}?need=flute").content.decode()


def test_a_closed_field_is_grey_with_its_reason_and_gives_results_still(cast, kiosk):
    field = Field.objects.get(code="land")
    FieldRules.objects.create(
        center=cast.kim_bang, field=field, closed_at=timezone.now(), closed_reason="system"
    )
    page = kiosk.get(KIOSK).content.decode()
    assert "phần mềm của lĩnh vực đang gặp sự cố" in page
    assert "hẹn trước" in page
    assert 'name="field" value="land"' not in page
    assert kiosk.post(f"{KIOSK}/tickets", {"press": "p", "field": "land"}).status_code == 409
    assert 'name="field" value="land"' in kiosk.get(f"{KIOSK}?lane=result").content.decode()
    given = kiosk.post(f"{KIOSK}/tickets", {"press": "p", "field": "land", "lane": "result"})
    assert given.status_code == 200
    assert "/number/" in given["Content-Location"]


def back(kiosk, code):
    return kiosk.post(f"{KIOSK}/missing", {"press": "p1", "code": code})


def test_who_was_sent_for_a_paper_takes_up_the_old_number(cast, kiosk):
    ticket = given(cast)
    served(cast, ticket, outcome="supplement")
    answer = back(kiosk, f"http://motcua.example/t/{ticket.token}")
    ticket.refresh_from_db()
    assert answer.headers["Location"].endswith(ticket.token)
    assert (ticket.state, ticket.lane) == ("waiting", "come_back")
    assert Ticket.objects.count() == 1


def test_a_visit_that_ended_well_is_not_taken_up_again(cast, kiosk):
    ticket = given(cast)
    served(cast, ticket, outcome="received")
    assert back(kiosk, ticket.text).status_code == 409
    ticket.refresh_from_db()
    assert ticket.state == "done"


def test_a_dossier_that_awaits_a_paper_opens_the_lane_on_another_day(cast, kiosk):
    dossier = received(cast, procedure=TREES)
    assert back(kiosk, dossier.code).status_code == 409
    dossiers.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    wanted = Request((Lack("Ký tên vào tờ khai"),), "Tờ khai chưa ký")
    dossiers.request_supplement(dossier, request=wanted, by=cast.office, now=MONDAY_0900)
    answer = back(kiosk, dossier.code.lower())
    ticket = Ticket.objects.get()
    assert answer.headers["Location"].endswith(ticket.token)
    assert (ticket.lane, ticket.dossier_code) == ("come_back", dossier.code)


@pytest.mark.parametrize("code", ["", "A999", "X", "H41.17.791-261123-9999", "/t/" + "0" * 24, "Ă015"])
def test_what_is_unknown_is_said_and_nothing_given(kiosk, code):
    answer = back(kiosk, code)
    assert answer.status_code == 404
    assert "bàn hỗ trợ" in answer.content.decode()
    assert not Ticket.objects.exists()
