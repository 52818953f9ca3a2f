"""For each address: an example of its parts, and what an honest request sends."""

import re
from dataclasses import asdict
from typing import Any
from uuid import UUID

from motcua.domain.codes import invented_person_id
from motcua.dossiers.models import ExemptionClass, ResultKind, Tariff
from motcua.hall import actions as hall
from motcua.people.models import Officer
from motcua.sandbox.cast import PASSWORD
from tests.cast import ALICE, BIRTH, MONDAY_0900, filing
from tests.security import appointments, hall_numbers, money, printing, results, support
from tests.security.world import Place

STAGE_OF = {
    "assignment": "assign",
    "assignments": "assign",
    "step-completion": "appraise",
    "step-completions": "appraise",
    "decision": "sign",
    "decisions": "sign",
    "issue": "number",
    "issues": "number",
    "returns": "return",
    "rating": "returned",
    "results": "return",
    "acknowledgement": "appraise",
    "hand-overs": "assign",
    "opinions": "appraise",
    "send-back": "review",
    "send-backs": "review",
    "take-back": "review",
    "take-backs": "review",
    "reassignment": "appraise",
    "reassignments": "appraise",
    "result.pdf": "return",
    "fees": "charged",
    "charges": "charged",
    "exemptions": "charged",
    "payments": "charged",
    "refund-requests": "charged",
    "pause": "taxed",
    "pauses": "taxed",
    "resumption": "paused",
    "resumptions": "paused",
    **results.STAGE_OF,
}
"""At which step a dossier stands where this is done."""

BEFORE = {
    "calls": lambda place: hall.hold(place.tickets["called"], by=place.officer, now=MONDAY_0900),
    "closures": lambda place: hall.hold(place.tickets["called"], by=place.officer, now=MONDAY_0900),
    "completions": lambda place: hall.start_serving(
        place.tickets["called"], by=place.officer, now=MONDAY_0900
    ),
}
"""What must have happened before this can be done, so that a refusal is about who asks."""

FEE_RULE = {
    "name_vi": "Lệ phí",
    "basis": "Nghị quyết (minh họa)",
    "valid_from": "2026-11-23",
    "go": "save",
}

PART = re.compile(r"<(?:\w+:)?(\w+)>")
CARD = f"{invented_person_id(7, woman=True, year=58)}||Nguyễn Thị Mẫu|01031958|Nữ|Xóm 1|01072024"


def address(route: str, place: Place) -> str:
    """The route with this place's own objects in it."""
    return PART.sub(lambda part: _example(part[1], route, place), route)


def prepare(route: str, place: Place) -> None:
    before = BEFORE.get(route.split("/")[-1])
    if before:
        before(place)


def names_an_object(route: str) -> bool:
    """Whether the address says whose object it is about (a procedure is everybody's)."""
    rules = ("setup/fees/", "setup/results/", "setup/hall/")
    own = ("/center/<slug", "/center/hall/counters/", "/center/hall/fields/")
    shared = ("procedures/", "reception/", "/queues/", "/found/", "/voices/", *own, *rules)
    return bool(PART.search(route)) and not any(part in route for part in shared)


def _example(part: str, route: str, place: Place) -> str:
    words = route.strip("/").split("/")
    stage = next((STAGE_OF[word] for word in reversed(words) if word in STAGE_OF), "appraise")
    examples = {
        "center": place.center.code,
        "counter": f"{place.center.code}-{place.counter.number}",
        "pk": str(place.tickets[_ticket(words)].pk),
        "id": str(place.tickets[_ticket(words)].pk),
        "token": place.dossiers[stage].token if words[0] == "d" else place.tickets["waiting"].token,
        "code": place.dossiers[stage].code,
        "identifier": place.center.identifier,
        "position": "1",  # the first paper issued again
        "place": "1",  # the first form issued in a dossier
        "year": "2026",
        "number": "1",  # the first payment of a center, the first revision of a procedure
        "connector": "sandbox",
        "voice": "north",
        "version": "0",
        "clip": "call",
        "which": "overdue",  # a list of the center's day
        "queue": "overdue",
        "search": str(UUID(int=0)),  # another's, or one that has ended
        "opinion": str(UUID(int=0)),  # nobody was asked yet
        "hold": str(UUID(int=0)),  # nothing is held back
    }
    examples |= printing.example(words, place)
    examples |= hall_numbers.example(words)
    examples |= support.example(words, place)
    examples |= appointments.example(words, place)
    if "communes" in words:
        examples["code"] = place.center.code
    if "reception" in words or "procedures" in words or words[0] == "p":
        examples["code"] = BIRTH
    if "grants" in words or "documents" in words:
        examples["pk"] = str(place.grants["by law" if words[-1] == "delegation" else "delegated"].pk)
    if "fees" in words or words[:2] == ["setup", "results"]:
        examples["pk"] = str(_rule(words).pk)
    if words[:2] == ["counter", "letters"]:
        examples["pk"] = str(results.letter(place).pk)
    if words[0] == "api" and words[-1] == "reissues":
        examples["code"] = place.dossiers["return"].code
    if "destruction" in words or words[:2] == ["setup", "retention"]:
        examples["pk"] = str(UUID(int=0))  # no dossier is old enough, and no rule was entered
    if "absences" in words and place.absence is not None:
        examples["pk"] = str(place.absence.pk)
    return examples[part]


