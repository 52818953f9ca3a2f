"""The single keys of the offices' pages: where ``g`` and a letter lead."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.dossiers.queues import Queue, seen_by
from motcua.places.hours import business_date

register = template.Library()

LETTERS = {
    "turns": "t",
    "today": "d",
    "overdue": "o",
    "resident": "r",
    "others": "p",
    "sign": "s",
    "number": "n",
    "return": "b",
    "unit": "u",
    "done": "x",
}
"""By the queue's code (``dossiers.queues``); a queue without a letter is reached by its link."""


@dataclass(frozen=True, slots=True)
class Go:
    """``letter`` after ``g`` leads to ``link``."""

    letter: str
    link: str
    name: str


@register.simple_tag(takes_context=True)
def keys_of_office(context: dict[str, Any]) -> list[Go]:
    """The queues that this officer has, then the other lists; no statement."""
    request = context["request"]
    language = get_language() or "vi"
    queues = [queue for queue in seen_by(request.user, business_date(request.now)) if queue.code in LETTERS]
    found = [Go(LETTERS[queue.code], _link(queue), queue.name.in_language(language)) for queue in queues]
    if any(queue.code == "sign" for queue in queues):
        found.append(Go("k", reverse("office_signing"), _("Sign several decisions")))
    return [
        *found,
        Go("h", reverse("office_hand_overs"), _("To acknowledge")),
        Go("y", reverse("office_opinions"), _("Opinions asked of us")),
        Go("w", reverse("office_warnings"), _("Warnings")),
    ]


def _link(queue: Queue) -> str:
    return reverse("office") if queue.code == "turns" else reverse("office_work", args=[queue.code])
