"""The invented money of the demo: the province's rules, the centers' accounts, and people who pay.

Every text named here is marked as an illustration: neither the amounts nor the resolutions are real.
"""

from datetime import datetime
from random import Random

from motcua.base.actors import System
from motcua.base.vietqr import Account
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import bundle
from motcua.domain.fees import COUNTED
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.actions.pauses import TaxNotice
from motcua.dossiers.models import Charge, Dossier, ExemptionClass, Tariff
from motcua.hall.models import Duty
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center, Unit
from motcua.sandbox.cast import COUNTERS, SINCE

SYSTEM = System("demo")
RESOLUTION = "Nghị quyết 00/2025/NQ-HĐND (minh họa)"
CLASSES = (
    ("merit", Words("Người có công với cách mạng", "People with merit"), 100),
    ("poor", Words("Hộ nghèo", "Poor households"), 100),
    ("elderly", Words("Người cao tuổi", "Elderly people"), 100),
    ("disabled", Words("Người khuyết tật", "People with a disability"), 100),
    ("minority", Words("Đồng bào dân tộc thiểu số ở xã khó khăn", "Ethnic minorities in hard areas"), 100),
    ("child", Words("Trẻ em", "Children"), 100),
    ("near-poor", Words("Hộ cận nghèo", "Near-poor households"), 50),
)
TARIFFS = (
    ("1.000656", Words("Đăng ký khai tử", "Death registration"), 5_000),
    ("1.001612", Words("Cấp đăng ký hộ kinh doanh", "Household business registration"), 100_000),
    ("1.004859", Words("Thay đổi, cải chính hộ tịch", "Change of civil status"), 15_000),
)
TAXED = "1.013978"
EXEMPT, BY_CASH = 0.1, 0.6


def load_rules(province: Unit, now: datetime) -> None:
    """Who is exempt, a few lines of a tariff, and where the two centers receive transfers."""
    for code, name, percent in CLASSES:
        rule = Rule(name, RESOLUTION, SINCE)
        actions.set_exemption_class(code, owner=province, rule=rule, percent=percent, by=SYSTEM, now=now)
    for code, name, amount in TARIFFS:
        rule = Rule(name, RESOLUTION, SINCE)
        procedure = Procedure.objects.get(code=code)
        actions.set_tariff(procedure, owner=province, rule=rule, amount=amount, by=SYSTEM, now=now)
    for code in COUNTERS:
        center = Center.objects.select_related("commune").get(commune_id=code)
        account = Account("970415", f"1900{code}0001", f"UBND {center.name_vi}")
        actions.set_account(center, account=account, by=SYSTEM, now=now)


def settle(dossier: Dossier, chance: Random, *, by: Officer, now: datetime) -> None:
    """What reception charged, and what the counter counts or reads from the tariff, is paid at once."""
    charge = dossier.charges.first() or _charged(dossier, chance, by, now)
    if charge is None:
        return
    if chance.random() < EXEMPT:
        chosen = chance.choice(list(ExemptionClass.objects.order_by("code")))
        actions.exempt(charge, exempted_class=chosen, proof="Giấy tờ bản gốc (minh họa)", by=by, now=now)
        if chosen.percent == 100:
            return
    due = charge.amount - (charge.exemption.amount if hasattr(charge, "exemption") else 0)
    duty = Duty.objects.filter(officer=by, closed_at__isnull=True).select_related("counter__center").first()
    if duty is not None and chance.random() < BY_CASH:
        actions.take_cash(charge, counter=duty.counter, amount=due, by=by, now=now)
    else:
        reference = f"FT{now:%y%j}{chance.randrange(10**8):08d}"
        actions.record_transfer(charge, amount=due, reference=reference, by=by, now=now)


def pause(dossier: Dossier, chance: Random, *, by: Officer, now: datetime) -> bool:
    """The tax office has assessed a land dossier; whether this one now waits for its payment."""
    if dossier.revision.procedure_id != TAXED or dossier.charges.exists():
        return False
    notice = TaxNotice(
        number=f"{chance.randrange(100, 9_999)}/TB-CT (minh họa)",
        day=business_date(now),
        agency="Thuế cơ sở (minh họa)",
        amount=chance.randrange(1_000, 30_000) * 1_000,
    )
    actions.pause_for_payment(dossier, notice=notice, by=by, now=now)
    return True


def resume(dossier: Dossier, chance: Random, *, by: Officer, now: datetime) -> None:
    actions.resume_after_payment(dossier, proof=f"GNT {chance.randrange(10**7):07d}", by=by, now=now)


def _charged(dossier: Dossier, chance: Random, by: Officer, now: datetime) -> Charge | None:
    fee = bundle(dossier.revision).fee(dossier.channel)
    if fee is None:
        return None
    if fee.amount and fee.per_vi in COUNTED:
        return actions.charge(
            dossier, count=chance.randint(1, 6), copies=chance.randint(1, 3), by=by, now=now
        )
    tariff = Tariff.objects.filter(procedure=dossier.revision.procedure_id).first()
    return actions.charge(dossier, tariff=tariff, by=by, now=now) if tariff else None
