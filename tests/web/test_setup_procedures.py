"""The catalogue in /setup/: drafted without a script, approved by another, published, shown as it was."""

import hashlib
import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.catalogue import revisions
from motcua.catalogue.models import Revision
from motcua.catalogue.queries import in_force
from motcua.domain.refusal import Refusal
from motcua.dossiers.models import Dossier
from tests.cast import BIRTH, FRIDAY_1000, MONDAY_0900, received
from tests.catalogue.keepers import Keepers

LAND = "1.013978"
TODAY = MONDAY_0900.date()
DECISION = {"document": "4100/QĐ-UBND", "document_date": "2026-11-20"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(monkeypatch):
    """``browser(officer)``: logged in, in English, on Monday 23 November 2026, ten o'clock."""
    now = MONDAY_0900 + timedelta(hours=1)
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: now))

    def of(officer):
        client = Client(headers={"accept-language": "en"})
        client.force_login(officer)
        client.get("/setup/procedures/?lang=en")
        return client

    return of


@pytest.fixture
def keepers(cast):
    return Keepers(cast)


def at(number: int, what: str = "", code: str = LAND) -> str:
    return f"/setup/procedures/{code}/revisions/{number}{'/' + what if what else ''}"


def typed(client: Client, number: int) -> dict[str, str]:
    """What the browser would send: every input and chosen option of the draft's form."""
    page = client.get(at(number, "draft")).content.decode()
    form = page[page.index('name="seen"') - 40 : page.index("save-bar")]
    values = {}
    for tag in re.findall(r"<input[^>]*>|<select.*?</select>", form, re.S):
        name = re.search(r'name="([^"]+)"', tag)[1]
        if tag.startswith("<select"):
            chosen = re.search(r'value="([^"]*)" selected', tag)
            values[name] = chosen[1] if chosen else re.search(r'value="([^"]*)"', tag)[1]
        elif 'type="checkbox"' not in tag or " checked" in tag:
            values[name] = re.search(r'value="([^"]*)"', tag)[1]
    return values


def test_a_procedure_is_found_by_its_name_without_diacritics(browser, cast):
    page = browser(cast.province).get("/setup/procedures/?q=dang ky khai sinh").content.decode()
    assert BIRTH in page
    assert "Revision 1" in page


def test_the_list_asks_the_database_no_more_for_forty_than_for_one(
    browser, cast, django_assert_max_num_queries
):
    client = browser(cast.province)
    for address in ("/setup/procedures/", f"/setup/procedures/?q={BIRTH}"):
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200


def test_a_past_day_shows_its_text_with_a_digest_that_the_download_has(browser, cast):
    client = browser(cast.province)
    page = client.get(f"/setup/procedures/{BIRTH}/?on=2026-11-20").content.decode()
    text = client.get(at(1, "text", BIRTH)).content
    assert hashlib.sha256(text).hexdigest() in page
    assert "the digest agrees" in page
    assert "was not in force" in client.get(f"/setup/procedures/{BIRTH}/?on=2020-01-01").content.decode()
    assert client.get(f"/setup/procedures/{BIRTH}/?on=hôm qua").status_code == 422


def test_a_draft_saved_as_it_is_says_the_same(browser, cast, keepers):
    client = browser(cast.province)
    made = client.post(f"/setup/procedures/{LAND}/drafts", {"source": "1"})
    assert made["Location"] == at(2, "draft")
    before = revisions.record_of(revisions.revision_of(LAND, 2))
    saved = client.post(at(2, "draft"), typed(client, 2) | {"press": "save"})
    assert saved["Location"] == at(2)
    assert revisions.record_of(revisions.revision_of(LAND, 2)) == before


def test_buttons_add_move_and_take_out_rows_and_keep_what_was_typed(browser, cast, keepers):
    keepers.draft(LAND)
    client = browser(cast.province)
    sent = typed(client, 2) | {"name_en": "Typed and not saved"}
    rows = sum(1 for name in sent if re.fullmatch(r"documents-\d+-code", name))
    page = client.post(at(2, "draft"), sent | {"press": "add-documents"}).content.decode()
    assert f'name="documents-{rows}-name_vi"' in page
    assert "Typed and not saved" in page
    page = client.post(at(2, "draft"), sent | {"press": "down-documents-0"}).content.decode()
    assert f'name="documents-1-code" value="{sent["documents-0-code"]}"' in page
    page = client.post(at(2, "draft"), sent | {"press": "drop-steps-1"}).content.decode()
    assert f'value="{sent["steps-2-name_en"]}"' in page
    assert f'value="{sent["steps-1-name_en"]}"' not in page
    assert client.post(at(2, "draft"), sent | {"press": "drop-steps-99"}).status_code == 200
    assert client.post(at(2, "draft"), sent | {"press": "nonsense"}).status_code == 200
    assert revisions.record_of(revisions.revision_of(LAND, 2)).name.en != "Typed and not saved"


