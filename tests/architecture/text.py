"""Rules about text: templates that the Content-Security-Policy would break, rooms too large, places named."""

import re
from collections.abc import Iterator

LONGEST_FILE = 400  # lines

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*(?:\bsrc\s*=|application/json))"),
    "an event attribute": re.compile(r"<[^>]*\s(?:hx-)?on[a-z:-]*\s*="),
    "a javascript: address": re.compile(r"javascript:"),
}

# A clone works anywhere: no file may name the machine it was written on, or where packages come from.
PLACES = re.compile(
    r"/work/\w|/home/\w|/root/|/tmp/(?:team|v)/|/opt/(?:pypi|wheels)|"
    r"(?:pypi\.org|pythonhosted|npmjs|artifactory|devpi)|--(?:extra-)?index-url|deb\.debian\.org",
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


def places(text: str) -> Iterator[str]:
    """Paths of one machine and hosts of package registries."""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := PLACES.search(line):
            yield f"line {number}: names a place: {match[0]}"
