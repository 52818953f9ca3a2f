"""How long one dossier is kept, with every reason; what holds it back, and since when it is gone."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.domain.retention import VERDICTS, Verdict
from motcua.domain.words import Words
from motcua.dossiers import access, actions, destruction, queries, retention, retention_access
from motcua.dossiers.models import HOLDS, DestructionLine, Dossier, RetentionHold
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.office.dossier import READERS
from motcua.web.requests import OfficerRequest
from motcua.web.templatetags.motcua import words

LOOKS = {Verdict.DUE: "due_soon", Verdict.HELD: "paused", Verdict.NOT_YET: "in_time"}


class HoldForm(fields.RuleForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Why it must not be destroyed"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why it is held.")},
    )
    reason = fields.text(
        gettext_lazy("The matter in your own words"),
        most=500,
        lines=3,
        hint=gettext_lazy("Its number and day, and who asked. These words go with the dossier one day."),
        missing=gettext_lazy("Write what the dossier is needed for."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(code.value, words(said).capitalize()) for code, said in HOLDS.items()]


@never_cache
@require_safe
@role_required(*READERS)
def page(request: OfficerRequest, code: str) -> HttpResponse:
    return _show(request, queries.file_of(code, request.user, business_date(request.now)))


@never_cache
@require_POST
@role_required(*retention_access.HOLDING)
def hold(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = queries.file_of(code, request.user, business_date(request.now))
    form = HoldForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        actions.hold_dossier(
            dossier,
            kind=given.get("kind", ""),
            reason=given.get("reason", ""),
            by=request.user,
            now=request.now,
        )
    except Invalid as refusal:
        if form.is_valid():
            form.refuse(refusal)
        return _show(request, dossier, form=form, status=422)
    messages.success(request, _("The dossier is on hold: it will not be destroyed."))
    return redirect("office_retention", code=dossier.code)


@never_cache
@require_POST
@role_required(*retention_access.HOLDING)
def lifting(request: OfficerRequest, code: str, hold: UUID) -> HttpResponse:
    dossier = queries.file_of(code, request.user, business_date(request.now))
    row = RetentionHold.objects.filter(pk=hold, dossier=dossier).select_related("dossier").first()
    if row is None:
        raise NotFound("no_hold", Words(vi="Không có việc tạm giữ này.", en="There is no such hold."))
    actions.lift_hold(row, by=request.user, now=request.now)
    messages.success(request, _("The hold is lifted."))
    return redirect("office_retention", code=dossier.code)


def _show(
    request: OfficerRequest, dossier: Dossier, *, form: HoldForm | None = None, status: int = 200
) -> HttpResponse:
    day = business_date(request.now)
    reckoned = retention.of_dossier(dossier, day)
    line = destruction.line_of(dossier)
    verdict = reckoned.retention.verdict
    context = {
        "dossier": dossier,
        "line": line,
        "gone": destruction.gone_words(line) if line else None,
        "reasons": _as_it_went(line) if line else reckoned.retention.lines,
        "kept_until": line.kept_until if line else reckoned.retention.kept_until,
        "rule": reckoned.rule,
        "verdict": VERDICTS[verdict],
        "look": LOOKS.get(verdict, ""),
        "holds": dossier.retention_holds.select_related("placed_by", "lifted_by"),
        "sees_person": access.may_see_person(request.user, dossier, day),
        "may_hold": line is None and _may_hold(request, dossier),
        "may_read_list": retention_access.center_of(request.user, retention_access.READING, day)
        == dossier.center,
        "form": form or HoldForm(),
    }
    return render(request, "office/retention.html", context, status=status)


def _as_it_went(line: DestructionLine) -> tuple[Words, ...]:
    """The reasons by the rule that let it go, whatever is in force today."""
    ((_, lines),) = retention.explained([line], business_date(line.list.proposed_at))
    return lines


def _may_hold(request: OfficerRequest, dossier: Dossier) -> bool:
    try:
        retention_access.check_may_hold(request.user, dossier, business_date(request.now))
    except Refusal:
        return False
    return True
