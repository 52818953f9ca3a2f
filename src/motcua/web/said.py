"""From a rule's refusal to what the page says: beside the field, or on top of the page one comes back to."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.domain.refusal import Invalid, InvalidFields, Refusal
from motcua.domain.words import Words


def sentence(refusal: Refusal) -> str:
    """The sentence in the page's language, with its legal basis where it has one."""
    words = text(refusal.words)
    return f"{words} ({refusal.basis})" if refusal.basis else words


def text(words: Words) -> str:
    return words.in_language(get_language() or "vi")


def say(request: HttpRequest, refusal: Refusal) -> None:
    """On top of the next page: an old page or a second press is news to the officer, not an error page."""
    messages.warning(request, sentence(refusal))


def gaps(refusal: Invalid) -> list[Invalid]:
    """Every problem that the refusal names."""
    return refusal.errors if isinstance(refusal, InvalidFields) else [refusal]
