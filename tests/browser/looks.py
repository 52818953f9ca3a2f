"""What every page must hold, asked of each page that the tests come by."""

import ast
import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "src" / "motcua"
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|\n")
CITATION = re.compile(r"(Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Thông báo)( số)? \d[\w/.Đđ-]*")
"""A legal text, or the paper of an office, is cited by its Vietnamese title in every language."""
ADDRESS = re.compile(r"Trụ sở Ủy ban nhân dân [^\n]*")
"""Where a house stands is written as its sign says."""
BOTH = {"Tiếng Việt", "Motcua · Một cửa"}
"""Vietnamese words that an English page says too."""
SHORTEST = 8
"""Letters a Vietnamese sentence needs to be told from a name."""
WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("body *")].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > width + 1 && getComputedStyle(e).position !== "absolute";
  });
  return [document.documentElement.scrollWidth - width, out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""


def fits_the_screen(page: Page) -> None:
    """Nobody has to scroll sideways."""
    too_wide, what = page.evaluate(WIDE)
    assert too_wide <= 0, f"{page.url} is {too_wide} px too wide: {what}"


def is_english(page: Page) -> None:
    """Nothing that the interface says in Vietnamese stands on an English page."""
    text = page.locator("body").inner_text()
    for own in page.locator("body [lang=vi]").all_inner_texts():  # what the page itself calls Vietnamese
        text = text.replace(own, "")
    text = ADDRESS.sub("", CITATION.sub("", text))
    left = [words for words in said_in_vietnamese() if words in text]
    assert left == [], f"{page.url} says in Vietnamese: {left}"


@cache
def said_in_vietnamese() -> frozenset[str]:
    """Every piece of a sentence of the interface: the catalogue's, and the Words of the rules."""
    sentences = [message.string for message in _catalogue() if message.id and message.id != message.string]
    sentences += [text for path in SOURCE.glob("[!s]*/**/*.py") for text in _words_in(path)]
    pieces = {piece.strip(" .,:;()–·") for text in sentences for piece in PLACEHOLDER.split(text)}
    return frozenset(
        piece
        for piece in pieces - BOTH
        if len(piece) >= SHORTEST and VIETNAMESE.search(piece) and " " in piece
    )


def _catalogue():
    with (SOURCE / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return list(read_po(file, locale="vi"))


def _words_in(path: Path) -> list[str]:
    """The Vietnamese halves of ``Words(...)`` in a file, as far as they are written out."""
    text = path.read_text(encoding="utf-8")
    if "Words(" not in text:
        return []
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    found = [call for call in calls if getattr(call.func, "id", "") == "Words"]
    halves = [
        call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "vi"), None)
        for call in found
    ]
    return [
        part.value
        for half in halves
        if half is not None
        for part in ast.walk(half)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
