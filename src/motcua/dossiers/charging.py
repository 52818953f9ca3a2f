"""What a dossier's charges are when nobody has paid yet: made from the procedure's fee, nothing written."""

from datetime import datetime

from motcua.base.rows import new_id
from motcua.catalogue.models import Fee
from motcua.catalogue.queries import Bundle
from motcua.domain.fees import COUNTED, PLAIN, SCALES, Kind, price
from motcua.dossiers.models import Charge, Dossier, Tariff
from motcua.people.models import Officer

RULED_ELSEWHERE = frozenset({"provincial_rule", "not_stated"})
"""Kinds of fee whose amount the procedure's own row does not name."""
BY_LAW = "by_law"
"""Land: the tax office sets the amount by a notice, and the dossier waits for its payment."""


def charge_for(
    dossier: Dossier, parts: Bundle, channel: str, *, by: Officer, now: datetime, count: int | None = None
) -> Charge | None:
    """The charge that reception makes at once, not saved yet: one more INSERT, no question asked.

    None where nothing is due by this procedure, where the province or the tax office sets the amount
    (the counter's page asks), and where somebody must count copies or pages first.
    """
    fee = parts.fee(channel)
    if fee is None or not fee.amount or (fee.per_vi in COUNTED and count is None):
        return None
    return fixed_charge(dossier, fee, count=count or 1, copies=1, by=by, now=now)


def fixed_charge(
    dossier: Dossier, fee: Fee, *, count: int, copies: int, by: Officer, now: datetime
) -> Charge:
    """What the procedure's own amount makes for so many pieces. Refuses counts that cannot be."""
    rate = fee.amount or 0
    return Charge(
        id=new_id(),
        dossier=dossier,
        kind=Kind.FIXED,
        rate=rate,
        count=count,
        copies=copies,
        per_vi=fee.per_vi,
        per_en=fee.per_en,
        amount=price(rate, SCALES.get(fee.per_vi, PLAIN), count=count, copies=copies),
        made_at=now,
        made_by=by,
    )


def tariff_charge(
    dossier: Dossier, tariff: Tariff, *, count: int, copies: int, by: Officer, now: datetime
) -> Charge:
    """What a line of the province's list makes."""
    return Charge(
        id=new_id(),
        dossier=dossier,
        kind=Kind.PROVINCIAL_RULE,
        rate=tariff.amount,
        count=count,
        copies=copies,
        per_vi=tariff.per_vi,
        per_en=tariff.per_en,
        amount=price(tariff.amount, SCALES.get(tariff.per_vi, PLAIN), count=count, copies=copies),
        basis=f"{tariff.name_vi}: {tariff.basis}"[:300],
        made_at=now,
        made_by=by,
    )
