"""Messages of the center on its board: for everybody, in both languages, for a time."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall.heading import check_heads
from motcua.hall.models import Notice
from motcua.people.models import Officer
from motcua.places.models import Center

LENGTH = 200
LONGEST = timedelta(days=31)
MOST_AT_ONCE = 3
"""A board that says more is read by nobody."""


@action
def write_notice(
    center: Center,
    *,
    text_vi: str,
    text_en: str,
    ends_at: datetime | None,
    by: Officer,
    now: datetime,
    urgent: bool = False,
) -> Notice:
    """From now until ``ends_at``. The text is for everybody and stays out of the journal."""
    check_heads(center, by, now)
    text_vi, text_en = _text(text_vi, "text_vi"), _text(text_en, "text_en")
    if not text_vi:
        words = Words("Viết nội dung bằng tiếng Việt.", "Write the text in Vietnamese.")
        raise Invalid("notice_empty", words, field="text_vi")
    if ends_at is None or not now < ends_at <= now + LONGEST:
        words = Words("Chọn giờ kết thúc trong 31 ngày tới.", "Say until when, within 31 days.")
        raise Invalid("notice_end", words, field="ends_at")
    if Notice.objects.filter(center=center, ends_at__gt=now).count() >= MOST_AT_ONCE:
        raise Refusal(
            "notices_many",
            Words(
                vi=f"Bảng đang có {MOST_AT_ONCE} thông báo. Gỡ một thông báo trước khi thêm.",
                en=f"The board has {MOST_AT_ONCE} messages. Take one off before adding another.",
            ),
        )
    notice = Notice.objects.create(
        id=new_id(),
        center=center,
        text_vi=text_vi,
        text_en=text_en,
        urgent=urgent,
        begins_at=now,
        ends_at=ends_at,
    )
    record("notice.written", notice, by=by, at=now, urgent=urgent)
    return notice


@action
def end_notice(notice: Notice, *, by: Officer, now: datetime) -> Notice:
    """Off the board before its time. The second press changes nothing."""
    check_heads(notice.center, by, now)
    fresh = Notice.objects.select_for_update(of=("self",)).select_related("center").get(pk=notice.pk)
    if fresh.ends_at <= now:
        return fresh
    fresh.ends_at = max(now, fresh.begins_at + timedelta(seconds=1))
    fresh.save(update_fields=["ends_at"])
    record("notice.ended", fresh, by=by, at=now)
    return fresh


def _text(typed: str, field: str) -> str:
    """On one line, as a board shows it."""
    return " ".join(written(typed, field=field, most=LENGTH).split())
