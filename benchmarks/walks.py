"""Dossiers that walk their way by the real actions, each officer of the cast doing their own part."""

from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks import ground
from motcua.dossiers import actions
from motcua.dossiers.actions.pauses import TaxNotice
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Filing
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier
from motcua.places.hours import business_date
from tests.cast import ALICE, Cast, filing

LAND = "1.012753"
"""Twenty working days, by every channel, with a tax notice to wait for."""
PROCEDURES = (ground.BIRTH, LAND)
REQUEST = Request((Lack("Nộp bản chính còn hiệu lực"), Lack("Ký tên vào tờ khai")), "Tờ khai chưa ký")
WHO = Collection(ALICE.name, ALICE.identity_number, "identity_card")


class Walk:
    """Each method makes a new dossier and answers it where it stands; a second passes with each act."""

    def __init__(self, now: datetime) -> None:
        self.clock, cast = now, Cast()
        self.center, self.counter, self.office = cast.kim_bang, cast.counter, cast.office
        self.head, self.leader, self.clerk = cast.head, cast.leader, cast.clerk

    def now(self) -> datetime:
        self.clock += timedelta(seconds=1)
        return self.clock

    def filed(self) -> Filing:
        return filing(LAND, day=self.clock)

    def notice(self) -> TaxNotice:
        return TaxNotice("TB-1201/CCT", business_date(self.clock), "Thuế cơ sở 3 (minh họa)", 12_500_000)

    def submitted(self) -> Dossier:
        by_post = replace(self.filed(), channel="post")
        return actions.submit(by_post, center=self.center, by=self.counter, now=self.now())

    def received(self) -> Dossier:
        return actions.receive(self.filed(), center=self.center, by=self.counter, now=self.now())

    def assigned(self) -> Dossier:
        dossier = self.received()
        actions.assign(dossier, to=self.office, by=self.head, now=self.now())
        return dossier

    def appraised(self) -> Dossier:
        dossier = self.assigned()
        actions.complete_step(dossier, by=self.office, now=self.now())
        return dossier

    def reviewed(self) -> Dossier:
        dossier = self.appraised()
        actions.complete_step(dossier, by=self.head, now=self.now())
        return dossier

    def decided(self) -> Dossier:
        dossier = self.reviewed()
        actions.decide(dossier, kind="granted", by=self.leader, now=self.now())
        return dossier

    def issued(self) -> Dossier:
        dossier = self.decided()
        actions.issue(dossier, symbol="KQ", by=self.clerk, now=self.now())
        return dossier

    def returned(self) -> Dossier:
        dossier = self.issued()
        actions.hand_over(dossier, collection=WHO, by=self.counter, now=self.now())
        return dossier

    def asked(self) -> Dossier:
        dossier = self.assigned()
        actions.request_supplement(dossier, request=REQUEST, by=self.office, now=self.now())
        return dossier

    def paused(self) -> Dossier:
        dossier = self.assigned()
        actions.pause_for_payment(dossier, notice=self.notice(), by=self.office, now=self.now())
        return dossier

    def withdrawn(self) -> Dossier:
        dossier = self.received()
        actions.withdraw(dossier, by=self.counter, now=self.now())
        return dossier
