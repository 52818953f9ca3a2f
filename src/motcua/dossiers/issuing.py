"""What the forms of a dossier say: the matter that an action names, and all the rest from the dossier's rows.

Annex I of Circular 03/2025/TT-VPCP (``domain.md`` 1.6). Each matter below is one form; ``gather`` fills it,
``form_pdf`` prints one that was issued. Form 01 at reception is ``receipt``, Form 06 ``control_slip``,
Form 07 ``register``.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

from motcua.base.typesetting import all_printable
from motcua.domain.states import State
from motcua.dossiers import fee_line, receipt
from motcua.dossiers.forms import (
    Defect,
    Form02,
    Form03,
    Form04,
    Form05,
    Person,
    form01,
    form02,
    form03,
    form04,
    form05,
)
from motcua.dossiers.forms.official import Official, Values, numbered, printed
from motcua.dossiers.forms.sheets import sheet
from motcua.dossiers.forms.wording import local, moment_in_words
from motcua.dossiers.models import Dossier, FormKind, IssuedForm
from motcua.people.models import Officer
from motcua.places.hours import business_date

STOPPING_BASIS = ("Điều 21 Nghị định số 118/2025/NĐ-CP", "Điều 7 Thông tư số 03/2025/TT-VPCP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Form 01 once more: a new count after a supplement, or the second appointment."""

    received_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest:
    """Form 02: all that is missing, at once. ``answer_by``: until when the dossier waits."""

    defects: tuple[Defect, ...]
    reason: str
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip:
    """Form 03, at reception or after appraisal; ``basis`` names the texts of law."""

    reasons: tuple[str, ...]
    basis: str = ""
    after_appraisal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """Form 04; the head who signs is the officer who issues it. ``due_at`` is the broken appointment."""

    reason: str
    due_at: datetime
    new_due_at: datetime
    head_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingNotice:
    """Form 05. ``asked_at`` is None where the authority stops by itself; empty texts are filled."""

    stage: str = ""
    reason: str = ""
    asked_at: datetime | None = None
    decision: str = ""
    fees: str = ""
    papers: str = ""
    basis: tuple[str, ...] = STOPPING_BASIS


Matter = Appointment | SupplementRequest | RefusalSlip | Apology | StoppingNotice


class Kind(NamedTuple):
    form: FormKind
    module: ModuleType
    gather: Callable[..., Official]


def kind_of(about: Matter) -> FormKind:
    """Which form says this."""
    return KINDS[type(about)].form


def gather(
    dossier: Dossier, about: Matter, *, number: int, by: Officer, now: datetime, electronic: bool
) -> Official:
    """The form, filled from the dossier's rows; the link of its QR code is left to who prints it."""
    heading: dict[str, Any] = {
        "code": dossier.code,
        "number": str(number),
        "agency": dossier.competent_unit.name_vi,
        "center": receipt.center_name(dossier),
        "place": receipt.place_of(dossier.center),
        "issued_at": now,
        "link": "",
        "electronic": electronic,
    }
    return KINDS[type(about)].gather(dossier, about, by, heading)


def words_of(about: Matter, form: Official) -> Values:
    """What the form says, as its template takes it and an ``IssuedForm`` keeps it."""
    said: Values = all_printable(KINDS[type(about)].module.values(form))
    return said


def digest_of(words: Values) -> str:
    """SHA-256 of the words, whatever order a database keeps them in."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def symbol_of(about: Matter, number: int, now: datetime) -> str:
    """The number line: ``12/PXL``."""
    return numbered(sheet(kind_of(about).value), number, local(now).year)


def form_pdf(issued: IssuedForm, *, link: str, **said: Any) -> bytes:
    """The issued form as PDF, the same for ever; ``link`` is the resident's page in full.

    ``said``: what its electronic original says beside its words (``sealing``).
    """
    return printed(TEMPLATES[issued.form], issued.words | said, link=link, at=issued.issued_at)


def _person(dossier: Dossier) -> Person:
    who = dossier.applicant
    return Person(who.name, who.identity_number, who.address, who.phone, who.email)


def _request(dossier: Dossier) -> str:
    return dossier.revision.procedure.name_vi


def _appointment(dossier: Dossier, about: Appointment, by: Officer, heading: dict[str, Any]) -> Official:
    first = receipt.form_of(dossier, link="")
    return replace(first, **heading, received_at=about.received_at, due_at=about.due_at, receiver=by.name_vi)


def _supplement(dossier: Dossier, about: SupplementRequest, by: Officer, heading: dict[str, Any]) -> Official:
    return Form02(
        **heading,
        person=_person(dossier),
        request=_request(dossier),
        defects=about.defects,
        reason=about.reason,
        contact=by.name_vi,
        contact_phone=dossier.center.hotline,
        answer_by=about.answer_by,
        officer=by.name_vi,
    )


def _refusal(dossier: Dossier, about: RefusalSlip, by: Officer, heading: dict[str, Any]) -> Official:
    return Form03(
        **heading,
        person=_person(dossier),
        request=_request(dossier),
        reasons=about.reasons,
        basis=about.basis,
        signer=by.name_vi,
        after_appraisal=about.after_appraisal,
    )


def _apology(dossier: Dossier, about: Apology, by: Officer, heading: dict[str, Any]) -> Official:
    return Form04(
        **heading,
        person=_person(dossier),
        request=_request(dossier),
        received_at=dossier.received_at,
        due_at=about.due_at,
        reason=about.reason,
        new_due_at=about.new_due_at,
        head=by.name_vi,
        head_title=about.head_title or _title(by, heading["issued_at"]),
    )


def _stopping(dossier: Dossier, about: StoppingNotice, by: Officer, heading: dict[str, Any]) -> Official:
    now = heading["issued_at"]
    return Form05(
        **heading,
        person=_person(dossier),
        request=_request(dossier),
        received_at=dossier.received_at,
        asked_at=about.asked_at,
        reason=about.reason or ("Người nộp hồ sơ yêu cầu rút hồ sơ" if about.asked_at else ""),
        stage=about.stage or _stage(dossier),
        decision=about.decision or f"Dừng giải quyết hồ sơ kể từ {moment_in_words(now)}",
        fees=about.fees or form01.fee_in_words(fee_line.fee_of(dossier)),
        papers=about.papers,
        basis=about.basis,
        signer=by.name_vi,
        signer_title=_title(by, now),
    )


def _title(by: Officer, now: datetime) -> str:
    """The signer's post on that day, as it stands above the signature."""
    posts = by.posts_on(business_date(now))
    return posts[0].title_vi if posts else "Người ký"


def _stage(dossier: Dossier) -> str:
    """How far the work had come: the status and the step whose turn it was last."""
    state = State(dossier.state).words.vi
    step = dossier.steps.select_related("unit").order_by("done_at", "position").last()
    return f"{state}; bước “{step.name_vi}”, {step.unit.name_vi}" if step else state


KINDS: dict[type, Kind] = {
    Appointment: Kind(FormKind.RECEIPT, form01, _appointment),
    SupplementRequest: Kind(FormKind.SUPPLEMENT, form02, _supplement),
    RefusalSlip: Kind(FormKind.REFUSAL, form03, _refusal),
    Apology: Kind(FormKind.APOLOGY, form04, _apology),
    StoppingNotice: Kind(FormKind.STOPPING, form05, _stopping),
}
TEMPLATES = {kind.form.value: kind.module.TEMPLATE for kind in KINDS.values()}