def test_a_value_that_cannot_be_read_loses_nothing(browser, cast, keepers):
    keepers.draft(LAND)
    client = browser(cast.province)
    sent = typed(client, 2) | {"terms-0-value": "twenty", "name_en": "Kept", "press": "save"}
    answer = client.post(at(2, "draft"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_terms-0-value"' in page
    assert 'value="twenty"' in page
    assert 'value="Kept"' in page


def test_a_draft_that_is_not_right_yet_is_kept_and_says_what_is_wrong(browser, cast, keepers):
    keepers.draft(LAND)
    client = browser(cast.province)
    sent = typed(client, 2) | {"terms-0-value": "20", "press": "save"}
    page = client.post(at(2, "draft"), sent, follow=True).content.decode()
    assert "add up to 216 hours instead of 160" in page
    assert "cannot be approved yet" in browser(cast.admin).get(at(2, "approval")).content.decode()
    assert revisions.record_of(revisions.revision_of(LAND, 2)).terms[0].value == 20


def test_what_somebody_else_saved_is_not_overwritten(browser, cast, keepers):
    keepers.draft(LAND)
    first, second = browser(cast.province), browser(cast.admin)
    one, two = typed(first, 2), typed(second, 2)
    assert first.post(at(2, "draft"), one | {"name_en": "First", "press": "save"}).status_code == 302
    answer = second.post(at(2, "draft"), two | {"name_en": "Second", "press": "save"})
    assert answer.status_code == 422
    assert "has just saved this draft" in answer.content.decode()
    assert "Second" in answer.content.decode()
    assert revisions.record_of(revisions.revision_of(LAND, 2)).name.en == "First"


def test_a_new_document_gets_a_code_that_none_had_before(browser, cast, keepers):
    draft = keepers.draft(LAND)
    codes = {document.code for document in revisions.record_of(draft).documents}
    client = browser(cast.province)
    sent = typed(client, 2)
    last = max(int(name.split("-")[1]) for name in sent if name.startswith("documents-"))
    sent |= {f"documents-{last}-code": "", f"documents-{last}-name_en": "New paper", "press": "save"}
    assert client.post(at(2, "draft"), sent).status_code == 302
    new = [d for d in revisions.record_of(revisions.revision_of(LAND, 2)).documents if d.code not in codes]
    assert [document.name.en for document in new] == ["New paper"]


def test_from_the_draft_to_a_dossier_that_the_law_moved(browser, cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    keepers.draft(LAND)
    drafter, other = browser(cast.province), browser(cast.admin)
    sent = typed(drafter, 2) | {"terms-0-promised": "20", "press": "save"}
    assert drafter.post(at(2, "draft"), sent)["Location"] == at(2)
    assert "somebody else must approve" in drafter.get(at(2, "approval")).content.decode()
    assert drafter.post(at(2, "approval"), DECISION).status_code == 409
    assert other.post(at(2, "approval"), {}).status_code == 422
    assert other.post(at(2, "approval"), DECISION)["Location"] == at(2)
    preview = other.get(at(2, "publication")).content.decode()
    assert dossier.code in preview
    decided = DECISION | {"valid_from": TODAY.isoformat(), "open_dossiers": "move"}
    answer = other.post(at(2, "publication"), decided)
    assert answer.status_code == 422
    assert "Name the provision of law" in answer.content.decode()
    answer = other.post(
        at(2, "publication"), decided | {"legal_basis": "151/2025/NĐ-CP, Điều 99"}, follow=True
    )
    assert "Dossiers moved: 1." in answer.content.decode()
    moved = Dossier.objects.get(pk=dossier.pk)
    assert (moved.revision.number, moved.promised_value) == (2, 20)
    assert moved.due_at < dossier.due_at


def test_the_preview_asks_for_a_decision_and_staying_is_the_default(browser, cast, keepers):
    received(cast, procedure=LAND, now=FRIDAY_1000)
    keepers.approve(keepers.draft(LAND))
    page = browser(cast.admin).get(at(2, "publication")).content.decode()
    assert re.search(r'value="stay"[^>]*checked', page)
    answer = browser(cast.admin).post(at(2, "publication"), DECISION | {"valid_from": "2026-11-24"})
    assert answer.status_code == 422
    assert Revision.objects.get(procedure=LAND, number=2).state == Revision.State.APPROVED


def test_a_reversal_and_the_difference_in_words(browser, cast, keepers):
    keepers.published(TODAY, LAND)
    client = browser(cast.province)
    sent = client.post(f"/setup/procedures/{LAND}/drafts", {"source": "2"})
    assert sent["Location"] == at(3, "draft")
    client.post(at(3, "draft"), typed(client, 3) | {"terms-0-promised": "25", "press": "save"})
    page = client.get(f"/setup/procedures/{LAND}/differences?old=2&new=3").content.decode()
    assert "27 working days; the province promises 25 working days" in page
    assert (
        "They say the same"
        in client.get(f"/setup/procedures/{LAND}/differences?old=1&new=2").content.decode()
    )


def test_the_last_day_is_set_with_its_decision(browser, cast):
    client = browser(cast.province)
    assert client.post(at(1, "end"), {"last_day": "2026-11-01"} | DECISION).status_code == 422
    assert client.post(at(1, "end"), {"last_day": "2026-11-30"} | DECISION)["Location"] == at(1)
    in_force(LAND, date(2026, 11, 30))
    with pytest.raises(Refusal, match="not in force"):
        in_force(LAND, date(2026, 12, 1))


@pytest.mark.parametrize("address", ["9.999999/", f"{LAND}/revisions/99", f"{LAND}/differences?old=7&new=9"])
def test_what_is_not_there_is_a_page_that_says_so(browser, cast, address):
    assert browser(cast.province).get(f"/setup/procedures/{address}").status_code == 404
