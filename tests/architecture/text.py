"""Rules about text: what the Content-Security-Policy would break, rooms too large, words without marks."""

import ast
import re
from collections.abc import Iterator

LONGEST_FILE = 400  # lines
LONGEST_FUNCTION = 50  # lines without the docstring; style.md says "about 40"
LONGEST_PLAIN_PHRASE = 3  # words; longer Vietnamese without any diacritic is a forgotten translation

WORD = re.compile(r"\b[A-Za-z]{2,}\b")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*(?:\bsrc\s*=|application/json))"),
    "an event attribute": re.compile(r"<[^>]*\s(?:hx-)?on[a-z:-]*\s*="),
    "a javascript: address": re.compile(r"javascript:"),
}

# A clone works anywhere: no file may name the machine it was written on, or where packages come from.
# A letter in brackets keeps these patterns from being what they look for.
PLACES = re.compile(
    r"/wor[k]/\w|/hom[e]/\w|/roo[t]/|/tm[p]/(?:team|v)/|/op[t]/(?:pypi|wheels)|"
    r"(?:pyp[i]\.org|pythonhoste[d]|npmj[s]|artifactor[y]|devp[i])|--(?:extra-)?index-ur[l]|deb\.debia[n]\.org",
    re.IGNORECASE,
)


def inline_code(template: str) -> Iterator[str]:
    """What a browser would refuse under our Content-Security-Policy."""
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), template)
    for what, pattern in INLINE.items():
        for match in pattern.finditer(text):
            yield f"line {text.count(chr(10), 0, match.start()) + 1}: {what}"


def too_long(source: str) -> Iterator[str]:
    lines = source.count("\n")
    if lines > LONGEST_FILE:
        yield f"{lines} lines: a room that outgrows {LONGEST_FILE} is usually two rooms"


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} has {lines} lines: it does more than one thing"


def plain_vietnamese(source: str) -> Iterator[str]:
    """``Words`` whose Vietnamese is empty or has lost its diacritics."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words"):
            continue
        for given in [*node.args[:1], *(word.value for word in node.keywords if word.arg == "vi")]:
            said = [
                n.value for n in ast.walk(given) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            ]
            text = " ".join(said)
            if text.isascii() and len(WORD.findall(text)) > LONGEST_PLAIN_PHRASE:
                yield f"line {node.lineno}: Vietnamese without diacritics: {text!r}"


def places(text: str) -> Iterator[str]:
    """Paths of one machine and hosts of package registries."""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := PLACES.search(line):
            yield f"line {number}: names a place: {match[0]}"