def _rule(words: list[str]) -> Tariff | ExemptionClass | ResultKind:
    """The province's one line of that kind."""
    if "fees" in words:
        return (Tariff if "tariffs" in words else ExemptionClass).objects.get()
    return ResultKind.objects.get()


def _ticket(words: list[str]) -> str:
    return "held" if words[-1] == "resumptions" else "called"


def honest(route: str, place: Place) -> dict[str, Any] | None:
    """What an honest POST to this route carries; None where it carries nothing. Put together once."""
    if not place.bodies:
        place.bodies.update(_bodies(place))
    if route not in place.bodies:
        place.bodies[route] = money.honest(route, place)
    return place.bodies[route] or None


def _bodies(place: Place) -> dict[str, dict[str, Any]]:
    return {
        "/login/": {"login": "counter.kimbang", "password": PASSWORD},
        "/kiosk/<str:center>/pairing": {"code": "0000-0000"},
        "/display/<str:center>/pairing": {"code": "0000-0000"},
        "/kiosk/<str:center>/card": {"card": CARD},
        "/kiosk/<str:center>/tickets": {"field": "civil-status", "press": "a" * 32},
        **hall_numbers.bodies(place),
        "/t/<str:token>/notice": {"contact": "0900000001", "consent": "on"},
        "/d/<str:token>/rating": {"stars": "5", "words": ""},
        "/office/signing": {"step": [str(place.dossiers["sign"].steps.open().get().pk)]},
        "/office/register/originals": {"begins_on": "2026-11-01", "ends_on": "2026-11-23"},
        "/office/dossiers/<str:code>/originals": {"form": "receipt"},
        "/counter/opening": {"counter": str(place.counter.number), "fields": ["civil-status"]},
        "/counter/tickets/<uuid:pk>/transfers": {"field": "land"},
        "/counter/tickets/<uuid:pk>/errands": {"field": "land", "amount": "1"},
        "/counter/walk-ins": {"field": "land", "reason": "brief"},
        "/counter/breaks": {"reason": "rest"},
        "/counter/numbers": {"field": "land", "lane": "new"},
        "/counter/slips": {"number": "A001", "reason": "lost"},
        "/counter/tickets/<uuid:pk>/voids": {"reason": "left"},
        "/counter/reception/<str:code>": _reception_form(),
        "/counter/results/<str:code>": {
            "receiver_name": place.person.name,
            "receiver_identity_number": place.person.identity_number,
            "proof": "identity_card",
        },
        **results.bodies(place),
        **printing.bodies(place),
        **support.bodies(place),
        **appointments.bodies(place),
        "/office/found": {"q": place.person.name},
        "/counter/found": {"q": place.person.name},
        "/office/filters": {"queue": "turns", "name": "Gấp", "standing": "overdue"},
        "/office/dossiers/<str:code>/assignment": {"officer": str(_assigned(place).pk)},
        "/setup/procedures/<str:code>/drafts": {"source": "1"},
        "/office/dossiers/<str:code>/decision": {"kind": "granted"},
        "/office/dossiers/<str:code>/supplement-request": {"other": "Ký tờ khai"},
        "/office/dossiers/<str:code>/stopping": {"reason": "Tòa án thụ lý", "basis": "Luật 1/2025"},
        "/office/dossiers/<str:code>/issue": {"symbol": "GKS"},
        "/office/dossiers/<str:code>/extension": {"reason_code": "workload", "until": "2026-11-26"},
        "/setup/grants/entry": {"kind": "delegation", "issuer": str(_commune(place)), **_instrument(place)},
        "/setup/grants/<uuid:pk>/delegation": _instrument(place),
        "/setup/grants/<uuid:pk>/revocation": {
            "revocation_number": "60/QĐ-UBND",
            "revocation_date": "2026-11-23",
            "revoked_on": "2026-11-23",
            "revocation_reason": "Chủ tịch trực tiếp giải quyết",
            "go": "save",
        },
        "/setup/results/entry": {"procedure": BIRTH, "validity_months": "6", **FEE_RULE},
        "/setup/results/<uuid:pk>/end": {"last_day": "2026-12-31"},
        "/setup/fees/tariffs/entry": {"procedure": BIRTH, "amount": "5.000", **FEE_RULE},
        "/setup/fees/tariffs/<uuid:pk>/end": {"last_day": "2026-12-31"},
        "/setup/fees/classes/entry": {"code": "newly-poor", "percent": "100", **FEE_RULE},
        "/setup/fees/classes/<uuid:pk>/end": {"last_day": "2026-12-31"},
        "/setup/fees/account": {
            "bank": "970415",
            "number": "113366668888",
            "holder": "UBND XA",
            "go": "save",
        },
        "/setup/absences/entry": {
            "officer": str(Officer.objects.get(login=f"support.{_suffix(place)}").pk),
            "begins_on": "2026-11-24",
            "ends_on": "2026-11-24",
            "go": "save",
        },
        "/office/dossiers/<str:code>/hold": {"kind": "complaint", "reason": "Đơn số 01/ĐKN"},
        "/setup/retention/entry": {
            "name_vi": "Chứng thực: 2 năm",
            "years": "2",
            "counts_from": "closing_year",
            "basis": "Thông tư 00/2025/TT-BNV",
            "valid_from": "2026-11-23",
        },
        "/setup/retention/<uuid:pk>/end": {"last_day": "2026-11-23"},
        "/setup/absences/<uuid:pk>/end": {"back_on": "2026-11-23", "go": "save"},
        "/office/dossiers/<str:code>/send-back": {"reason": "Soát lại dự thảo."},
        "/office/dossiers/<str:code>/opinions": {
            "units": [str(_other_unit(place).pk)],
            "question": "Thửa đất có tranh chấp không?",
            "value": "2",
            "unit": "working_day",
        },
        "/office/dossiers/<str:code>/reassignment": {"officer": str(_assigned(place).pk)},
        "/api/v1/dossiers/<code>/supplement-requests": {"defects": [{"wanted": "Ký tờ khai"}]},
        "/api/v1/dossiers/<code>/supplements": {"documents": []},
        "/api/v1/dossiers/<code>/stoppings": {"reason": "Tòa án thụ lý", "basis": "Luật 1/2025"},
        "/api/v1/dossiers/<code>/send-backs": {"reason": "Soát lại dự thảo."},
        "/api/v1/dossiers/<code>/reassignments": {"officer": _assigned(place).login},
        "/api/v1/dossiers/<code>/opinions": {
            "units": [_other_unit(place).identifier],
            "question": "Thửa đất có tranh chấp không?",
            "value": 2,
        },
        "/api/v1/dossiers/<code>/opinions/<opinion>/answers": {"answer": "agree"},
        "/api/v1/searches": {"text": place.person.name},
        "/api/v1/centers/<center>/tickets": {"field": "civil-status"},
        "/api/v1/centers/<center>/offline-numbers": {"numbers": []},
        "/api/v1/tickets/<id>/transfers": {"field": "land"},
        "/api/v1/tickets/<id>/errands": {"field": "land"},
        "/api/v1/tickets/<id>/notes": {"text": "."},
        "/api/v1/counters/<counter>/breaks": {"reason": "rest"},
        "/api/v1/counters/<counter>/walk-ins": {"field": "land", "reason": "brief"},
        "/api/v1/tickets/<id>/voids": {"reason": "left"},
        "/api/v1/dossiers": _reception(place),
        "/api/v1/dossiers/<code>/assignments": {"officer": _assigned(place).login},
        "/api/v1/dossiers/<code>/decisions": {"kind": "granted"},
        "/api/v1/dossiers/<code>/issues": {"symbol": "GKS"},
        "/api/v1/dossiers/<code>/extensions": {"reason_code": "workload"},
        "/api/v1/dossiers/<code>/returns": {
            "receiver_name": place.person.name,
            "receiver_identity_number": place.person.identity_number,
            "proof": "identity_card",
        },
    }


