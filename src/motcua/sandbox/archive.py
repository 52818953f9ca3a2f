"""The invented rules on keeping, and a dossier that is on hold.

Neither the periods nor the document are real: each is marked as an illustration. The dossiers of three weeks
are all young, so no list of what is to be destroyed can be made of them.
"""

from datetime import datetime

from motcua.base.actors import System
from motcua.catalogue.models import Field, Procedure
from motcua.domain.retention import CountsFrom, Kind
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.actions.retention import Keeping
from motcua.dossiers.models import Dossier, RetentionHold
from motcua.people.models import Officer
from motcua.places.models import Center, Unit
from motcua.sandbox.cast import SINCE

SYSTEM = System("demo")
DOCUMENT = "Thông tư 00/2025/TT-BNV, bảng thời hạn (minh họa)"
FIELDS = (("civil-status", None), ("land", 20), ("construction", 10), ("business", 5), ("certification", 2))
"""Years by field; None: permanently."""
EXPIRING = "1.001612"
"""Household business registration: counted from the end of its validity."""


def load_retention(province: Unit, now: datetime) -> None:
    """A few rules of each kind, so that every reason can be seen."""
    for code, years in FIELDS:
        field = Field.objects.filter(code=code).first()
        if field is not None:
            _rule(province, Keeping(years, field=field), field.name_vi, field.name_en, now)
    without = Keeping(1, kind=Kind.WITHOUT_RESULT)
    _rule(province, without, "Hồ sơ không có kết quả", "Dossiers without a result", now)
    procedure = Procedure.objects.filter(code=EXPIRING).first()
    if procedure is not None:
        keeping = Keeping(5, CountsFrom.RESULT_EXPIRY, procedure=procedure)
        _rule(province, keeping, "Đăng ký hộ kinh doanh", "Household business", now)


def hold_one(center: Center, *, by: Officer, now: datetime) -> None:
    """The latest returned dossier is needed for a complaint."""
    dossier = Dossier.objects.filter(center=center, state=State.RETURNED).order_by("-returned_at").first()
    if dossier is not None:
        reason = "Đơn khiếu nại số 01/ĐKN (minh họa) đang được giải quyết."
        kind = RetentionHold.Kind.COMPLAINT
        actions.hold_dossier(dossier, kind=kind, reason=reason, by=by, now=now)


def _rule(province: Unit, keeping: Keeping, vi: str, en: str, now: datetime) -> None:
    length = Words("vĩnh viễn", "permanently") if keeping.years is None else _years(keeping.years)
    name = Words(f"{vi}: {length.vi} (minh họa)", f"{en}: {length.en} (illustration)")
    rule = Rule(name, DOCUMENT, SINCE)
    actions.set_retention_rule(keeping, owner=province, rule=rule, by=SYSTEM, now=now)


def _years(years: int) -> Words:
    return Words(f"{years} năm", f"{years} year{'s' if years > 1 else ''}")
