"""How a paper was found, in words: for the helper, the counter and the list that is taken home."""

from django.utils.translation import get_language

from motcua.domain.words import Words
from motcua.hall.models import PapersCheckLine

Found = PapersCheckLine.Found
FOUND = {
    Found.HAVE: Words(vi="Có", en="Have"),
    Found.MISSING: Words(vi="Thiếu", en="Missing"),
    Found.COPY: Words(vi="Cần sao chụp", en="Copy to be made"),
    Found.FILL: Words(vi="Cần điền", en="To be filled in"),
    Found.NOT_NEEDED: Words(vi="Không cần", en="Not needed"),
}
TO_DO = {
    Found.MISSING: Words(vi="Mang theo", en="Bring"),
    Found.COPY: Words(vi="Sao chụp", en="Make a copy of"),
    Found.FILL: Words(vi="Điền", en="Fill in"),
}


def to_do(line: PapersCheckLine) -> str:
    """What is to be done with one paper, in the page's language: "Mang theo (2 bản)"."""
    language = get_language() or "vi"
    words = TO_DO[Found(line.found)].in_language(language)
    if line.count == 1:
        return words
    return f"{words} ({line.count} {'bản' if language.startswith('vi') else 'of it'})"


def line_words(line: PapersCheckLine) -> str:
    """One line of the written list, in the page's language."""
    return f"{to_do(line)}: {line.document.name_in(get_language() or 'vi')}"
