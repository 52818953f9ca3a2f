"""Editing a draft: every button sends the whole form; only Save stores it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue import actions, revisions
from motcua.catalogue.access import KEEPERS
from motcua.catalogue.models import Revision
from motcua.domain.procedure_check import check, refusals
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.procedure_text import digest
from motcua.domain.refusal import Conflict, Invalid
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.procedures_form import DraftForm
from motcua.web.setup.procedures_words import paragraphs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def draft(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    revision = revisions.revision_of(code, number)
    if revision.state != Revision.State.DRAFT and request.method != "POST":
        return redirect("setup_revision", code=code, number=number)
    record, seen = revisions.record_of(revision), digest(revision.text.record)
    if request.method != "POST":
        form = DraftForm.of(record)
        form.refuse(refusals(check(record)))
        return _show(request, revision, record, form, seen)
    form = DraftForm.posted(request.POST)
    seen = request.POST.get("seen", "")
    pressed = request.POST.get("press", "")
    if pressed and pressed != "save":
        form.press(pressed[:40])
        return _show(request, revision, record, form, seen)
    given = form.record(record, _codes(revision))
    if given is not None:
        try:
            actions.save_draft(
                revision, given=given, seen=seen, owner=revisions.keeper(), by=request.user, now=request.now
            )
        except (Invalid, Conflict) as refusal:  # what was typed stays on the page
            form.refuse([refusal])
        else:
            return _saved(request, revision, given)
    return _show(request, revision, record, form, seen, status=422)


def _saved(request: OfficerRequest, revision: Revision, given: ProcedureRecord) -> HttpResponse:
    """A draft that is not right yet is kept, and shown again with what is wrong."""
    wrong = len(refusals(check(given)))
    if wrong:
        messages.warning(
            request, _("Saved. To be put right before it can be approved: %(count)s.") % {"count": wrong}
        )
        return redirect("setup_revision_draft", code=revision.procedure_id, number=revision.number)
    messages.success(request, _("Saved. Somebody else can now approve it."))
    return redirect("setup_revision", code=revision.procedure_id, number=revision.number)


def _codes(revision: Revision) -> list[str]:
    """Codes that a document of this procedure has already had, here or in the revision it came from."""
    source = revision.based_on
    records = [revisions.record_of(revision)]
    if source is not None:
        records.append(revisions.record_of(source))
    return [document.code for record in records for document in record.documents]


def _show(
    request: OfficerRequest,
    revision: Revision,
    record: ProcedureRecord,
    form: DraftForm,
    seen: str,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "procedure": revision.procedure,
        "revision": revision,
        "form": form,
        "errors": form.errors,
        "refused": status == 422,
        "seen": seen,
        "total": paragraphs(record).total,
    }
    return render(request, "setup/procedure_draft.html", context, status=status)
