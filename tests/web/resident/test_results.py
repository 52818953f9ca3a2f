"""The resident opens the electronic result with a code; others learn nothing; /verify tells how it stands."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.aftermath import Grounds
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
