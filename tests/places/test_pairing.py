"""Kiosks and displays are paired once, by a code or in the demo by a press, and lose it at once."""

from datetime import timedelta

import pytest
from django.test import override_settings

from motcua.base.actors import Resident
from motcua.domain.refusal import Forbidden, Invalid
from motcua.places import actions
from motcua.places.models import Device, PairingCode, Point
from motcua.places.pairing import CODE_LASTS, digest_of
from tests.cast import MONDAY_0900

ANYBODY = Resident()


def offer(cast, kind="kiosk"):
    return actions.offer_pairing(cast.kim_bang, kind=kind, by=cast.admin, now=MONDAY_0900)


def pair(center, code, *, kind="kiosk", after=timedelta(minutes=1)):
    return actions.pair_device(center, kind=kind, code=code, by=ANYBODY, now=MONDAY_0900 + after)


def test_a_code_pairs_one_device_once(cast):
    code = offer(cast)
    device, token = pair(cast.kim_bang, f" {code.lower()} ")
    assert device.center == cast.kim_bang
    assert device.token_digest == digest_of(token)
    with pytest.raises(Invalid):
        pair(cast.kim_bang, code)
    assert Device.objects.count() == 1


def test_neither_code_nor_token_is_kept(cast):
    code = offer(cast)
    _, token = pair(cast.kim_bang, code)
    assert code.replace("-", "") not in PairingCode.objects.get().code_digest
    assert token not in Device.objects.get().token_digest


@pytest.mark.parametrize("wrong", ["", "0000-0000", "x" * 5000, "' OR 1=1 --", "\x00"])
def test_wrong_codes_pair_nothing(cast, wrong):
    offer(cast)
    with pytest.raises(Invalid) as refused:
        pair(cast.kim_bang, wrong)
    assert refused.value.field == "code"


def test_a_code_is_for_its_center_its_kind_and_its_quarter_of_an_hour(cast):
    code = offer(cast)
    for attempt in (
        lambda: pair(cast.son_lam, code),
        lambda: pair(cast.kim_bang, code, kind="display"),
        lambda: pair(cast.kim_bang, code, after=CODE_LASTS),
        lambda: pair(cast.kim_bang, code, kind="tower"),
    ):
        with pytest.raises(Invalid):
            attempt()
    assert pair(cast.kim_bang, code)


def test_pairing_by_a_press_exists_in_the_demo_alone(cast):
    def press():
        return actions.pair_demo_device(cast.kim_bang, kind="display", by=ANYBODY, now=MONDAY_0900)

    with pytest.raises(Forbidden):
        press()
    with override_settings(DEMO=True):
        assert press()[0].kind == "display"


def test_a_revoked_device_is_no_device(cast):
    device, _ = pair(cast.kim_bang, offer(cast))
    for _ in range(2):
        actions.revoke_device(device, by=cast.admin, now=MONDAY_0900)
    assert not Device.objects.active().exists()


def test_the_command_names_the_receiving_point_where_the_device_stands(cast, capsys):
    from motcua.config.cli import main

    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao", name_en="Ba Sao point")
    Point.objects.create(center=cast.kim_bang, name_vi="Điểm cũ", closed_at=MONDAY_0900)
    asked = ["device", "pair", "--center", cast.kim_bang.code, "--kind", "kiosk", "--point"]
    assert main([*asked, "diem ba sao"]) == 0
    said = capsys.readouterr()
    assert "Điểm Ba Sao" in said.err
    assert PairingCode.objects.get().point == point
    assert main([*asked, "Điểm cũ"]) == 2
    assert "Điểm Ba Sao" in capsys.readouterr().err


@override_settings(DEMO=True)
def test_the_demo_pairs_at_a_receiving_point_in_one_press(cast, client):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    page = client.get(f"/kiosk/{cast.kim_bang.code}")
    assert f'value="{point.pk}"' in page.content.decode()
    client.post(f"/kiosk/{cast.kim_bang.code}/pairing", {"demo": str(point.pk)})
    assert Device.objects.get().point == point
