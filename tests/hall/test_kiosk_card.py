"""A card at the kiosk greets, asks about priority, and leaves nothing."""

import logging

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from motcua.base.models import Event
from motcua.domain.codes import invented_person_id, is_invented
from motcua.hall.models import Ticket

KIOSK = "/kiosk/17791"
LAN = invented_person_id(7, woman=True, year=58)
NAME = "Nguyễn Thị Mẫu Lan"
CARD = f"{LAN}||{NAME}|01031958|Nữ|Xóm 1, Kim Bảng|01072024"
YOUNG = f"{invented_person_id(8, woman=False, year=90)}||Trần Văn Mẫu|01031990|Nam|Xóm 2|01072024"


@pytest.fixture
def kiosk(cast):
    client = Client()
    with override_settings(DEMO=True):
        client.post(f"{KIOSK}/pairing", {"demo": "1"})
    return client


def scanned(kiosk, text):
    return kiosk.post(f"{KIOSK}/card", {"card": text})


def holder(answer):
    return answer.context["holder"]


def press(kiosk, **form):
    return kiosk.post(f"{KIOSK}/tickets", {"field": "land"} | form)


def test_the_cards_are_invented():
    assert is_invented(LAN)


def test_the_card_greets_by_the_given_name_and_says_nothing_else(kiosk):
    answer = scanned(kiosk, CARD)
    page = answer.content.decode()
    assert "Chào bà Lan." in page
    assert not [part for part in (LAN, NAME, "01031958", "1958", "Xóm 1") if part in page]
    assert answer.headers["Refresh"].startswith("60;")


def test_who_is_60_is_asked_about_priority_and_decides(kiosk):
    first = scanned(kiosk, CARD)
    assert 'name="elderly"' in first.content.decode()
    assert 'name="elderly"' not in scanned(kiosk, YOUNG).content.decode()
    second = kiosk.post(f"{KIOSK}/card", {"elderly": "1", "holder": holder(first)})
    press(kiosk, priority=second.context["priority"], holder=holder(second))
    assert Ticket.objects.get().priority == "elderly"
    press(kiosk, holder=holder(scanned(kiosk, YOUNG)))
    assert Ticket.objects.filter(priority="").count() == 1


def test_one_person_holds_one_number(kiosk):
    assert press(kiosk, holder=holder(scanned(kiosk, CARD))).status_code == 200
    again = press(kiosk, holder=holder(scanned(kiosk, CARD)))
    assert again["Location"].endswith(Ticket.objects.get().token)
    assert Ticket.objects.count() == 1


def test_a_forged_holder_counts_as_none(kiosk):
    press(kiosk, holder="a" * 64)
    assert Ticket.objects.get().holder == ""


def test_nothing_of_the_card_is_kept_or_logged(kiosk, caplog):
    with caplog.at_level(logging.DEBUG):
        press(kiosk, holder=holder(scanned(kiosk, CARD)))
    ticket = Ticket.objects.get()
    kept = " ".join(map(str, (*vars(ticket).values(), *Event.objects.values_list("data", flat=True))))
    assert not [part for part in (LAN, "Lan", "1958", "Xóm 1") if part in kept + caplog.text]
    assert len(ticket.holder) == 64
    assert timezone.now() >= ticket.issued_at


@pytest.mark.parametrize("text", ["", "hello", CARD[:60], "|" * 9, "9" * 700])
def test_what_is_no_card_is_asked_again_and_not_shown(kiosk, text):
    answer = scanned(kiosk, text)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode() or "error-summary" in answer.content.decode()
    assert not text or text not in answer.content.decode()