def _other_unit(place: Place) -> Any:
    """A unit that can be asked while another appraises."""
    return place.center.commune.units.get(kind="economic")


def _assigned(place: Place) -> Any:
    """Who appraises at this place."""
    return place.dossiers["review"].steps.get(act="appraise").done_by


def _suffix(place: Place) -> str:
    return place.officer.login.partition(".")[2]


def _commune(place: Place) -> Any:
    return place.grants["delegated"].issuer_id


def _instrument(place: Place) -> dict[str, Any]:
    clerk = Officer.objects.get(login=f"clerk.{_suffix(place)}")
    return {
        "document_no": "34/QĐ-UBND",
        "document_date": "2026-11-20",
        "holder": str(clerk.every_post[0].pk),
        "fields_": ["civil-status"],
        "valid_from": "2026-11-23",
        "valid_to": "2026-12-31",
        "conditions": "Khi Chủ tịch đi vắng",
        "go": "save",
    }


def _reception_form() -> dict[str, Any]:
    papers = {f"paper-{paper.code}-0-handed": "on" for paper in filing(BIRTH).papers}
    person = {name: value for name, value in asdict(ALICE).items() if value}
    return {**person, **papers, "channel": "direct", "key": "k" * 20}


def _reception(place: Place) -> dict[str, Any]:
    person = {name: value for name, value in asdict(ALICE).items() if value}
    papers = [{"code": paper.code, "kind": paper.kind} for paper in filing(BIRTH).papers]
    return {
        "center": place.center.code,
        "procedure": BIRTH,
        "channel": "direct",
        "applicant": person,
        "documents": papers,
    }
