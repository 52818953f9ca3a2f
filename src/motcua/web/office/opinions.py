"""Opinions: asking other units, what one's own units are asked, answering, recording a silence."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base.keyset import page
from motcua.domain.refusal import Invalid, InvalidFields, NotFound
from motcua.domain.words import Words
from motcua.dossiers import access, actions, queries
from motcua.dossiers.actions.opinions import (
    ASKING,
    BASIS_LENGTH,
    LONGEST_TERM,
    QUESTION_LENGTH,
    TERMS,
    TEXT_LENGTH,
    Question,
    check_may_answer,
)
from motcua.dossiers.asking import askable_units
from motcua.dossiers.models import Dossier, Opinion, Step
from motcua.people.absences import substituted_by
from motcua.places.hours import business_date
from motcua.places.models import Unit
from motcua.web.access import role_required
from motcua.web.office import dossier as file
from motcua.web.office.forms import ActForm
from motcua.web.office.lists import OFFICES, ROWS
from motcua.web.office.opinion_lines import asked_line, lines_of
from motcua.web.requests import OfficerRequest

TOO_LONG = {
    "max_length": gettext_lazy("Write at most %(limit_value)d characters; there are %(show_value)d now.")
}
WRONG_TERM = gettext_lazy("Enter a whole number from 1 to 60.")


class AskForm(ActForm):
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Which units do you ask?"),
        help_text=gettext_lazy("Each gets the same question at the same moment."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one unit."),
            "invalid_choice": gettext_lazy("Choose units of the list."),
        },
    )
    question = forms.CharField(
        label=gettext_lazy("What do you ask?"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you ask."), **TOO_LONG},
    )
    value = forms.IntegerField(
        label=gettext_lazy("Answer within"),
        min_value=1,
        max_value=LONGEST_TERM,
        initial=2,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_TERM),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=[
            ("working_day", gettext_lazy("working days")),
            ("working_hour", gettext_lazy("working hours")),
        ],
        initial=TERMS[0],
    )
    pausing_basis = forms.CharField(
        label=gettext_lazy("Law by which the clock stands still meanwhile"),
        help_text=gettext_lazy("Leave it empty unless a law says so: the resident's date stays as it is."),
        max_length=BASIS_LENGTH,
        required=False,
        error_messages=TOO_LONG,
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(unit.pk): unit for unit in units}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        language = get_language() or "vi"
        field.choices = [(pk, unit.name_in(language)) for pk, unit in self.by_id.items()]


class AnswerForm(ActForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("What does your unit answer?"),
        choices=[
            (Opinion.Answer.AGREE, gettext_lazy("We agree")),
            (Opinion.Answer.DISAGREE, gettext_lazy("We do not agree, for the reason below")),
            (Opinion.Answer.OTHER, gettext_lazy("Another opinion, as written below")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose what your unit answers.")
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("The opinion in words"),
        help_text=gettext_lazy("Needed unless you simply agree."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=TOO_LONG,
    )


@never_cache
@require_safe
@role_required(*OFFICES)
def asked(request: OfficerRequest) -> HttpResponse:
    """What the officer's units are asked, the most urgent first."""
    day = business_date(request.now)
    people = [request.user, *substituted_by(request.user, day)]
    related = ("unit", "dossier__revision__procedure", "dossier__applicant", "asked_by")
    waiting = Opinion.objects.asked_of(people, day).select_related(*related)
    found = page(waiting, by="due_at", after=request.GET.get("after", ""), limit=ROWS)
    context = {
        "tab": "opinions",
        "center": request.user.center_on(day),
        "lines": [asked_line(opinion, request.now) for opinion in found.rows],
        "next": found.next,
        "first": not request.GET.get("after"),
    }
    return render(request, "office/opinions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def ask(request: OfficerRequest, code: str) -> HttpResponse:
    """Ask other units about the dossier whose turn it is."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = file.open_step(dossier)
    if step is None or step.act not in ASKING:
        raise access.another_step(dossier, step)
    access.check_may_take_step(request.user, step, day)
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, units=askable_units(dossier, step, day), initial={"step": step.turn})
    if sent is not None and form.is_valid() and _asked(request, dossier, form):
        messages.success(request, _("Asked. The units see it in their work list."))
        return redirect("office_dossier", code=dossier.code)
    return _form_page(request, "office/opinion_ask.html", dossier, form, step=step)


def _asked(request: OfficerRequest, dossier: Dossier, form: AskForm) -> bool:
    given = form.cleaned_data
    question = Question(given["question"], given["value"], given["unit"], given["pausing_basis"])
    units = [form.by_id[pk] for pk in given["units"]]
    try:
        actions.ask_opinions(
            dossier, question=question, of=units, seen=given["step"], by=request.user, now=request.now
        )
    except InvalidFields as refusal:
        for error in refusal.errors:
            form.refuse(error)
        return False
    except Invalid as refusal:
        form.refuse(refusal)
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def answer(request: OfficerRequest, code: str, opinion: UUID) -> HttpResponse:
    """The unit that was asked answers."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    question = _of(dossier, opinion)
    check_may_answer(request.user, question, day)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent)
    if sent is not None and form.is_valid():
        try:
            actions.answer_opinion(
                question,
                answer=form.cleaned_data["answer"],
                text=form.cleaned_data["text"],
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Answered. Whoever leads the dossier sees it now."))
            return redirect("office_opinions")
    line = asked_line(question, request.now)
    return _form_page(request, "office/opinion_answer.html", dossier, form, line=line)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def silence(request: OfficerRequest, code: str, opinion: UUID) -> HttpResponse:
    """Whoever leads the dossier records that the term passed. Fetched, it leads to the dossier."""
    dossier = queries.file_of(code, request.user, business_date(request.now))
    if request.method == "POST":
        actions.record_silence(_of(dossier, opinion), by=request.user, now=request.now)
        messages.success(request, _("Recorded. The head of the center is told."))
    return redirect("office_dossier", code=dossier.code)


def _of(dossier: Dossier, opinion: UUID) -> Opinion:
    found = dossier.opinions.select_related("unit", "dossier__center", "asked_by").filter(pk=opinion).first()
    if found is None:
        raise NotFound("no_opinion", Words("Không có câu hỏi này.", "There is no such question."))
    return found


def _form_page(
    request: OfficerRequest,
    template: str,
    dossier: Dossier,
    form: ActForm,
    *,
    step: Step | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "center": dossier.center,
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "step": step,
        "form": form,
        "opinions": lines_of(dossier, request.user, request.now),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
