"""The electronic originals of a dossier's forms and of the register: asked for, followed, opened."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base.files import read
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.access import KEEPERS
from motcua.dossiers.actions.sealing import ask_electronic, ask_sealed_register
from motcua.dossiers.models import Dossier, ElectronicForm, IssuedForm
from motcua.dossiers.sealing import notice_pdf, whole
from motcua.people.signing import has_key
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office.papers import READERS, whose
from motcua.web.office.register import RegisterForm
from motcua.web.papers import name_of
from motcua.web.requests import OfficerRequest

Form = ElectronicForm.Form


@dataclass(frozen=True, slots=True)
class Line:
    """A form and its original; ``ask`` is what the button sends, empty where there is nothing to ask.

    ``stage``: none, waiting, failed, sealed.
    """

    name: str
    symbol: str
    ask: str
    row: ElectronicForm | None = None

    @property
    def stage(self) -> str:
        if self.row is None:
            return "none"
        if self.row.sealed_at is not None:
            return "sealed"
        return "failed" if self.row.failure else "waiting"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*READERS)
def originals(request: OfficerRequest, code: str) -> HttpResponse:
    """All forms of the dossier; pressed, one is asked for."""
    dossier = whose(request, code)
    lines = _lines(dossier)
    if request.method == "POST":
        return _asked(request, dossier, lines)
    return _page(request, dossier, lines)


@never_cache
@require_safe
@role_required(*READERS)
def original(request: OfficerRequest, code: str, pk: UUID) -> HttpResponse:
    """One file as it was sealed; of a notice that could not be sealed the paper to sign by hand."""
    dossier = whose(request, code)
    form = whole(ElectronicForm.objects.filter(pk=pk, dossier=dossier)).first()
    return _file(form, f"{dossier.code}-{form.form}" if form else "")


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def sealed_register(request: OfficerRequest) -> HttpResponse:
    """Ask for the register of a period as a sealed file. Fetched, it leads to the register."""
    center = access.check_may_read_register(request.user, business_date(request.now))
    back = reverse("office_register")
    if request.method != "POST":
        return redirect(back)
    form = RegisterForm(request.POST.dict(), today=business_date(request.now))
    asked = form.register(center)
    if asked is None:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(back)
    period = {"begins_on": asked.begins_on, "ends_on": asked.ends_on}
    try:
        ask_sealed_register(center, **period, by=request.user, now=request.now)
    except Invalid as refusal:
        messages.error(request, refusal.words.in_language(request.LANGUAGE_CODE or "vi"))
    else:
        messages.success(request, _("Asked for. The sealed file is here in a moment; load the page again."))
    return redirect(f"{back}?begins_on={asked.begins_on}&ends_on={asked.ends_on}")


@never_cache
@require_safe
@role_required(*KEEPERS)
def register_file(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """A sealed register of the officer's own center."""
    center = access.check_may_read_register(request.user, business_date(request.now))
    form = whole(ElectronicForm.objects.filter(pk=pk, form=Form.REGISTER, center=center)).first()
    return _file(form, f"so-theo-doi-ho-so-{form.begins_on:%Y%m%d}-{form.ends_on:%Y%m%d}" if form else "")


def _lines(dossier: Dossier) -> list[Line]:
    """Two statements: what was issued, and which originals there are."""
    rows = list(dossier.electronic_forms.select_related("file"))
    of_issued = {row.issued_id: row for row in rows if row.issued_id}
    issued = [
        Line(name_of(form.form), form.symbol, f"issued:{place}", of_issued.get(form.pk))
        for place, form in enumerate(dossier.issued_forms.defer("words"), start=1)
    ]
    notices = [
        Line(_("Notice of the refusal"), row.symbol, "notice" if row.failure else "", row)
        for row in rows
        if row.form == Form.NOTICE
    ]
    if not dossier.clock_entries.all():  # never accepted
        return [*issued, *notices]
    receipt = next((row for row in rows if row.form == Form.RECEIPT and row.issued_id is None), None)
    slips = [row for row in rows if row.form == Form.CONTROL]
    made = [Line(_("Processing control slip"), row.symbol, "", row) for row in slips if row.sealed_at]
    under_way = next((row for row in slips if not row.sealed_at), None)
    return [
        Line(_("Receipt and appointment"), receipt.symbol if receipt else "", "receipt", receipt),
        *issued,
        *notices,
        *made,
        Line(_("Processing control slip as it stands now"), "", "control", under_way),
    ]


def _asked(request: OfficerRequest, dossier: Dossier, lines: list[Line]) -> HttpResponse:
    wanted = request.POST.get("form", "")
    if wanted not in {line.ask for line in lines if line.ask}:
        raise _no_such_form()
    kind, _colon, place = wanted.partition(":")
    issued: IssuedForm | None = None
    if kind == "issued":
        issued = dossier.issued_forms.all()[int(place) - 1]
        kind = issued.form
    try:
        ask_electronic(dossier, form=kind, issued=issued, by=request.user, now=request.now)
    except Invalid as refusal:
        return _page(request, dossier, lines, refusal)
    messages.success(request, _("Asked for. The sealed file is here in a moment; load the page again."))
    return redirect("office_electronic", code=dossier.code)


def _page(
    request: OfficerRequest, dossier: Dossier, lines: list[Line], refusal: Invalid | None = None
) -> HttpResponse:
    context = {
        "center": dossier.center,
        "dossier": dossier,
        "lines": lines,
        "has_key": has_key(dossier.center.unit),
        "errors": [refusal] if refusal else [],
        "waits": any(line.stage == "waiting" for line in lines),
    }
    return render(request, "office/electronic.html", context, status=422 if refusal else 200)


def _file(form: ElectronicForm | None, name: str) -> HttpResponse:
    if form is not None and form.file is not None:
        pdf = read(form.file)
    elif form is not None and form.form == Form.NOTICE:
        pdf = notice_pdf(form)
    else:
        raise _no_such_form()
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _no_such_form() -> NotFound:
    return NotFound("no_such_form", Words(vi="Không có giấy tờ này.", en="There is no such paper."))
