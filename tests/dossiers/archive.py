"""An old dossier with a person's traces in every corner, rules that let it go, and the way of a list."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import connection, models

from motcua.base.actors import System
from motcua.domain.codes import invented_person_id
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.actions.opinions import Question
from motcua.dossiers.actions.retention import Keeping
from motcua.dossiers.filing import Filing, Person
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import DestructionList, Dossier, RetentionRule
from motcua.feedback.actions import rate
from motcua.places.models import Unit
from tests.cast import BIRTH, MONDAY_0900, Cast, filing
from tests.dossiers.test_steps import TURNS, perform

SYSTEM = System("test")
PERSON = Person(
    name="Tăng Thị Kỳ Lạ",
    identity_number=invented_person_id(77, woman=True, year=61),
    born_on=date(1961, 4, 5),
    address="Xóm Kỳ Lạ, Xã Kim Bảng",
    phone="0900000777",
    email="ky.la@example.vn",
)
TRACES = ("Kỳ Lạ", "tang thi", PERSON.identity_number, PERSON.phone, "ky.la@example.vn", "1961-04-05")
"""What must be nowhere afterwards: of the person, and of what was written about them."""
HERSELF = Collection(PERSON.name, PERSON.identity_number, "identity_card")
BASIS = "Thông tư 00/2025/TT-BNV (minh họa)"
IN_FIVE_YEARS = datetime(2032, 1, 5, 9, 0, tzinfo=ZONE)
"""Closed in 2026 and kept five years from the end of that year: due since 1 January 2032."""


def rule(
    years: int | None = 5, *, since: date = date(2026, 1, 1), until: date | None = None, **keeping
) -> RetentionRule:
    """Five years for everything, where nothing else is said."""
    province = Unit.objects.get(kind=Unit.Kind.PROVINCE)
    text = Rule(Words(f"Hồ sơ: {years} năm", f"Dossiers: {years} years"), BASIS, since, until)
    return actions.set_retention_rule(
        Keeping(years, **keeping), owner=province, rule=text, by=SYSTEM, now=MONDAY_0900
    )


def handed_in(cast: Cast, *, procedure: str = BIRTH, now: datetime = MONDAY_0900) -> Dossier:
    given: Filing = replace(filing(procedure, applicant=PERSON, day=now), answers={"child": "bé Kỳ Lạ"})
    return actions.receive(given, center=cast.kim_bang, by=cast.counter, now=now)


def returned(cast: Cast, *, now: datetime = MONDAY_0900, kind: str = "granted") -> Dossier:
    """Received, worked on with her name in every note, returned and rated."""
    dossier, at = handed_in(cast, now=now), now + timedelta(hours=1)
    for act, login in TURNS.items():
        more: dict = {}
        if act == "number" and kind == "refused":
            continue  # a refusal goes straight to its return
        if act == "appraise":
            question = Question("Bà Kỳ Lạ cư trú ở đâu?", 2, "working_day")
            units = [Unit.objects.get(commune_id="17791", kind="economic")]
            (asked,) = actions.ask_opinions(dossier, question=question, of=units, by=cast.office, now=at)
            actions.answer_opinion(asked, answer="other", text="Bà Kỳ Lạ ở xóm 1.", by=cast.head, now=at)
        if act in ("appraise", "review"):
            more = {"note": "Đã gặp bà Kỳ Lạ."}
        if act == "sign":
            more = {"kind": kind, "reason": "Bà Kỳ Lạ có đơn."}
        perform(act, dossier, getattr(cast, login), cast, now=at, **more)
    actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=at + timedelta(hours=1))
    dossier.refresh_from_db()
    rate(dossier, stars=5, words="Kỳ Lạ cảm ơn.", by=SYSTEM, now=at + timedelta(hours=2))
    return Dossier.objects.get(pk=dossier.pk)


def proposed(cast: Cast, *, now: datetime = IN_FIVE_YEARS) -> DestructionList:
    return actions.propose_destruction(cast.kim_bang, by=cast.clerk, now=now)


def approved(cast: Cast, *, now: datetime = IN_FIVE_YEARS) -> DestructionList:
    asked = proposed(cast, now=now)
    for officer in (cast.center, cast.leader):
        asked = actions.approve_destruction(asked, seen=asked.digest, by=officer, now=now)
    return asked


def carried_out(cast: Cast, *, now: datetime = IN_FIVE_YEARS) -> DestructionList:
    asked = approved(cast, now=now)
    actions.carry_out_destruction(asked, seen=asked.digest, by=cast.clerk, now=now)
    return DestructionList.objects.get(pk=asked.pk)


def traces(words: tuple[str, ...] = TRACES) -> list[str]:
    """Every column of every table of the database in which one of these words stands: ``table.column``."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = (
                        value
                        if isinstance(value, str)
                        else json.dumps(value, ensure_ascii=False, default=str)
                    )
                    plain = text.encode().decode("unicode_escape", "ignore") if "\\u" in text else text
                    if any(word.lower() in said.lower() for word in words for said in (text, plain)):
                        found.add(f"{table}.{name}")
    return sorted(found)


def columns_of(rows: models.QuerySet) -> list[tuple]:
    """All that stands in these rows, to compare before and after."""
    return list(rows.order_by("pk").values_list(*[f.attname for f in rows.model._meta.concrete_fields]))
