"""``/hall/<center>/number``: a number taken from home. It waits, and is called once its holder has come.

The phone number is asked for only so that one person holds one number; a keyed digest is kept, nothing
else. Whoever types somebody else's phone number learns that it holds a number, not which.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import actions, holders, queries
from motcua.hall.actions.entering import ACTIVE, NumberHeld
from motcua.hall.fields_now import WAY_OUT, fields_now
from motcua.hall.models import Ticket
from motcua.hall.rules import rules_of
from motcua.places.models import Center, Point
from motcua.places.queries import center_of, open_points, opening
from motcua.web.basket import wishes_of
from motcua.web.requests import Request

COOKIE = "motcua_number"
A_DAY = 24 * 3600
BY_ADDRESS, BY_PHONE = 20, 5
"""Numbers asked for within ten minutes from one address (a family, a shop), within an hour by one phone."""
_signer = signing.TimestampSigner(salt="motcua.hall.number")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def number(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    error: Refusal | None = None
    if request.method == "POST":
        try:
            ticket = _taken(request, place)
        except Refusal as refusal:
            if refusal.status == 429:
                raise
            error = refusal
        else:
            response = redirect("ticket", ticket.token)
            response.set_cookie(
                COOKIE,
                _signer.sign(ticket.token),
                max_age=A_DAY,
                httponly=True,
                samesite="Lax",
                secure=settings.SECURE,
            )
            return response
    status = error.status if error else 200
    return render(request, "hall/number.html", _context(request, place, error), status=status)


def _taken(request: Request, center: Center) -> Ticket:
    now, given = request.now, request.POST
    address = request.META.get("REMOTE_ADDR", "")
    check_rate("home_number", address, most=BY_ADDRESS, within=timedelta(minutes=10), now=now)
    wish = wishes_of(given)[0]
    holder = holders.digest("phone", given.get("phone", ""))
    check_rate("home_phone", holder, most=BY_PHONE, within=timedelta(hours=1), now=now)
    press = given.get("press", "")
    if len(press) != 32 or not press.isalnum() or not press.isascii():
        raise Invalid("press_malformed", Words("Hãy tải lại trang.", "Please load the page again."))
    try:
        return actions.issue(
            center,
            field=wish.field,
            source=Ticket.Source.HOME,
            holder=holder,
            point=_point(given.get("point", ""), center),
            press=f"{press}:home",
            by=Resident(),
            now=now,
        )
    except NumberHeld as held:
        mine = number_in(request, center)
        if mine is not None and mine.pk == held.ticket.pk:
            return mine
        raise _held_elsewhere() from None


def _point(text: str, center: Center) -> Point | None:
    """The receiving point that was chosen; None: the main place. Raises ``Invalid`` for an unknown one."""
    found = next((point for point in open_points(center) if str(point.pk) == text), None)
    if text and found is None:
        raise Invalid(
            "point_unknown",
            Words("Chọn một điểm tiếp nhận của Trung tâm.", "Choose a receiving point of the center."),
            field="point",
        )
    return found


def number_in(request: HttpRequest, center: Center) -> Ticket | None:
    """The number of this center that the browser took from home today, while it still counts."""
    try:
        token = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=A_DAY)
    except signing.BadSignature:
        return None
    ticket = queries.by_token(token)
    if ticket is None or ticket.center_id != center.pk or ticket.state not in ACTIVE:
        return None
    return ticket


def _held_elsewhere() -> Conflict:
    return Conflict(
        "phone_holds_a_number",
        Words(
            "Số điện thoại này đang giữ một số của hôm nay. Mở lại số đó trên điện thoại đã lấy, hoặc hỏi "
            "bàn hỗ trợ khi đến Trung tâm.",
            "This phone number holds a number of today. Open it on the phone it was taken with, or ask the "
            "help desk at the center.",
        ),
        field="phone",
    )


def _context(request: Request, center: Center, error: Refusal | None) -> dict[str, Any]:
    state = None if center.round_the_clock else opening(center, request.now)
    rows = fields_now(center, request.now)
    return {
        "center": center,
        "closed": state if state and not state.gives_numbers else None,
        "off": not rules_of(center).numbers_from_home,
        "fields": rows,
        "some_closed": any(row.refusal for row in rows),
        "way_out": WAY_OUT,
        "mine": number_in(request, center),
        "press": uuid.uuid4().hex,
        "errors": [error] if error else [],
        "error": error,
        "chosen": request.POST.get("field", ""),
        "points": open_points(center),
        "chosen_point": request.POST.get("point", ""),
        "phone": request.POST.get("phone", "")[:20],
    }


number_urls = [path("number", number, name="hall_number")]
