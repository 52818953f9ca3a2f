"""Why each date of a dossier is that date; the head of the center puts a wrong time right here."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.clock_words import term_words
from motcua.domain.day_words import length_words
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.states import OPEN_STATES, WAITING_STATES
from motcua.domain.workdays import ZONE
from motcua.dossiers import queries
from motcua.dossiers.actions.corrections import REASON_LENGTH, correct_clock
from motcua.dossiers.clock_access import check_may_correct, may_correct
from motcua.dossiers.explaining import Account, account
from motcua.dossiers.models import Dossier
from motcua.people.absences import takes_role
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.office.dossier import READERS
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest
from motcua.web.templatetags.motcua import moment

SEEING = (*READERS, Role.CENTER_HEAD)
NOT_MOVES = ("corrected", "calendar_changed", "term_changed")


class CorrectionForm(fields.RuleForm):
    row = fields.choice(gettext_lazy("Which time is wrong"), gettext_lazy("Choose the line that is wrong."))
    day = fields.day(gettext_lazy("The right day"))
    time = forms.TimeField(
        label=gettext_lazy("The right time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("Enter the time."),
            "invalid": gettext_lazy("Write the time like 08:30."),
        },
    )
    reason = fields.text(
        gettext_lazy("Reason"),
        most=REASON_LENGTH,
        lines=3,
        missing=gettext_lazy("Give the reason for the correction."),
        hint=gettext_lazy("It stands in the dossier with your name, and the resident reads it too."),
    )

    def __init__(self, *args: Any, found: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["row"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a line"))] + [
            (str(line.entry.position), f"{line.entry.position}. {moment(line.entry.at)}")
            for line in found.lines
            if line.entry.kind not in NOT_MOVES
        ]

    def right(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], ZONE)


@never_cache
@require_safe
@role_required(*SEEING)
def page(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = queries.file_of(code, request.user, business_date(request.now))
    return _shown(request, dossier)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CENTER_HEAD)
def correction(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = queries.file_of(code, request.user, business_date(request.now))
    check_may_correct(request.user, dossier, business_date(request.now))
    found = account(dossier, request.now)
    if found is None:
        return redirect("office_clock", code=dossier.code)
    form = CorrectionForm(request.POST if request.method == "POST" else None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            correct_clock(
                dossier,
                position=int(form.cleaned_data["row"]),
                right=form.right(),
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=request.now,
            )
        except Forbidden:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The time is put right; the dates follow."))
            return redirect("office_clock", code=dossier.code)
    status = 422 if form.errors else 200
    return render(request, "office/clock_correction.html", {"dossier": dossier, "form": form}, status=status)


def _shown(request: OfficerRequest, dossier: Dossier) -> HttpResponse:
    found = account(dossier, request.now)
    context: dict[str, Any] = {
        "dossier": dossier,
        "found": found,
        "stands": dossier.state in WAITING_STATES,
        "in_office": takes_role(request.user, *OFFICES, day=business_date(request.now)),
    }
    if found is not None:
        context |= {
            "promised_term": term_words(found.promised.term),
            "legal_term": term_words(found.legal.term),
            "has_promise": found.promised.term != found.legal.term,
            "shares": [
                (share, length_words(share.allowed), length_words(share.used), length_words(share.overdue))
                for share in found.shares
            ],
            "by_unit": [(unit, length_words(late)) for unit, late in found.by_unit],
            "total": length_words(sum((share.overdue for share in found.shares), timedelta())),
            "may_correct": dossier.state in OPEN_STATES
            and may_correct(request.user, dossier, business_date(request.now)),
        }
    return render(request, "office/clock.html", context)
