"""What results are and how long they hold, by the province's pages."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.base.models import Event
from motcua.domain.refusal import Forbidden
from motcua.dossiers import actions
from motcua.dossiers.models import ResultKind
from tests.cast import BIRTH, MONDAY_0900
from tests.dossiers.test_aftermath import kind_of

LINE = {
    "procedure": BIRTH,
    "name_vi": "Giấy khai sinh",
    "name_en": "Birth certificate",
    "validity_months": "12",
    "basis": "Quyết định 09/2026/QĐ-UBND (minh họa)",
    "valid_from": "2026-12-01",
    "valid_to": "",
}
ENTRY = "/setup/results/entry"


@pytest.fixture
def desk(cast, monkeypatch):
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: MONDAY_0900))

    def logged_in(officer):
        client = Client()
        client.force_login(officer)
        return client

    return logged_in


def test_a_line_shows_first_what_it_replaces_then_replaces_it(cast, desk):
    before, client = kind_of(cast, 6), desk(cast.finance)
    seen = client.post(f"{ENTRY}?lang=en", LINE | {"go": "look"}).content.decode()
    assert "which ends on 30/11/2026" in seen
    assert "Months: 6" in seen
    assert ResultKind.objects.count() == 1
    assert 'value="12"' in client.post(ENTRY, LINE | {"go": "change"}).content.decode()
    assert client.post(ENTRY, LINE | {"go": "save"}).status_code == 302
    before.refresh_from_db()
    new = ResultKind.objects.get(validity_months=12)
    assert (before.valid_to, new.valid_from, new.valid_to) == (date(2026, 11, 30), date(2026, 12, 1), None)
    assert new.owner.kind == "province"
    assert "12 months" not in client.get("/setup/results?lang=vi").content.decode()
    assert "12 tháng" in client.get("/setup/results?show=coming").content.decode()
    assert "12 tháng" not in client.get("/setup/results?show=ended").content.decode()


def test_without_limit_is_ticked_and_kept_through_the_preview(cast, desk):
    client = desk(cast.province)
    line = LINE | {"validity_months": "", "unlimited": "on"}
    seen = client.post(f"{ENTRY}?lang=vi", line | {"go": "look"}).content.decode()
    assert 'name="unlimited" value="True"' in seen
    assert "không thời hạn" in seen
    client.post(ENTRY, line | {"unlimited": "True", "go": "save"})
    assert ResultKind.objects.get().validity_months is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("procedure", "9.999999"),
        ("name_vi", ""),
        ("validity_months", ""),
        ("validity_months", "sáu"),
        ("validity_months", "0"),
        ("validity_months", "1201"),
        ("basis", ""),
        ("valid_from", "31/02/2026"),
        ("valid_from", "2026-11-23"),
        ("valid_to", "2026-11-01"),
    ],
)
@pytest.mark.parametrize("go", ["look", "save"])
def test_what_is_wrong_is_said_beside_its_field_and_nothing_lost(cast, desk, field, value, go):
    kind_of(cast, 6)
    answer = desk(cast.finance).post(ENTRY, LINE | {"go": go, field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "Birth certificate" in answer.content.decode()
    assert ResultKind.objects.count() == 1


def test_a_line_gets_its_last_day_once_and_never_a_later_one(cast, desk):
    kind, client = kind_of(cast, 6), desk(cast.finance)
    address = f"/setup/results/{kind.pk}/end"
    assert address in client.get("/setup/results").content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"last_day": "2026-11-22"}).status_code == 422
    assert client.post(address, {"last_day": "2026-12-31"}).status_code == 302
    assert client.post(address, {"last_day": "2027-12-31"}).status_code == 422
    kind.refresh_from_db()
    assert kind.valid_to == date(2026, 12, 31)
    assert Event.objects.filter(kind="result.kind_ended").count() == 1


def test_only_the_province_sets_it_and_the_center_reads_it(cast, desk):
    kind = kind_of(cast, 6)
    head = desk(cast.center)
    assert "/setup/results" in head.get("/setup/").content.decode()
    assert ENTRY not in head.get("/setup/results").content.decode()
    assert head.post(ENTRY, LINE | {"go": "save"}).status_code == 403
    assert desk(cast.clerk).get("/setup/results").status_code == 403
    with pytest.raises(Forbidden):
        actions.end_result_kind(kind, last_day=date(2026, 12, 1), by=cast.leader, now=MONDAY_0900)
