"""Papers checked before the call, for the pages that show them beside a number."""

from typing import Any

from django import template

from motcua.domain.words import Words
from motcua.hall import helping
from motcua.hall.models import PapersCheck, PapersCheckLine, Ticket
from motcua.web import list_words

register = template.Library()


@register.simple_tag
def check_of(ticket: Ticket | None) -> PapersCheck | None:
    """``{% check_of ticket as check %}``: what a helper found; two statements."""
    return helping.check_of(ticket)


@register.filter
def found_words(line: PapersCheckLine) -> Words:
    return list_words.FOUND[PapersCheckLine.Found(line.found)]


@register.filter
def to_do(line: PapersCheckLine) -> str:
    """ "Mang theo (2 bản)", in the page's language."""
    return list_words.to_do(line)


@register.filter
def still_open(check: PapersCheck | None) -> list[Any]:
    """The lines of the list that are still to be brought, copied or filled in."""
    return [line for line in check.lines.all() if line.is_open] if check else []
