"""What a person can be told before anything is saved: due when, by which channel, for how much, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Fee
from motcua.catalogue.queries import Bundle
from motcua.domain.clock import Deadline
from motcua.domain.clock_words import term_words
from motcua.domain.words import Words
from motcua.dossiers.timing import first_reckoning, term_of
from motcua.places.hours import hours_of
from motcua.places.models import Center
from motcua.web.counter.reception_form import CHANNELS
from motcua.web.counter.said import text
from motcua.web.templatetags.motcua import dong, short_moment

FEES = {
    "free": _("No fee"),
    "exempt": _("Exempt"),
    "provincial_rule": _("As the province has set; see the board"),
    "by_law": _("As the law sets; see the board"),
}


@dataclass(frozen=True)
class Promised:
    """What would stand on the receipt if the dossier were received now, by one channel."""

    channel: str
    label: Any
    term: Words
    deadline: Deadline
    fee: str
    is_chosen: bool

    @property
    def why(self) -> list[dict[str, str]]:
        return why_lines(self.deadline)


def promises(
    parts: Bundle, center: Center, now: datetime, channels: list[str], chosen: str
) -> list[Promised]:
    hours = hours_of(center)
    terms = {channel: parts.terms[channel] for channel in channels}
    picked = chosen if chosen in channels else channels[0]
    return [
        Promised(
            channel,
            CHANNELS[channel],
            term_words(term_of(term)),
            first_reckoning(now, channel, term, hours).promised,
            fee_words(parts.fee(channel)),
            channel == picked,
        )
        for channel, term in terms.items()
    ]


def why_lines(deadline: Deadline) -> list[dict[str, str]]:
    """The reasons as ``parts/why.html`` takes them."""
    return [{"at": short_moment(line.at), "text": text(line.words)} for line in deadline.why]


def fee_words(fee: Fee | None) -> str:
    if fee is None:
        return amount_words(0, "not_stated")
    per = text(Words(vi=fee.per_vi, en=fee.per_en or fee.per_vi))
    return amount_words(fee.amount or 0, fee.kind) + (f" ({per})" if per else "")


def amount_words(amount: int, kind: str) -> str:
    """50.000 đồng; or why there is no amount to name."""
    named: str | Promise = FEES.get(kind, _("Not stated; see the board"))
    return dong(amount) if amount else str(named)
