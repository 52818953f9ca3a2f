"""Kim Bảng's tills: two open counters, a certified copy and its charge, the platform that calls back."""

from datetime import date, datetime
from uuid import UUID

from motcua.base.actors import System
from motcua.base.vietqr import Account
from motcua.domain.payment_notices import Status
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.models import Charge, Dossier, ExemptionClass, PaymentNotice
from motcua.hall import actions as hall
from motcua.people.models import Officer
from motcua.places.models import Counter, Unit
from motcua.sandbox.payments import SandboxBank, callback
from tests.cast import MONDAY_0900, Cast, received

SYSTEM = System("test")
PLATFORM = System("payments.sandbox")
DIVORCE_NOTE = "2.002516"  # 8.000 dong a document: charged at reception
COPIES = "2.000815"  # by the page: counted at the counter
DEATH = "1.000656"  # the province's rule
LAND = "1.013978"  # the tax office's notice
ACCOUNT = Account("970415", "113366668888", "UBND XA KIM BANG")
SINCE = date(2026, 1, 1)
RESIDENTS_AMOUNTS = (0, 1, 5_000, 8_000, 15_001)


def counter(cast: Cast, number: int = 1) -> Counter:
    return Counter.objects.select_related("center__commune").get(center=cast.kim_bang, number=number)


def open_till(
    cast: Cast, officer: Officer | None = None, number: int = 1, now: datetime = MONDAY_0900
) -> Counter:
    """The counter, kept open by this officer (Kim Bảng's own where none is named)."""
    place = counter(cast, number)
    hall.open_counter(place, by=officer or cast.counter, now=now)
    return place


def charged(cast: Cast, procedure: str = DIVORCE_NOTE, *, now: datetime = MONDAY_0900) -> Charge:
    """A dossier received at Kim Bảng with the charge that reception made."""
    return received(cast, procedure=procedure, now=now).charges.get()


def exempted_class(percent: int = 100, code: str = "poor") -> ExemptionClass:
    province = Unit.objects.get(kind=Unit.Kind.PROVINCE)
    rule = Rule(Words("Hộ nghèo", "Poor households"), "Nghị quyết 01/2026/NQ-HĐND (minh họa)", SINCE)
    return actions.set_exemption_class(
        code, owner=province, rule=rule, percent=percent, by=SYSTEM, now=MONDAY_0900
    )


def call_back(
    order: UUID,
    status: Status = Status.CONFIRMED,
    *,
    amount: int,
    notice: str = "",
    now: datetime = MONDAY_0900,
) -> PaymentNotice:
    """What the platform sends, read and heard as the callback's endpoint does."""
    heard = SandboxBank().read(*callback(order, status, amount, notice=notice))
    return actions.hear(heard, by=PLATFORM, now=now)


def appraised(cast: Cast, procedure: str = LAND, *, now: datetime = MONDAY_0900) -> Dossier:
    """A land dossier that lies with the specialist."""
    dossier = received(cast, procedure=procedure, now=now)
    step = dossier.steps.open().select_related("unit").get()
    head = next(post.officer for post in step.unit.posts.filter(role="head_of_unit"))
    specialist = next(post.officer for post in step.unit.posts.filter(role="specialist"))
    actions.assign(dossier, to=specialist, by=head, now=now)
    return dossier


def specialist_of(dossier: Dossier) -> Officer:
    officer = dossier.steps.open().get().officer
    assert officer is not None
    return officer
