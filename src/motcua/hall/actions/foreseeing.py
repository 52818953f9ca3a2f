"""Telling the head of a center that waits are going to pass the limit, before they do."""

from datetime import datetime

from motcua.base import outgoing
from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.messages import Message
from motcua.base.rows import new_id
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall.forecasts import Passing
from motcua.hall.models import WaitWarning
from motcua.people.models import Officer, Post, Role
from motcua.places.hours import business_date
from motcua.places.models import Center


@action
def foresee(
    center: Center, *, passing: Passing, limit_minutes: int, by: Actor, now: datetime
) -> WaitWarning | None:
    """Keep and tell that waits for a field will pass the limit; None where that warning stands already,
    whose figures are brought up to date without a word."""
    figures = {
        "people": passing.people,
        "passes_at": passing.passes_at,
        "longest_minutes": passing.longest,
        "limit_minutes": limit_minutes,
    }
    standing = WaitWarning.objects.filter(center=center, field=passing.field, ended_at__isnull=True)
    if standing.update(**figures):
        return None
    warning = WaitWarning.objects.create(
        id=new_id(), center=center, field_id=passing.field, given_at=now, **figures
    )
    heads = _heads(center, now)
    for head in heads:
        if head.email:
            text = _text(warning)
            message = Message(head.email, "email", text[0].vi, text[1].vi, "vi")
            outgoing.prepare(message, about=warning, purpose="wait_foreseen", by=by, now=now)
    record(
        "hall.wait_foreseen",
        warning,
        by=by,
        at=now,
        field=passing.field,
        people=passing.people,
        limit=limit_minutes,
        longest=passing.longest,
        passes=passing.passes_at.isoformat(),
        told=len(heads),
    )
    return warning


@action
def ease(warning: WaitWarning, *, by: Actor, now: datetime) -> WaitWarning:
    """The wait is within the limit again, or has passed it for all whom the warning was about."""
    warning.ended_at = max(now, warning.given_at)
    if WaitWarning.objects.filter(pk=warning.pk, ended_at__isnull=True).update(ended_at=warning.ended_at):
        record("hall.wait_eased", warning, by=by, at=now, field=warning.field_id)
    return warning


def _heads(center: Center, now: datetime) -> list[Officer]:
    posts = Post.objects.held_on(business_date(now)).filter(
        unit__commune=center.commune_id, role=Role.CENTER_HEAD, officer__is_active=True
    )
    return [post.officer for post in posts.select_related("officer").order_by("is_acting", "pk")]


def _text(warning: WaitWarning) -> tuple[Words, Words]:
    """Subject and text of the letter to the head."""
    field, at = warning.field, local(warning.passes_at)
    return (
        Words(
            vi=f"Sắp chờ quá {warning.limit_minutes} phút: {field.name_vi}",
            en=f"Waits will pass {warning.limit_minutes} minutes: {field.name_en}",
        ),
        Words(
            vi=f"Dự báo {warning.people} người chờ lĩnh vực {field.name_vi} sẽ chờ quá "
            f"{warning.limit_minutes} phút, người đầu tiên từ {at:%H:%M}, lâu nhất khoảng "
            f"{warning.longest_minutes} phút. Có thể mở thêm quầy hoặc cho quầy khác nhận lĩnh vực này.",
            en=f"{warning.people} people waiting for {field.name_en} are forecast to wait more than "
            f"{warning.limit_minutes} minutes, the first from {at:%H:%M}, the longest about "
            f"{warning.longest_minutes} minutes. Another counter could be opened or take this field too.",
        ),
    )
