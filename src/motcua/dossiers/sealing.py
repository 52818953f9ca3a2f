"""The electronic original of a form: its content and its seal.

Annex I of Circular 03/2025/TT-VPCP has an electronic variant of each form; Decree 30/2020/NĐ-CP Annex I says
how the organisation's signature looks on it. Made by the work process: nobody at a counter waits for a key.
"""

from collections.abc import Callable
from datetime import datetime
from types import ModuleType

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from motcua.base import subscriptions
from motcua.base.actors import System
from motcua.base.models import Event
from motcua.base.typesetting import Spot
from motcua.domain.authenticity import authenticity_code, spaced
from motcua.domain.refusal import Invalid
from motcua.dossiers import receipt
from motcua.dossiers.control_slip import form_of as slip_of
from motcua.dossiers.forms import form01, form06, form07
from motcua.dossiers.forms.official import Official, printed
from motcua.dossiers.forms.result import render
from motcua.dossiers.issuing import form_pdf
from motcua.dossiers.links import resident_page
from motcua.dossiers.models import Decision, ElectronicForm, Result
from motcua.dossiers.register import MOST_PAGES, register
from motcua.dossiers.register import form_of as register_of
from motcua.dossiers.result_document import SIGNED_BY, code_of, notice_of
from motcua.people.signing import seal_as_organisation, sign_as_officer, signer_at, stamp_as_organisation
from motcua.places.hours import business_date

FILE_KIND = "electronic-form"
SYMBOL = "TB-UBND"
"""Of the notice that something is refused; its number is of the same series as the results'."""


def authenticity_of(form: ElectronicForm) -> str:
    """The short code by which this original is recognised; only this installation can make it."""
    if form.form == ElectronicForm.Form.NOTICE:
        return code_of(_as_result(form))
    about = form.dossier.code if form.dossier else form.center.code
    value = f"{form.form}|{about}|{form.symbol}|{form.asked_at.isoformat()}"
    return authenticity_code(salted_hmac("motcua.form.authenticity", value, algorithm="sha256").digest())


def sealed_pdf(form: ElectronicForm, now: datetime) -> bytes:
    """Made and sealed; raises ``Invalid`` ``key_missing`` or ``key_expired``."""
    if form.form == ElectronicForm.Form.NOTICE:
        return _notice(form, now)
    pdf = MAKERS.get(form.form, _issued)(form)
    return stamp_as_organisation(pdf, form.center.unit, at=now, text=form.symbol)


def notice_pdf(form: ElectronicForm) -> bytes:
    """The notice of a refusal on paper, to be signed and sealed by hand."""
    return _drawn(form, is_signed=False)[0]


def _notice(form: ElectronicForm, now: datetime) -> bytes:
    """Signed as it was decided, by its person at its time; sealed now."""
    pdf, spot, decision = _drawn(form, is_signed=True)
    place = signer_at(spot)
    pdf = sign_as_officer(pdf, decision.signed_by, at=decision.signed_at, place=place)
    assert form.dossier is not None
    return seal_as_organisation(pdf, form.dossier.competent_unit, at=now, beside=place)


def _drawn(form: ElectronicForm, *, is_signed: bool) -> tuple[bytes, Spot, Decision]:
    assert form.dossier is not None
    decision = Decision.objects.select_related(*SIGNED_BY).get(dossier=form.dossier)
    result = _as_result(form)
    result.is_signed = is_signed
    pdf, spot = render(notice_of(form.dossier, decision, result))
    return pdf, spot, decision


def _as_result(form: ElectronicForm) -> Result:
    """A refusal is a result without a row of its own: the same paper says it."""
    assert form.dossier is not None
    number, _, symbol = form.symbol.partition("/")
    return Result(
        dossier=form.dossier,
        unit=form.dossier.competent_unit,
        year=business_date(form.asked_at).year,
        number=int(number),
        symbol=symbol,
        issued_at=form.asked_at,
        authenticity=form.authenticity,
    )


def _said(form: ElectronicForm) -> dict[str, object]:
    address = f"{settings.PUBLIC_ADDRESS}/verify"
    return {"electronic": True, "authenticity": spaced(form.authenticity), "verify_at": address}


def _issued(form: ElectronicForm) -> bytes:
    assert form.issued is not None
    return form_pdf(form.issued, link=resident_page(form.issued.dossier), **_said(form))


def _receipt(form: ElectronicForm) -> bytes:
    if form.issued is not None:
        return _issued(form)
    assert form.dossier is not None
    return _printed(form01, receipt.form_of(form.dossier, link=resident_page(form.dossier)), form)


def _slip(form: ElectronicForm) -> bytes:
    assert form.dossier is not None
    return _printed(form06, slip_of(form.dossier, link=resident_page(form.dossier), now=form.asked_at), form)


def _register(form: ElectronicForm) -> bytes:
    assert form.begins_on is not None
    assert form.ends_on is not None
    asked = register(form.center, begins_on=form.begins_on, ends_on=form.ends_on, fields=[])
    last = min(max(asked.pages, 1), MOST_PAGES)
    link = f"{settings.PUBLIC_ADDRESS}/office/register"
    return _printed(form07, register_of(asked, first=1, last=last, link=link, now=form.asked_at), form)


def _printed(module: ModuleType, official: Official, form: ElectronicForm) -> bytes:
    values = module.values(official) | _said(form)
    return printed(module.TEMPLATE, values, link=official.link, at=form.asked_at)


MAKERS: dict[str, Callable[[ElectronicForm], bytes]] = {
    ElectronicForm.Form.RECEIPT: _receipt,
    ElectronicForm.Form.CONTROL: _slip,
    ElectronicForm.Form.REGISTER: _register,
}


def register_errand() -> None:
    subscriptions.subscribe_errand("dossiers.sealing", ["dossier.seal_asked"], seal)


def seal(event: Event, now: datetime) -> None:
    """Make and keep one original that was asked for; why not, where it cannot be. May be repeated."""
    from motcua.dossiers.actions.sealing import keep_sealed, note_failure  # the app is ready by now

    form = whole(ElectronicForm.objects.filter(pk=event.data["electronic"])).first()
    if form is None or form.sealed_at is not None:
        return
    try:
        pdf = sealed_pdf(form, now)
    except Invalid as refusal:
        note_failure(form, why=refusal.code, by=System(), now=now)
    else:
        keep_sealed(form, pdf=pdf, by=System(), now=now)


def whole(forms: QuerySet[ElectronicForm]) -> QuerySet[ElectronicForm]:
    """With all that is read to make one."""
    return forms.select_related(
        "center__unit__parent",
        "center__commune",
        "dossier__center__unit",
        "dossier__center__commune",
        "dossier__competent_unit",
        "dossier__revision__procedure",
        "dossier__applicant",
        "dossier__received_by",
        "issued__dossier",
        "file",
    )
