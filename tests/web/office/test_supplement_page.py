"""Asking for missing papers: errors at their fields, nothing typed is cut, the head's leave said first."""

import re
from datetime import timedelta

import pytest

from motcua.dossiers.defects import WANTED_LENGTH
from motcua.dossiers.models import Supplement
from tests.cast import MONDAY_0900
from tests.dossiers.test_steps import at

LONG = "thiếu " * 100
"""600 characters: more than one line of Form 02 has."""


@pytest.fixture
def page(cast, desk):
    dossier = at("appraise", cast)
    return desk(cast.office), f"/office/dossiers/{dossier.code}/supplement-request"


def error_at(html: str, field: str) -> str:
    """The sentence under this field, which the field names as its description."""
    described = re.search(rf'<(?:input|textarea|select|fieldset)[^>]*id="id_{field}"[^>]*>', html)[0]
    assert f"id_{field}_error" in described
    return re.search(rf'id="id_{field}_error"[^>]*>(?:<p class="error">)?([^<]*)', html)[1]


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("wanted-D1", {"lack-D1": "on", "wanted-D1": LONG}),
        ("other", {"other": LONG}),
        ("reason", {"lack-D1": "on", "wanted-D1": "thiếu", "reason": LONG * 2}),
    ],
)
def test_a_text_too_long_is_kept_whole_and_told_at_its_field_in_characters(page, field, sent):
    client, url = page
    answer = client.post(url, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "ký tự; hiện đang có" in error_at(html, field)
    assert f'href="#id_{field}"' in html
    assert max(sent.values(), key=len).strip() in html
    assert not Supplement.objects.exists()


def test_no_field_cuts_what_is_pasted(page):
    client, url = page
    form = re.search(r'<form class="form".*?</form>', client.get(url).content.decode(), re.DOTALL)[0]
    assert "maxlength" not in form
    assert WANTED_LENGTH == 500


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("wanted-D2", {"lack-D1": "on", "wanted-D1": "thiếu", "lack-D2": "on"}, "Ghi rõ cần bổ sung"),
        ("defects", {}, "Chọn ít nhất một giấy tờ"),
        ("other", {"other": "\n".join(["ký đơn"] * 21)}, "nhiều nhất 20 dòng; hiện đang có 21"),
    ],
)
def test_every_other_error_stands_at_its_field_too(page, field, sent, said):
    client, url = page
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert said in error_at(answer.content.decode(), field)


def test_after_three_days_the_head_s_leave_is_said_before_the_form(page, clock):
    client, url = page
    assert "Phải được người đứng đầu cho phép" not in client.get(url).content.decode()
    clock(MONDAY_0900 + timedelta(days=7))
    html = client.get(url).content.decode()
    assert html.index("Phải được người đứng đầu cho phép") < html.index('<form class="form"')
    assert 'href="#id_allowed_by"' in html
    answer = client.post(url, {"lack-D1": "on", "wanted-D1": "thiếu"})
    assert answer.status_code == 422
    assert "Chỉ được yêu cầu bổ sung một lần" in error_at(answer.content.decode(), "allowed_by")
