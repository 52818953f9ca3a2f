"""Results on their way at a place: one to be posted, one with a letter, one issued again."""

from dataclasses import replace
from datetime import date
from typing import Any

from motcua.base.actors import System
from motcua.catalogue.models import Procedure
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.delivering import Delivery
from motcua.dossiers.models import Dossier, ResultKind, Shipment
from motcua.places.models import Unit
from tests.cast import MONDAY_0900, filing

STAGE_OF = {
    "way": "return",
    "delivery-changes": "return",
    "revocation": "return",
    "revocations": "return",
    "reissue": "return",
    "result": "return",
    "reissues": "issued again",
    "letters": "to post",
    "letter-news": "posted",
}
DEATH = "1.000656"
POSTED = {"news": "posted", "tracking_number": "EB000000001VN", "at": "2026-11-23T09:00"}
REVOKED = {
    "document_number": "12/QĐ-UBND",
    "basis": "Luật Hộ tịch",
    "reason": "Kê khai sai",
    "revoked_from": "2026-11-23",
}
AGAIN = {"kind": "copy", "reason": "Mất bản chính"}


def dossiers(place: Any, people: dict[str, Any]) -> dict[str, Dossier]:
    made = {name: _issued(place, people, way) for name, way in STAGES.items()}
    actions.prepare_letter(made["posted"], by=people["counter"], now=MONDAY_0900)
    if not ResultKind.objects.exists():
        death = Procedure.objects.get(code=DEATH)
        rule = Rule(Words("Trích lục khai tử", "Death extract"), "Luật Hộ tịch", date(2026, 1, 1))
        province = Unit.objects.get(kind=Unit.Kind.PROVINCE)
        actions.set_result_kind(
            death, owner=province, rule=rule, months=None, by=System("test"), now=MONDAY_0900
        )
    again = made["issued again"]
    actions.reissue_result(again, kind="copy", reason="mất", by=people["leader"], now=MONDAY_0900)
    return made


STAGES = {"to post": "post", "posted": "post", "issued again": "counter"}


def _issued(place: Any, people: dict[str, Any], way: str) -> Dossier:
    asked = replace(filing(applicant=place.person), delivery=Delivery(way))
    dossier = actions.receive(asked, center=place.center, by=people["counter"], now=MONDAY_0900)
    actions.assign(dossier, to=people["office"], by=people["head"], now=MONDAY_0900)
    actions.complete_step(dossier, by=people["office"], now=MONDAY_0900)
    actions.complete_step(dossier, by=people["head"], now=MONDAY_0900)
    actions.decide(dossier, kind="granted", by=people["leader"], now=MONDAY_0900)
    actions.issue(dossier, symbol="GKS", by=people["clerk"], now=MONDAY_0900)
    dossier.refresh_from_db()
    return dossier


def letter(place: Any) -> Shipment:
    return Shipment.objects.get(dossier=place.dossiers["posted"])


def bodies(place: Any) -> dict[str, dict[str, Any]]:
    """What honest requests carry."""
    who = {
        "receiver_name": place.person.name,
        "receiver_identity_number": place.person.identity_number,
        "proof": "identity_card",
    }
    return {
        "/d/<str:token>/result/codes": {"identity_number": place.person.identity_number},
        "/d/<str:token>/result/downloads": {"code": "000000"},
        "/counter/dossiers/<str:code>/way": {"return_way": "post", **who},
        "/counter/results/<str:code>/reissues/<int:position>": who,
        "/counter/letters/<uuid:pk>": POSTED,
        "/office/dossiers/<str:code>/revocation": REVOKED,
        "/office/dossiers/<str:code>/reissue": AGAIN,
        "/api/v1/dossiers/<code>/delivery-changes": {"delivery": {"way": "post"}, "asked_by": who},
        "/api/v1/dossiers/<code>/letter-news": POSTED,
        "/api/v1/dossiers/<code>/revocations": REVOKED,
        "/api/v1/dossiers/<code>/reissues": AGAIN,
    }
