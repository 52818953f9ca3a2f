"""The counter says a refusal as every audience does (``motcua.web.said``), or several beside their fields."""

from collections.abc import Iterator
from contextlib import contextmanager

from motcua.domain.refusal import Invalid
from motcua.web.said import gaps, say, sentence, text

__all__ = ["beside", "gaps", "say", "sentence", "text"]


@contextmanager
def beside(name: str, errors: dict[str, str]) -> Iterator[None]:
    """What is wrong in here is said beside the field ``name``; what comes after is looked at as well."""
    try:
        yield
    except Invalid as refusal:
        errors[name] = text(refusal.words)
