"""The cast of the tests: the demo's own people and places, on the days the examples of the law use.

``world`` is loaded once for each test database (in ``django_db_setup``) and never changed by a test:
each test's writes are rolled back.
"""

from dataclasses import dataclass
from datetime import datetime

import pytest

from motcua.catalogue.queries import in_force
from motcua.domain.codes import invented_person_id
from motcua.domain.workdays import ZONE
from motcua.dossiers.actions import receive
from motcua.dossiers.filing import Filing, Handed, Person
from motcua.dossiers.models import Dossier
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.sandbox.cast import KIM_BANG, SON_LAM

BIRTH = "1.001193"  # same day, unit: the office
FRIDAY_1000 = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
MONDAY_0900 = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
ALICE = Person(
    name="Nguyễn Thị Ví Dụ",
    identity_number=invented_person_id(1, woman=True, year=58),
    address="Xóm 1, Xã Kim Bảng",
    phone="0900000001",
)


@dataclass(frozen=True)
class Cast:
    """Officers of Kim Bảng by role: ``cast.counter``; of Sơn Lâm: ``cast.of_son_lam("counter")``."""

    def __getattr__(self, name: str) -> Officer:
        login = name if name in ("province", "group4", "finance", "admin") else f"{name}.kimbang"
        return Officer.objects.get(login=login)

    @property
    def home_affairs(self) -> Officer:
        return Officer.objects.get(login="home.affairs")

    def of_son_lam(self, name: str) -> Officer:
        return Officer.objects.get(login=f"{name}.sonlam")

    @property
    def kim_bang(self) -> Center:
        return Center.objects.select_related("commune", "unit").get(commune_id=KIM_BANG)

    @property
    def son_lam(self) -> Center:
        return Center.objects.select_related("commune", "unit").get(commune_id=SON_LAM)


def filing(procedure: str = BIRTH, *, applicant: Person = ALICE, day: datetime = MONDAY_0900) -> Filing:
    """What somebody hands in when nothing is missing."""
    parts = in_force(procedure, business_date(day))
    papers = tuple(Handed(doc.code, "original") for doc in parts.documents if doc.is_always)
    return Filing(procedure, "direct", applicant, papers)


def received(
    cast: Cast, *, procedure: str = BIRTH, now: datetime = MONDAY_0900, applicant: Person = ALICE
) -> Dossier:
    """A dossier received at Kim Bảng's counter."""
    return receive(
        filing(procedure, applicant=applicant, day=now), center=cast.kim_bang, by=cast.counter, now=now
    )


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
