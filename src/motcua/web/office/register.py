"""The center's register (Form 07): of a period and of fields, on the page, on paper, as a spreadsheet."""

import tempfile
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.dossiers import access
from motcua.dossiers.access import KEEPERS
from motcua.dossiers.models import ElectronicForm
from motcua.dossiers.queues import OFFICES
from motcua.dossiers.register import A_PAGE, MOST_PAGES, Register, register, register_pdf
from motcua.dossiers.register_sheet import write_spreadsheet
from motcua.people.absences import takes_role
from motcua.people.signing import has_key
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

PREVIEW = 20
ORIGINALS = 12
"""Sealed registers listed; the older ones stay and are found by their file."""
MOST_EVER = 10_000_000
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def day(label: Any) -> forms.DateField:
    wrong = _("Enter a day, such as 1/11/2026.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages={"required": wrong, "invalid": wrong},
    )


class RegisterForm(forms.Form):
    """What the address asks for; ``first`` and ``last`` are pages, for paper only."""

    begins_on = day(_("From day"))
    ends_on = day(_("To day"))
    fields_ = forms.MultipleChoiceField(required=False)
    first = forms.IntegerField(label=_("From page"), min_value=1, max_value=MOST_EVER, required=False)
    last = forms.IntegerField(label=_("To page"), min_value=1, max_value=MOST_EVER, required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        this_month = {"begins_on": today.replace(day=1).isoformat(), "ends_on": today.isoformat()}
        super().__init__(this_month | data)
        self.known = list(Field.objects.all())
        chosen = self.fields["fields_"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(field.code, field.name_vi) for field in self.known]

    def add_prefix(self, field_name: str) -> str:
        """``fields`` is what a form calls its own parts."""
        return super().add_prefix("field" if field_name == "fields_" else field_name)

    def refuse(self, refusal: Invalid | InvalidFields) -> None:
        for error in refusal.errors if isinstance(refusal, InvalidFields) else [refusal]:
            name = error.field if error.field in self.fields else None
            self.add_error(name, error.words.in_language(get_language() or "vi"))

    def register(self, center: Center) -> Register | None:
        """The register asked for; None where the form says why not."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        try:
            return register(
                center,
                begins_on=given["begins_on"],
                ends_on=given["ends_on"],
                fields=list(dict.fromkeys(given["fields_"])),
            )
        except InvalidFields as refusal:
            self.refuse(refusal)
            return None


@never_cache
@require_safe
@role_required(*KEEPERS)
def page(request: OfficerRequest) -> HttpResponse:
    form, center = _asked(request)
    return _show(request, form, center, form.register(center))


@never_cache
@require_safe
@role_required(*KEEPERS)
def spreadsheet(request: OfficerRequest) -> HttpResponse:
    """All lines; written to a file first, then sent from there: neither is ever whole in memory."""
    form, center = _asked(request)
    asked = form.register(center)
    if asked is None:
        return _show(request, form, center, None)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write_spreadsheet(asked, file)
    file.seek(0)
    response = FileResponse(file, content_type=SHEET, as_attachment=True, filename=f"{_name(asked)}.xlsx")
    response.headers["Content-Encoding"] = "identity"  # it is compressed already
    return cast(HttpResponse, response)  # Django's file response is its own kind


@never_cache
@require_safe
@role_required(*KEEPERS)
def paper(request: OfficerRequest) -> HttpResponse:
    """Some pages of it as the law prints them."""
    form, center = _asked(request)
    asked = form.register(center)
    if asked is None:
        return _show(request, form, center, None)
    first = form.cleaned_data["first"] or 1
    last = form.cleaned_data["last"] or min(first + MOST_PAGES - 1, max(asked.pages, 1))
    link = request.build_absolute_uri(f"{reverse('office_register')}?{_query(asked)}")
    try:
        pdf = register_pdf(asked, first=first, last=last, link=link, now=request.now)
    except Invalid as refusal:
        form.refuse(refusal)
        return _show(request, form, center, asked)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{_name(asked)}.pdf"'
    return response


def _asked(request: OfficerRequest) -> tuple[RegisterForm, Center]:
    day = business_date(request.now)
    center = access.check_may_read_register(request.user, day)
    return RegisterForm(request.GET.dict() | _lists(request), today=day), center


def _lists(request: OfficerRequest) -> dict[str, Any]:
    return {"field": request.GET.getlist("field")} if "field" in request.GET else {}


def _show(
    request: OfficerRequest, form: RegisterForm, center: Center, asked: Register | None
) -> HttpResponse:
    language = get_language() or "vi"
    chosen = set(form.data.get("field", []))
    context = {
        "center": center,
        "form": form,
        "choices": [(field.code, field.name_in(language), field.code in chosen) for field in form.known],
        "asked": asked,
        "query": _query(asked) if asked else "",
        "lines": list(asked.entries(most=PREVIEW)) if asked else [],
        "a_page": A_PAGE,
        "most_pages": MOST_PAGES,
        "in_office": takes_role(request.user, *OFFICES, day=business_date(request.now)),
        "tab": "register",
        "originals": ElectronicForm.objects.filter(center=center, form=ElectronicForm.Form.REGISTER).order_by(
            "-asked_at"
        )[:ORIGINALS],
        "has_key": has_key(center.unit),
    }
    return render(request, "office/register.html", context, status=422 if form.errors else 200)


def _query(asked: Register) -> str:
    period = [("begins_on", asked.begins_on.isoformat()), ("ends_on", asked.ends_on.isoformat())]
    return urlencode([*period, *(("field", field.code) for field in asked.fields)])


def _name(asked: Register) -> str:
    return f"so-theo-doi-ho-so-{asked.begins_on:%Y%m%d}-{asked.ends_on:%Y%m%d}"
