"""The resident opens the electronic result with a code; others learn nothing; /verify tells how it stands."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.aftermath import Grounds
from motcua.dossiers.actions.delivery import LetterNews
from motcua.dossiers.models import Result, ResultCode, Return
from tests.cast import ALICE, MONDAY_0900
from tests.dossiers.results_world import ISSUED, LATER, issued, make_keys


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def ready(settings, cast, clock):
    make_keys(settings, cast)
    clock(ISSUED)
    return issued(cast, way="electronic")


def test_the_code_opens_the_signed_file(client, ready, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.actions.electronic.secrets.randbelow", lambda most: 12345)
    page = client.get(f"/d/{ready.token}").content.decode()
    assert f"/d/{ready.token}/result" in page
    assert ALICE.name not in page
    sent = client.post(f"/d/{ready.token}/result/codes", {"identity_number": ALICE.identity_number})
    assert sent["Location"].endswith("?sent=1")
    there = f"/d/{ready.token}/result/downloads"
    assert client.post(there, {"code": "999999"}).status_code == 422
    taken = client.post(there, {"code": "012 345"})
    assert taken.content.startswith(b"%PDF")
    assert taken["Content-Disposition"].startswith("attachment")
    assert Return.objects.get(dossier=ready).way == "electronic"


def test_what_is_downloaded_is_not_said_to_wait_to_be_collected(client, ready):
    page = client.get(f"/d/{ready.token}").content.decode()
    assert "Ông/bà có thể tải kết quả về" in page
    assert "đang chờ ông/bà" not in page
    assert "đến nhận" not in page


def test_of_what_is_handed_over_the_download_page_says_where_and_when_to_come(client, cast, clock):
    clock(ISSUED)
    dossier = issued(cast, way="counter")
    answer = client.get(f"/d/{dossier.token}/result")
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "Kết quả trả tại Trung tâm, mời ông/bà đến nhận.",
        "Từ thứ Hai đến thứ Sáu",
        "07:30",
        "Thẻ căn cước",
        "Xã Kim Bảng",
    ):
        assert words in page
    assert f'href="/d/{dossier.token}"' in page
    assert ALICE.name not in page
    assert "/codes" not in page


def test_before_there_is_a_result_the_download_page_says_when(client, case):
    page = client.get(f"/d/{case.token}/result").content.decode()
    assert "Chưa có kết quả." in page
    assert "Ngày hẹn" in page


def test_of_a_letter_the_download_page_says_that_the_post_brings_it(client, cast, clock):
    clock(ISSUED)
    page = client.get(f"/d/{issued(cast, way='post').token}/result").content.decode()
    assert "Kết quả gửi qua bưu chính" in page
    assert "mời ông/bà đến nhận" not in page


def test_another_number_gets_no_code_and_tries_are_counted(client, ready):
    there = f"/d/{ready.token}/result/codes"
    tries = [client.post(there, {"identity_number": "040285000099"}).status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]
    assert not ResultCode.objects.exists()


def test_verify_says_revoked_replaced_and_in_force(client, cast, ready, clock):
    result = Result.objects.get(dossier=ready)
    asked = f"/verify?result={ready.code}&code={{}}"
    assert "Kết quả này có thật" in client.get(asked.format(result.authenticity)).content.decode()
    again = actions.reissue_result(ready, kind="corrected", reason="chữ", by=cast.leader, now=ISSUED)
    assert "đã được thay thế" in client.get(asked.format(result.authenticity)).content.decode()
    assert "Kết quả này có thật" in client.get(asked.format(again.authenticity)).content.decode()
    grounds = Grounds("1/QĐ-UBND", "Điều 1 Luật mẫu", "khai sai", MONDAY_0900.date())
    actions.revoke_result(ready, grounds=grounds, by=cast.leader, now=LATER)
    said = client.get(asked.format(again.authenticity)).content.decode()
    assert "đã bị thu hồi" in said
    assert "Điều 1 Luật mẫu" in said
    assert "khai sai" not in said
    assert ALICE.name not in said
    old = client.get(asked.format(result.authenticity)).content.decode()
    assert "đã được thay thế" in old
    assert "văn bản đó bị thu hồi từ 23/11/2026" in old
    page = client.get(f"/d/{ready.token}").content.decode()
    assert again.text in page
    assert "Đã bị thu hồi" in page


def test_what_the_post_brought_back_lies_at_the_center_until_it_is_sent_again(client, cast, clock):
    clock(LATER)
    dossier = issued(cast, way="post")
    letter = actions.prepare_letter(dossier, by=cast.counter, now=ISSUED)
    for news in (
        LetterNews("posted", ISSUED, tracking_number="EB123456789VN"),
        LetterNews("back", LATER, reason="không có người nhận"),
    ):
        assert "bưu chính mang đến" in client.get(f"/d/{dossier.token}").content.decode()
        actions.enter_news(letter, news=news, by=cast.counter, now=LATER)
    page = client.get(f"/d/{dossier.token}").content.decode()
    assert "kết quả đã về lại Trung tâm" in page
    assert "Kết quả đang chờ ông/bà đến nhận" in page
    assert "Nơi đến" in page
    assert "Bưu chính mang" not in page
    assert "bưu chính mang đến" not in page
    actions.prepare_letter(dossier, by=cast.counter, now=LATER)
    assert "bưu chính mang đến" in client.get(f"/d/{dossier.token}").content.decode()
