"""What templates say often: the name in the page's language, a moment as people write it."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from motcua.domain.delivery import Way
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE

register = template.Library()

DAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_english() -> bool:
    return (get_language() or "vi").startswith("en")


@register.filter
def words(value: Words | None) -> str:
    """A ``Words`` pair in the page's language."""
    return value.in_language(get_language() or "vi") if value else ""


@register.filter
def named(value: Any) -> str:
    """The name of anything that has ``name_in(language)``."""
    return value.name_in(get_language() or "vi") if value else ""


@register.filter
def said(value: Any, what: str) -> str:
    """Another bilingual text of a row: ``{{ step|said:"expected" }}`` calls ``expected_in``."""
    return getattr(value, f"{what}_in")(get_language() or "vi") if value else ""


@register.filter
def way(value: str) -> str:
    """How a result is received, by its code."""
    return words(Way(value).words) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """17:00, thứ Năm 26/11/2026 · 17:00, Thursday 26/11/2026."""
    if value is None:
        return ""
    local = value.astimezone(ZONE)
    name = (DAYS_EN if is_english() else DAYS_VI)[local.weekday()]
    return f"{local:%H:%M}, {name} {local:%d/%m/%Y}"


@register.filter
def day_named(value: date | None) -> str:
    """thứ Năm 26/11/2026 · Thursday 26/11/2026."""
    if value is None:
        return ""
    return f"{(DAYS_EN if is_english() else DAYS_VI)[value.weekday()]} {value:%d/%m/%Y}"


@register.filter
def clock_time(value: datetime | None) -> str:
    return f"{value.astimezone(ZONE):%H:%M}" if value else ""


@register.filter
def short_moment(value: datetime | None) -> str:
    """17:00 26/11."""
    return f"{value.astimezone(ZONE):%H:%M %d/%m}" if value else ""


@register.filter
def dong(amount: int | None) -> str:
    """Money as people here write it: 50.000 đồng."""
    if amount is None:
        return ""
    grouped = f"{amount:,}"
    return gettext("%(amount)s dong") % {"amount": grouped if is_english() else grouped.replace(",", ".")}


@register.filter
def grouped(count: int | None) -> str:
    """A count as people here write it: 16.707; a dash where nothing was reported."""
    if count is None:
        return "–"
    return f"{count:,}" if is_english() else f"{count:,}".replace(",", ".")


@register.filter
def percent(share: float | None) -> str:
    """A share of 0 to 1 with one digit: 12,5%."""
    if share is None:
        return "–"
    said = f"{share:.1%}"
    return said if is_english() else said.replace(".", ",")
