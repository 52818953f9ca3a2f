"""Writes about places: kiosks and displays are paired with a center, and lose their pairing."""

import secrets
from datetime import datetime

from django.conf import settings

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.words import Words
from motcua.places.models import Center, Device, PairingCode, Point
from motcua.places.pairing import CODE_LASTS, digest_of, new_code, read_code


@action
def offer_pairing(center: Center, *, kind: str, by: Actor, now: datetime, point: Point | None = None) -> str:
    """A code to be typed on the device within ``CODE_LASTS``; valid once, returned once. The device then
    stands at ``point`` (None: the main place)."""
    code = new_code()
    offer = PairingCode.objects.create(
        id=new_id(),
        center=center,
        kind=_known(kind),
        point=point,
        code_digest=digest_of(read_code(code)),
        expires_at=now + CODE_LASTS,
    )
    record("pairing.offered", offer, by=by, at=now, device=kind)
    return code


@action
def pair_device(center: Center, *, kind: str, code: str, by: Actor, now: datetime) -> tuple[Device, str]:
    """Pair the browser that typed a valid code; returns the device and its token, which is not kept here."""
    offers = PairingCode.objects.select_for_update().filter(
        center=center, kind=_known(kind), code_digest=digest_of(read_code(code))
    )
    if not offers.filter(used_at__isnull=True, expires_at__gt=now).update(used_at=now):
        raise Invalid(
            "pairing_code_wrong",
            Words(
                vi="Mã ghép nối sai, đã dùng hoặc đã hết hạn. Hãy xin mã mới từ Trung tâm.",
                en="This pairing code is wrong, used or expired. Ask the center for a new one.",
            ),
            field="code",
        )
    return _pair(center, kind, by, now, offers[0].point)


@action
def pair_demo_device(
    center: Center, *, kind: str, by: Actor, now: datetime, point: Point | None = None
) -> tuple[Device, str]:
    """Pair this browser with one press; only in the demo."""
    if not settings.DEMO:
        raise Forbidden(
            "demo_only",
            Words(
                vi="Chỉ bản dùng thử mới ghép nối không cần mã.",
                en="Only the demo pairs without a code.",
            ),
        )
    return _pair(center, _known(kind), by, now, point)


@action
def revoke_device(device: Device, *, by: Actor, now: datetime) -> Device:
    """The device is lost, broken or moved: its token opens nothing from now on."""
    if Device.objects.filter(pk=device.pk, revoked_at__isnull=True).update(revoked_at=now):
        record("device.revoked", device, by=by, at=now)
    device.refresh_from_db()
    return device


def _pair(
    center: Center, kind: str, by: Actor, now: datetime, point: Point | None = None
) -> tuple[Device, str]:
    token = secrets.token_urlsafe(24)
    device = Device.objects.create(
        id=new_id(), center=center, kind=kind, point=point, token_digest=digest_of(token), paired_at=now
    )
    record("device.paired", device, by=by, at=now, device=kind)
    return device, token


def _known(kind: str) -> str:
    if kind in Device.Kind.values:
        return kind
    raise Invalid(
        "device_kind_unknown",
        Words("Thiết bị phải là máy lấy số hoặc màn hình.", "A device is a kiosk or a display."),
        field="kind",
    )
