"""The day's money: what each counter took, closing it against the drawer, refunds to answer, differences."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.base.vietqr import Account
from motcua.domain.payment_notices import OUTCOMES, Outcome
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions, money
from motcua.dossiers.models import DailyClosing, Payment, PaymentNotice, Refund, RefundRequest
from motcua.people.absences import posts_taken, takes_role
from motcua.people.models import Role
from motcua.places.models import Center, Counter
from motcua.web.access import role_required
from motcua.web.counter.desks import Desk
from motcua.web.counter.fee_lines import METHODS, REASONS
from motcua.web.counter.said import say, text
from motcua.web.requests import OfficerRequest
from motcua.web.templatetags.motcua import dong
from motcua.web.typed import amount_typed

View = Callable[..., HttpResponse]
Values = Mapping[str, str]
AT_TILLS = (Role.COUNTER, Role.CENTER_HEAD)
LISTED = 200


def at_till(view: View) -> View:
    """For officers of the counters and the head of the center; the view gets a ``Desk``."""

    @role_required(*AT_TILLS)
    @functools.wraps(view)
    def seated(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        posts = posts_taken(request.user, Desk(request.user, Center(), request.now).day)
        post = next(post for post in posts if post.role in AT_TILLS)
        center = Center.objects.select_related("unit", "commune").get(commune_id=post.unit.commune_id)
        return view(request, Desk(request.user, center, request.now), *args, **kwargs)

    return seated


@never_cache
@require_safe
@at_till
def cash(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        _day(desk, request.GET)
    except Invalid as refusal:
        return _page(request, desk, request.GET, {refusal.field: text(refusal.words)}, refusal.status)
    return _page(request, desk, request.GET)


@never_cache
@require_POST
@at_till
def close(request: HttpRequest, desk: Desk) -> HttpResponse:
    counter = _counter(desk, request.POST)

    def effect() -> str:
        done = actions.close_day(
            counter,
            day=_day(desk, request.POST),
            counted=amount_typed(request.POST, "counted"),
            explanation=request.POST.get("explanation", ""),
            by=desk.officer,
            now=desk.now,
        )
        if done.difference:
            return _("Closed, with a difference of %(amount)s.") % {"amount": dong(done.difference)}
        return _("Closed: the drawer balances to the dong.")

    return _do(request, desk, effect)


@never_cache
@require_POST
@at_till
def answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The second of the four eyes: approve a refund, from a drawer or by transfer, or decline it."""
    asked = RefundRequest.objects.filter(payment__center=desk.center)
    wanted = _one(asked.select_related("payment"), request.POST.get("request", ""))

    def effect() -> str:
        if request.POST.get("answer") == "decline":
            actions.decline_refund(wanted, by=desk.officer, now=desk.now)
            return _("The refund was declined.")
        paid_by = request.POST.get("from", "")
        counter = None if paid_by == "transfer" else _counter(desk, {"counter": paid_by})
        reference = request.POST.get("reference", "")
        made = actions.approve_refund(
            wanted, counter=counter, reference=reference, by=desk.officer, now=desk.now
        )
        return _("Approved: %(amount)s goes back.") % {"amount": dong(made.amount)}

    return _do(request, desk, effect)


@never_cache
@require_POST
@at_till
def settle(request: HttpRequest, desk: Desk) -> HttpResponse:
    notice = _one(
        PaymentNotice.objects.filter(order__charge__dossier__center=desk.center),
        request.POST.get("notice", ""),
    )

    def effect() -> str:
        actions.settle(notice, words=request.POST.get("words", ""), by=desk.officer, now=desk.now)
        return _("Noted. The difference is off the list.")

    return _do(request, desk, effect)


@never_cache
@require_POST
@at_till
def account(request: HttpRequest, desk: Desk) -> HttpResponse:
    given = Account(*(request.POST.get(name, "")[:60] for name in ("bank", "number", "holder")))

    def effect() -> str:
        made = actions.set_account(desk.center, account=given, by=desk.officer, now=desk.now)
        return _("VietQR codes now name account %(number)s.") % {"number": made.number}

    return _do(request, desk, effect)


def _do(request: HttpRequest, desk: Desk, effect: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, effect())
    except Forbidden as refusal:
        if refusal.code in ("wrong_post", "not_head_of_the_center", "did_not_keep_it"):
            raise
        say(request, refusal)
    except Invalid as refusal:
        return _page(request, desk, request.POST, {refusal.field: text(refusal.words)}, refusal.status)
    except Refusal as refusal:
        say(request, refusal)
    counter, day = _counter(desk, request.POST), _day_shown(desk, request.POST)
    return redirect(f"{reverse('counter_cash')}?counter={counter.number}&day={day}")


