"""The demo's signing keys: who decides and which organisations seal, at the two communes that live.

All certificates come from a root made here, say DEMO, and are of no legal value. Pictures are invented.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.people.models import Officer, Role
from motcua.people.signing import pictures, software
from motcua.people.signing.keys import holder_of
from motcua.places.models import Center, Unit
from motcua.sandbox.cast import COUNTERS

SIGNERS = (Role.LEADER, Role.CENTER_HEAD, Role.HEAD_OF_UNIT, Role.COUNTER)
VALID = timedelta(days=3 * 365)


def load_keys(now: datetime) -> int:
    """Make what is missing; returns how many keys that were. Valid from a year ago.

    None where keys come from a hardware module: there they are made by its owner.
    """
    if settings.KEY_MODULE:
        return 0
    folder = Path(settings.KEYS_ROOT)
    span = {"valid_from": now - timedelta(days=365), "valid_to": now + VALID}
    software.make_authority(folder, **span)
    made = 0
    for center in Center.objects.filter(commune__in=COUNTERS).select_related("unit__parent", "commune"):
        owner = center.unit.owner
        officers = Officer.objects.filter(posts__unit__parent=owner, posts__role__in=SIGNERS).distinct()
        holders: list[Officer | Unit] = [owner, center.unit, *officers]
        for who in holders:
            if not (folder / f"{holder_of(who)}.p12").exists():
                _make(folder, who, owner, center, span)
                made += 1
    return made


def _make(folder: Path, who: Officer | Unit, owner: Unit, center: Center, span: dict[str, datetime]) -> None:
    name = holder_of(who)
    if isinstance(who, Unit):
        full = who.name_vi if center.commune.name_vi.lower() in who.name_vi.lower() else _placed(who, center)
        picture = pictures.invented_seal(full, "Tỉnh Nghệ An")
        holder = software.Holder(name, full, full, who.identifier)
    else:
        picture = pictures.invented_signature(who.name_vi)
        holder = software.Holder(name, who.name_vi, owner.name_vi)
    software.make_key(folder, holder, **span)
    pictures.keep_picture(folder, name, picture)


def _placed(unit: Unit, center: Center) -> str:
    commune = center.commune.name_vi
    return f"{unit.name_vi} {commune[:1].lower()}{commune[1:]}"
