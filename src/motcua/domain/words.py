"""A sentence in both languages.

Rules speak (a deadline explains itself, a refusal gives its reason), but know no request and no
language setting; so they answer with both sentences and the page picks one.
"""

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, complete in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.vi

    def __str__(self) -> str:
        return self.vi
