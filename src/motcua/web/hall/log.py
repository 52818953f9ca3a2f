"""``/hall/<center>/log``: every call of a day, which were out of turn and why, and what the replay says."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from motcua.domain.replay import NEXT
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.daybreak import business_day
from motcua.hall.replay import again, calls, mistaken, steady, undone, verdict_until
from motcua.places.queries import center_of
from motcua.web.hall.day_asked import day_asked
from motcua.web.requests import Request

PAGE = 500
"""Calls on one page; the address of the next one names the last call shown."""
AGAIN = {
    "ticket.missed": Words("gọi lại sau khi vắng mặt", "called again, as nobody had come"),
    "ticket.held": Words("gọi lại sau khi tạm dừng", "called again after a hold"),
    "ticket.transferred": Words("gọi tiếp sau khi được chuyển", "called again after a transfer"),
    "ticket.continued": Words("việc tiếp theo của số này", "the next thing on this number"),
    "ticket.completed": Words("quay lại bổ sung giấy tờ", "came back with the missing papers"),
}
"""What had become of the earlier call of the same number: it keeps its place, and nobody jumped the line."""
FIRST = Words(
    "đi trước: ưu tiên, đúng giờ hẹn hoặc quay lại", "goes first: priority, appointment or come-back"
)
"""Why somebody was called before people who had come earlier; which of the three is nobody else's concern."""


@require_safe
def log(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    today = business_day(place, request.now)
    day = day_asked(request.GET.get("on", ""), today)
    after = _after(request.GET.get("after", ""))
    rows = calls(place, day, after=after, limit=PAGE + 1)
    until = steady(request.now) if day >= today else _over(request.now)
    taken_back, void = undone(place, day), mistaken(place, day)
    verdict = verdict_until(str(place.pk), day, until)
    before = again(place, day, {event.subject for event in rows[:PAGE]})
    context = {
        "center": place,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "following": day + timedelta(days=1) if day < today else None,
        "calls": [
            {
                "at": event.at,
                "number": event.data["number"],
                "counter": event.data["counter"],
                "call": event.data["call"],
                "reason": None if event.data["reason"] == NEXT else _reason(event.data["reason"]),
                "undone": event.number in taken_back
                or (event.subject in void and event.data["reason"] in moves.WITHOUT_TICKET),
                "again": AGAIN.get(before.get(event.number, "")),
                "first": FIRST if event.number in verdict.favoured else None,
            }
            for event in rows[:PAGE]
        ],
        "more": rows[PAGE - 1].data["call"] if len(rows) > PAGE else None,
        "verdict": verdict,
        "until": until if day >= today else None,
    }
    return render(request, "hall/log.html", context)


def _reason(code: str) -> Words:
    return moves.EVERY_CALL_REASON.get(code, Words(code, code))


def _over(now: datetime) -> datetime:
    """A day that is over is judged once an hour at most, for all who ask."""
    return now.replace(minute=0, second=0, microsecond=0)


def _after(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("999999") else 0


log_urls = [path("log", log, name="hall_log")]
