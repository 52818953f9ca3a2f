"""The province's tariff and exempted classes by their pages, and a center's account by its head's."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.base.models import Event
from motcua.catalogue.models import Procedure
from motcua.catalogue.revisions import keeper
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.models import ExemptionClass, ReceivingAccount, Tariff
from tests.cast import MONDAY_0900
from tests.dossiers.till import DEATH, SYSTEM, exempted_class

LINE = {
    "procedure": DEATH,
    "name_vi": "Đăng ký khai tử",
    "name_en": "Death registration",
    "amount": "8.000",
    "per_vi": "",
    "per_en": "",
    "channel": "",
    "basis": "Nghị quyết 09/2026/NQ-HĐND (minh họa)",
    "valid_from": "2026-12-01",
    "valid_to": "",
}
POOR = {
    "code": "poor",
    "name_vi": "Hộ nghèo",
    "name_en": "Poor households",
    "percent": "50",
    "basis": "Nghị quyết 09/2026/NQ-HĐND (minh họa)",
    "valid_from": "2026-12-01",
    "valid_to": "",
}
ACCOUNT = {"bank": "970436", "number": "0011 0022 33", "holder": "UBND xã Kim Bảng"}


@pytest.fixture
def desk(cast, monkeypatch):
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: MONDAY_0900))

    def logged_in(officer):
        client = Client()
        client.force_login(officer)
        return client

    return logged_in


@pytest.fixture
def line(cast):
    rule = Rule(Words("Đăng ký khai tử", "Death registration"), "Nghị quyết 02 (minh họa)", date(2026, 1, 1))
    procedure = Procedure.objects.get(code=DEATH)
    return actions.set_tariff(procedure, owner=keeper(), rule=rule, amount=5_000, by=SYSTEM, now=MONDAY_0900)


def test_a_line_shows_first_what_it_replaces_and_saves_nothing(cast, desk, line):
    html = (
        desk(cast.finance).post("/setup/fees/tariffs/entry?lang=en", LINE | {"go": "look"}).content.decode()
    )
    assert "They end on 30/11/2026" in html
    assert "5,000 dong" in html
    assert f'value="{line.pk}" checked' in html
    assert Tariff.objects.count() == 1


def test_what_was_ticked_ends_the_day_before(cast, desk, line):
    client = desk(cast.province)
    saved = client.post("/setup/fees/tariffs/entry", LINE | {"go": "save", "replaces": [str(line.pk)]})
    assert saved.status_code == 302
    new = Tariff.objects.get(amount=8_000)
    line.refresh_from_db()
    assert (line.valid_to, new.valid_from, new.valid_to) == (date(2026, 11, 30), date(2026, 12, 1), None)
    assert new.owner.kind == "province"
    assert "8.000 đồng" in client.get("/setup/fees?show=coming").content.decode()


def test_what_was_not_ticked_stays_beside_it(cast, desk, line):
    desk(cast.finance).post("/setup/fees/tariffs/entry", LINE | {"go": "save"})
    line.refresh_from_db()
    assert line.valid_to is None
    assert Tariff.objects.in_force(date(2026, 12, 1)).count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("procedure", "9.999999"),
        ("amount", "tám nghìn"),
        ("amount", "0"),
        ("name_vi", ""),
        ("basis", ""),
        ("valid_from", "31/02/2026"),
        ("valid_to", "2026-11-01"),
        ("channel", "pigeon"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_lost(cast, desk, field, value):
    answer = desk(cast.finance).post("/setup/fees/tariffs/entry", LINE | {"go": "save", field: value})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in html
    assert "8.000" in html or field == "amount"
    assert not Tariff.objects.exists()


def test_a_line_gets_its_last_day_once_and_never_a_later_one(cast, desk, line):
    client = desk(cast.finance)
    address = f"/setup/fees/tariffs/{line.pk}/end"
    assert client.post(address, {"last_day": "2025-12-31"}).status_code == 422
    assert client.post(address, {"last_day": "2026-12-31"}).status_code == 302
    assert client.post(address, {"last_day": "2027-12-31"}).status_code == 422
    line.refresh_from_db()
    assert line.valid_to == date(2026, 12, 31)


def test_only_an_earlier_line_of_the_same_procedure_is_replaced(cast, line):
    rule = Rule(Words("Khác", "Other"), "Nghị quyết 03 (minh họa)", date(2026, 12, 1))
    other = Procedure.objects.get(code="1.001193")
    with pytest.raises(Invalid) as refused:
        actions.set_tariff(
            other, owner=keeper(), rule=rule, amount=1, replaces=[line], by=cast.finance, now=MONDAY_0900
        )
    assert refused.value.field == "replaces"


def test_a_class_shows_what_it_replaces_then_replaces_it(cast, desk):
    before, client = exempted_class(), desk(cast.finance)
    seen = client.post("/setup/fees/classes/entry?lang=vi", POOR | {"go": "look"}).content.decode()
    assert "mức cũ hết hiệu lực sau ngày 30/11/2026" in seen
    assert ExemptionClass.objects.count() == 1
    assert client.post("/setup/fees/classes/entry", POOR | {"go": "save"}).status_code == 302
    before.refresh_from_db()
    assert before.valid_to == date(2026, 11, 30)
    assert ExemptionClass.objects.in_force(date(2026, 12, 1)).get().percent == 50


def test_a_class_may_end_without_another(cast, desk):
    rule = exempted_class()
    answer = desk(cast.province).post(f"/setup/fees/classes/{rule.pk}/end", {"last_day": "2026-11-30"})
    assert answer.status_code == 302
    assert not ExemptionClass.objects.in_force(date(2026, 12, 1)).exists()
    assert Event.objects.filter(kind="fee.class_ended").exists()


@pytest.mark.parametrize(("field", "value"), [("percent", "101"), ("percent", "0"), ("code", "hộ nghèo")])
def test_a_class_that_cannot_be_is_refused(cast, desk, field, value):
    answer = desk(cast.finance).post("/setup/fees/classes/entry", POOR | {"go": "save", field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_a_rule_in_the_middle_of_a_later_one_is_refused(cast):
    exempted_class()
    rule = Rule(Words("Hộ nghèo", ""), "Nghị quyết 00 (minh họa)", date(2025, 1, 1))
    with pytest.raises(Invalid, match="must begin after"):
        actions.set_exemption_class("poor", owner=keeper(), rule=rule, by=cast.finance, now=MONDAY_0900)


def test_the_list_costs_the_same_with_more_lines(cast, desk, line, django_assert_num_queries):
    client = desk(cast.finance)
    client.get("/setup/fees")
    with django_assert_num_queries(5):
        client.get("/setup/fees")
    for code in ("a", "b", "c"):
        exempted_class(code=code)
    with django_assert_num_queries(5):
        assert client.get("/setup/fees").content.decode().count("Hộ nghèo") >= 3


def test_the_head_of_the_center_changes_the_account_after_a_look(cast, desk):
    client = desk(cast.center)
    actions.set_account(
        cast.kim_bang,
        account=ReceivingAccount(bank="970415", number="113366668888", holder="UBND XA").as_rule,
        by=cast.center,
        now=MONDAY_0900 - timedelta(days=1),
    )
    seen = client.post("/setup/fees/account", ACCOUNT | {"go": "look"}).content.decode()
    assert "UBND XA KIM BANG" in seen
    assert "113366668888" in seen
    assert client.post("/setup/fees/account", ACCOUNT | {"go": "save"}).status_code == 302
    now = ReceivingAccount.objects.get(center=cast.kim_bang, until__isnull=True)
    assert (now.bank, now.number) == ("970436", "0011002233")


@pytest.mark.parametrize(("field", "value"), [("bank", "VCB"), ("number", "12"), ("holder", "X")])
def test_an_account_that_no_bank_knows_is_refused(cast, desk, field, value):
    answer = desk(cast.center).post("/setup/fees/account", ACCOUNT | {"go": "save", field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_another_communes_head_changes_no_account_here(cast):
    given = ReceivingAccount(bank="970415", number="113366668888", holder="UBND XA").as_rule
    with pytest.raises(Forbidden):
        actions.set_account(cast.son_lam, account=given, by=cast.center, now=MONDAY_0900)


def test_who_has_no_door_has_no_link_and_is_told(cast, desk):
    client = desk(cast.counter)
    assert client.get("/setup/").status_code == 403
    assert "không có phần nào để thiết lập" in client.get("/setup/").content.decode()
    assert 'href="/setup/"' not in client.get("/").content.decode()
    assert 'href="/setup/"' in desk(cast.finance).get("/").content.decode()
