"""Results after their issue: every paper is linked, and the revocation names the one it takes back."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Result, Revocation
from tests.cast import ALICE
from tests.dossiers.results_world import ISSUED, LATER, issued
from tests.dossiers.test_forms import said
from tests.dossiers.test_steps import HERSELF


@pytest.fixture
def corrected(settings, tmp_path, cast, clock):
    settings.FILES_ROOT = tmp_path / "files"
    clock(LATER)
    return actions.reissue_result(issued(cast), kind="corrected", reason="chữ", by=cast.leader, now=ISSUED)


def test_the_page_names_the_paper_in_force_and_links_every_one(cast, desk, corrected):
    dossier = corrected.result.dossier
    address = f"/office/dossiers/{dossier.code}"
    client = desk(cast.leader)
    page = client.get(address).content.decode()
    for name in ("/result.pdf", f"/result.pdf?position={corrected.position}"):
        assert f'href="{address}{name}"' in page
    answer = client.get(f"{address}/result.pdf?position={corrected.position}")
    assert "Thay thế văn bản số" in said(answer.content)
    assert "Thay thế văn bản số" not in said(client.get(f"{address}/result.pdf").content)
    assert client.get(f"{address}/result.pdf?position=9").status_code == 404


def test_the_revocation_names_what_it_takes_back(cast, desk, corrected):
    dossier, old = corrected.result.dossier, Result.objects.get()
    address = f"/office/dossiers/{dossier.code}/revocation"
    client = desk(cast.leader)
    page = client.get(address).content.decode()
    now, _, before = page.partition("Đã được thay thế, không thu hồi")
    assert f"<dd>{corrected.text}<" in now
    assert f"<dd>{old.text}<" in before
    assert 'name="position" value="1"' in now + before
    sent = {"document_number": "1", "basis": "Điều 1", "reason": "sai", "revoked_from": "2026-11-23"}
    stale = client.post(address, {**sent, "position": "0"})
    assert stale.status_code == 409
    assert not Revocation.objects.exists()
    assert client.post(address, {**sent, "position": "1"}).status_code == 302
    assert Revocation.objects.get().result == old


def test_the_counter_lists_what_waits_to_be_handed_over(cast, desk, corrected):
    dossier, client = corrected.result.dossier, desk(cast.counter)
    actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=LATER)
    link = f"/counter/results/{dossier.code}/reissues/{corrected.position}"
    page = client.get("/counter/results").content.decode()
    assert link in page
    assert ALICE.name in page
    actions.hand_over_reissue(corrected, collection=HERSELF, by=cast.counter, now=LATER)
    assert link not in client.get("/counter/results").content.decode()