def _page(
    request: HttpRequest,
    desk: Desk,
    values: Values,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    counter, day = _counter(desk, values), _day_shown(desk, values)
    counters = list(Counter.objects.filter(center=desk.center))
    closings = {
        row.counter_id: row
        for row in DailyClosing.objects.filter(center=desk.center, day=day).select_related("by")
    }
    is_head = desk.officer.has_role(Role.CENTER_HEAD, day=desk.day)
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "cash",
        "is_head": is_head,
        "at_counter": takes_role(desk.officer, Role.COUNTER, day=desk.day),
        "counter": counter,
        "day": day,
        "is_today": day == desk.day,
        "sums": money.day_of(counter, day),
        "whole": money.center_day(desk.center, day),
        "counters": [(row, closings.get(row.pk)) for row in counters],
        "closing": closings.get(counter.pk),
        "rows": _rows(counter, day),
        "open_days": [pair for pair in money.open_days(desk.center) if pair[1] < desk.day],
        "refunds": _asked(desk),
        "differences": [
            (row, text(OUTCOMES[Outcome(row.outcome)])) for row in money.to_settle(desk.center)[:LISTED]
        ],
        "account": money.account_of(desk.center),
        "values": values,
        "errors": errors or {},
        "summary": [{"field": name, "text": words} for name, words in (errors or {}).items()],
    }
    return render(request, "counter/cash.html", context, status=status)


def _rows(counter: Counter, day: date) -> list[dict[str, Any]]:
    """Payments and refunds of one counter's day in the order they happened."""
    came = Payment.objects.filter(counter=counter, day=day).select_related("charge__dossier", "by")[:LISTED]
    went = Refund.objects.filter(counter=counter, day=day).select_related(
        "payment__charge__dossier", "approved_by"
    )[:LISTED]
    rows = [
        {"at": p.at, "dossier": p.charge.dossier, "amount": p.amount, "method": METHODS[p.method], "by": p.by}
        | {"number": p.receipt_number, "is_refund": False}
        for p in came
    ]
    rows += [
        {"at": r.at, "dossier": r.payment.charge.dossier, "amount": -r.amount, "method": METHODS[r.method]}
        | {"number": r.payment.receipt_number, "is_refund": True, "by": r.approved_by}
        for r in went
    ]
    return sorted(rows, key=lambda row: row["at"])


def _asked(desk: Desk) -> list[dict[str, Any]]:
    waiting = RefundRequest.objects.filter(payment__center=desk.center, state=RefundRequest.State.ASKED)
    return [
        {"request": row, "why": REASONS[row.reason], "is_own": row.by_id == desk.officer.pk}
        for row in waiting.select_related("payment__charge__dossier", "by")[:LISTED]
    ]


def _counter(desk: Desk, values: Values) -> Counter:
    """The counter that was asked for, else one's own, else the first."""
    counters = {str(row.number): row for row in Counter.objects.filter(center=desk.center)}
    wanted = values.get("counter", "")
    if not wanted and desk.duty is not None:
        wanted = str(desk.duty.counter.number)
    counter = counters.get(wanted) if wanted else next(iter(counters.values()), None)
    if counter is None:
        raise NotFound("no_counter", Words(vi="Không có quầy này.", en="There is no such counter."))
    counter.center = desk.center
    return counter


def _day(desk: Desk, values: Values) -> date:
    """The day that was asked for, today where none was. Raises ``Invalid`` for ``day`` where it cannot be
    read or has not come yet: another day's money shown instead would be taken for it."""
    typed = values.get("day", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else desk.day
    except ValueError:
        raise Invalid(
            "day_unreadable",
            Words(vi="Không đọc được ngày này; hãy chọn lại ngày.", en="This day cannot be read; choose it."),
            field="day",
        ) from None
    if day > desk.day:
        raise Invalid(
            "day_not_come",
            Words(
                vi=f"Ngày {day:%d/%m/%Y} chưa đến nên chưa có sổ quầy. Chọn hôm nay hoặc một ngày đã qua.",
                en=f"{day:%d/%m/%Y} has not come yet, so it has no money. Choose today or a day before.",
            ),
            field="day",
        )
    return day


def _day_shown(desk: Desk, values: Values) -> date:
    """The day whose money the page shows: today, where the one asked for is wrong."""
    try:
        return _day(desk, values)
    except Invalid:
        return desk.day


def _one(rows: Any, given: str) -> Any:
    try:
        found = rows.filter(pk=UUID(given)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("nothing_here", Words(vi="Không có mục này.", en="There is no such entry."))
    return found
