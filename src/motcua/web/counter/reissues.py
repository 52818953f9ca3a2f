"""Papers issued again, at the counter: which wait to be handed over, and to whom they went."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.base.files import read
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Reissue, ReissueReturn, Result
from motcua.web.counter.collecting import CollectionForm, initial
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import find
from motcua.web.counter.said import gaps, sentence, text


@dataclass(frozen=True, slots=True)
class Again:
    """A paper issued again, and its hand-over if there was one."""

    row: Reissue
    gone: ReissueReturn | None


def reissues_of(result: Result | None) -> list[Again]:
    """In order of their issue."""
    if result is None:
        return []
    rows = result.reissues.select_related("handover__by", "signed_by")
    return [Again(row, getattr(row, "handover", None)) for row in rows]


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def collect(request: HttpRequest, desk: Desk, code: str, position: int) -> HttpResponse:
    """Hand over the paper that was issued again; who takes it proves who they are."""
    dossier = find(desk, code)
    row = _reissue(dossier, position)
    form = CollectionForm(request.POST if request.method == "POST" else None, initial=initial(dossier))
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over_reissue(row, collection=form.collection(), by=desk.officer, now=desk.now)
            messages.success(request, _("The paper was handed over."))
            return redirect("counter_result", dossier.code)
        except Forbidden:
            raise
        except Invalid as refusal:
            for error in gaps(refusal):
                form.add_error(error.field if error.field in form.fields else None, text(error.words))
        except Refusal as refusal:
            messages.warning(request, sentence(refusal))
            return redirect("counter_result", dossier.code)
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "dossier": dossier,
        "again": row,
        "form": form,
    }
    return render(request, "counter/reissue.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD"])
@at_center
def document(request: HttpRequest, desk: Desk, code: str, position: int) -> HttpResponse:
    """The paper itself, to look at and print."""
    row = _reissue(find(desk, code), position)
    if row.file is None:
        raise NotFound("no_file", Words(vi="Không có tệp.", en="There is no file."))
    response = HttpResponse(read(row.file), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{row.file.name}"'
    return response


def _reissue(dossier: Dossier, position: int) -> Reissue:
    row = Reissue.objects.filter(result__dossier=dossier, position=position % 32_768)
    found = row.select_related("file", "signed_by", "result__dossier").first()
    if found is None:
        raise NotFound("no_reissue", Words(vi="Không có văn bản này.", en="There is no such paper."))
    return found
