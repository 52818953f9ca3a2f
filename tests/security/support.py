"""A checked number, help going on and a message at each center, and honest requests about them."""

from typing import Any

from motcua.catalogue.queries import in_force
from motcua.hall import presence
from motcua.hall.actions.before_call import begin_help
from motcua.hall.actions.help import Paper, check_papers
from motcua.hall.actions.notices import write_notice
from motcua.hall.models import HelpSession, Notice, PapersCheck
from motcua.people.models import Officer
from motcua.places.hours import business_date
from tests.cast import BIRTH, MONDAY_0900


def set_up(place: Any, suffix: str) -> None:
    helper = Officer.objects.get(login=f"support.{suffix}")
    head = Officer.objects.get(login=f"center.{suffix}")
    papers = {doc.code: Paper("missing") for doc in _documents() if doc.is_always}
    check_papers(
        place.tickets["listed"],
        procedure_code=BIRTH,
        papers=papers,
        outcome="home",
        by=helper,
        now=MONDAY_0900,
    )
    begin_help(place.tickets["waiting"], kind="read", by=helper, now=MONDAY_0900)
    end = MONDAY_0900.replace(hour=17)
    write_notice(place.center, text_vi="Máy in hỏng", text_en="", ends_at=end, by=head, now=MONDAY_0900)


def example(words: list[str], place: Any) -> dict[str, str]:
    """Of the parts of an address of the help desk, the written list and the head's live hall."""
    checks = PapersCheck.objects.filter(center=place.center)
    found = {}
    if words[:2] == ["support", "numbers"]:
        found = {"pk": str(place.tickets["waiting"].pk), "code": BIRTH}
    elif words[:2] == ["support", "checks"]:
        found = {"pk": str(checks.get().pk)}
    elif words[:2] == ["support", "help"]:
        found = {"pk": str(HelpSession.objects.get(center=place.center).pk)}
    elif words[:2] == ["support", "lists"] or (words[0] == "hall" and "papers" in words):
        found = {"code": checks.get().code}
    elif words[:3] == ["center", "hall", "notices"]:
        found = {"pk": str(Notice.objects.get(center=place.center).pk)}
    elif words[:3] == ["center", "hall", "fields"]:
        found = {"code": "land"}
    return found


def bodies(place: Any) -> dict[str, dict[str, Any]]:
    have = {f"found-{doc.code}": "have" if doc.is_always else "none" for doc in _documents()}
    return {
        "/support/numbers": {"field": "land"},
        "/support/search": {"q": place.tickets["waiting"].text},
        "/support/numbers/<uuid:pk>/papers/<str:code>": {**have, "outcome": "complete"},
        "/hall/<str:center>/papers/<str:code>/return": {"proof": presence.code(place.center, MONDAY_0900)},
        "/support/numbers/<uuid:pk>/transfers": {"field": "land"},
        "/support/numbers/<uuid:pk>/claims": {"priority": "elderly"},
        "/support/numbers/<uuid:pk>/lanes": {"lane": "result"},
        "/support/numbers/<uuid:pk>/voids": {"reason": "left"},
        "/support/numbers/<uuid:pk>/help": {"kind": "declare"},
        "/support/help/<uuid:pk>/ending": {"outcome": "done"},
        "/center/hall/counters/<int:number>/services": {"fields": ["land"]},
        "/center/hall/counters/<int:number>/breaks": {"reason": "rest"},
        "/center/hall/counters/<int:number>/moves": {"to": "2"},
        "/center/hall/fields/<str:code>/closings": {"reason": "system"},
        "/center/hall/notices": {"text_vi": "Máy in hỏng", "hours": "1"},
        "/t/<str:token>/rating": {"stars": "5"},
    }


def _documents() -> Any:
    return in_force(BIRTH, business_date(MONDAY_0900)).documents
