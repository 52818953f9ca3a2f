"""Results by post: the letters under way, a label for each, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.domain.delivery import AFTER, UNDER_WAY, News, Posting, Way
from motcua.domain.file_content import MOST_BYTES, too_large
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.actions.delivery import CARRIER, LetterNews
from motcua.dossiers.label import label_pdf
from motcua.dossiers.models import Dossier, Shipment
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import at_this_center, find, resident_link
from motcua.web.counter.said import gaps, sentence, text

A_PAGE = 50
NEWS: dict[str, Any] = {
    News.POSTED: gettext_lazy("Handed to the carrier"),
    News.DELIVERED: gettext_lazy("Delivered"),
    News.UNDELIVERABLE: gettext_lazy("Could not be delivered"),
    News.BACK: gettext_lazy("Came back to the center"),
    News.CANCELLED: gettext_lazy("Not sent after all"),
}
STATES: dict[str, Any] = {
    Posting.PREPARED: gettext_lazy("Packed, waits for the carrier"),
    Posting.POSTED: gettext_lazy("With the carrier"),
    Posting.UNDELIVERABLE: gettext_lazy("Could not be delivered"),
    Posting.DELIVERED: gettext_lazy("Delivered"),
    Posting.BACK: gettext_lazy("Came back to the center"),
    Posting.CANCELLED: gettext_lazy("Not sent after all"),
}
TONES = {
    Posting.PREPARED: "due_soon",
    Posting.POSTED: "in_time",
    Posting.UNDELIVERABLE: "overdue",
    Posting.DELIVERED: "done",
    Posting.BACK: "overdue",
    Posting.CANCELLED: "plain",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the pages show it, with what happened to it in order."""

    row: Shipment
    news: list[tuple[Any, Any]]

    @property
    def state(self) -> Any:
        return STATES[self.row.state]

    @property
    def tone(self) -> str:
        return TONES[Posting(self.row.state)]

    @property
    def is_under_way(self) -> bool:
        return self.row.state in UNDER_WAY


def letters_of(dossier: Dossier) -> list[Letter]:
    """The newest first; two statements."""
    rows = dossier.shipments.prefetch_related("news__by").order_by("-prepared_at", "-id")
    return [Letter(row, [(one, NEWS[one.kind]) for one in row.news.all()]) for row in rows]


@never_cache
@require_safe
@at_center
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is to be packed, and the letters under way, oldest first; a constant number of statements."""
    here = at_this_center(desk)
    under_way = Shipment.objects.under_way().filter(dossier__in=here)
    packed = Shipment.objects.under_way().values("dossier")
    to_pack = here.filter(state=State.PROCESSED, return_way=Way.POST).exclude(pk__in=packed)
    rows = under_way.select_related("dossier__revision__procedure").prefetch_related("news")
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "to_pack": to_pack.select_related("revision__procedure", "applicant").order_by(
            "processed_at", "code"
        )[:A_PAGE],
        "to_pack_count": to_pack.count(),
        "letters": [Letter(row, []) for row in rows.order_by("prepared_at", "id")[:A_PAGE]],
        "letter_count": under_way.count(),
        "limit": A_PAGE,
    }
    return render(request, "counter/letters.html", context)


@never_cache
@require_POST
@at_center
def prepare(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Pack the result: the label can be printed."""
    dossier = find(desk, code)
    try:
        letter = actions.prepare_letter(dossier, by=desk.officer, now=desk.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        messages.warning(request, sentence(refusal))
        return redirect("counter_result", dossier.code)
    messages.success(request, _("The letter is prepared. Print the label and stick it on."))
    return redirect("counter_letter", letter.pk)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def letter(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """One letter: its label, what happened, and what happens next."""
    row = _letter(desk, pk)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            news = _news(request)
            actions.enter_news(row, news=news, by=desk.officer, now=desk.now)
            messages.success(request, _("Entered: %(news)s.") % {"news": NEWS[news.kind]})
            return redirect("counter_letter", row.pk)
        except Forbidden:
            raise
        except Invalid as refusal:
            errors = [{"field": error.field, "text": text(error.words)} for error in gaps(refusal)]
        except Refusal as refusal:
            messages.warning(request, sentence(refusal))
            return redirect("counter_letter", row.pk)
    next_news = [(news, NEWS[news]) for news in AFTER[Posting(row.state)]]
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "dossier": row.dossier,
        "letter": next(one for one in letters_of(row.dossier) if one.row.pk == row.pk),
        "next_news": next_news,
        "chosen": request.POST.get("news", next_news[0][0] if next_news else ""),
        "sent": request.POST,
        "at": request.POST.get("at") or f"{desk.now.astimezone(ZONE):%Y-%m-%dT%H:%M}",
        "carrier": CARRIER,
        "errors": errors,
        "wrong": {error["field"]: error["text"] for error in errors},
    }
    return render(request, "counter/letter.html", context, status=422 if errors else 200)


@never_cache
@require_safe
@at_center
def label(request: HttpRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """The label, to print and stick on."""
    row = _letter(desk, pk)
    pdf = label_pdf(row, link=resident_link(request, row.dossier))
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="nhan-{row.dossier.code}.pdf"'
    return response


def _letter(desk: Desk, pk: UUID) -> Shipment:
    found = Shipment.objects.filter(pk=pk, dossier__in=at_this_center(desk))
    row = found.select_related("dossier__center__commune", "dossier__center__unit").first()
    if row is None:
        raise NotFound("no_letter", Words(vi="Không có bưu gửi này.", en="There is no such letter."))
    return row


def _news(request: HttpRequest) -> LetterNews:
    sent = request.POST
    file = request.FILES.get("proof")
    if file is not None and (file.size or 0) > MOST_BYTES:
        raise too_large()
    return LetterNews(
        kind=sent.get("news", "")[:20],
        at=_moment(sent.get("at", "")),
        carrier=sent.get("carrier", ""),
        tracking_number=sent.get("tracking_number", "")[:100],
        receiver_name=sent.get("receiver_name", ""),
        reason=sent.get("reason", ""),
        proof=file.read() if file else b"",
    )


def _moment(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=ZONE)
    except ValueError:
        raise Invalid(
            "at_wrong",
            Words(vi="Nhập ngày và giờ hợp lệ.", en="Enter a day and time that exist."),
            field="at",
        ) from None
