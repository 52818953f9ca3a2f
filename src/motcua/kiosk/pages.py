"""The pages without the server: the server's own, with their blanks filled (``web.kiosk.offline``)."""

import re
from dataclasses import dataclass
from html import escape

from motcua.base.qr import qr_svg
from motcua.domain.codes import spaced_token
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.kiosk.book import Entry
from motcua.kiosk.kit import Kit

LANGUAGES = ("vi", "en")
BLANK = re.compile(r"@@([a-z_]+)@@")
LOOKS = ("large", "low")

NOT_READY = Words("Máy lấy số đang chờ kết nối", "This kiosk waits for its connection")
NOT_READY_MORE = Words(
    "Xin lấy số tại bàn hỗ trợ. Màn hình này tự thử lại.",
    "Please take a number at the help desk. This screen tries again by itself.",
)
RUN_OUT = Words(
    "Máy này đã hết số. Xin lấy số tại bàn hỗ trợ.",
    "This kiosk has no numbers left. Please take one at the help desk.",
)
NO_DISK = Words(
    "Máy này không ghi được số mới. Xin lấy số tại bàn hỗ trợ.",
    "This kiosk cannot keep a new number. Please take one at the help desk.",
)
PRINTED = Words(
    "Phiếu đang được in. Nếu không thấy phiếu, ông/bà nhớ số hoặc quét mã.",
    "Your slip is being printed. If none comes, remember your number or scan it.",
)


@dataclass(frozen=True)
class Person:
    """How the one at the screen reads: language and look, as their cookies say."""

    language: str = "vi"
    look: frozenset[str] = frozenset()


def start(kit: Kit, person: Person, press: str, *, priority: str = "", lane: str = "") -> str:
    name = f"start:{lane or priority}" if lane == "result" or priority else "start"
    pages = kit.pages["pages"][person.language]
    return filled(pages.get(name, pages["start"]), person, press=press)


def priority(kit: Kit, person: Person) -> str:
    return filled(kit.pages["pages"][person.language]["priority"], person)


def closed(kit: Kit, person: Person, why: Words) -> str:
    page = kit.pages["pages"][person.language]["closed"]
    return filled(page, person, why=escape(why.in_language(person.language)))


def number(kit: Kit, person: Person, entry: Entry, *, slip: str, printed: bool) -> str:
    """The number, large, with the code that follows it. The QR is the server's address."""
    names = kit.pages["fields"].get(entry.field, {})
    return filled(
        kit.pages["pages"][person.language]["number"],
        person,
        number=escape(entry.text),
        field=escape(names.get(person.language, entry.field)),
        time=f"{local(entry.at):%H:%M}",
        qr=qr_svg(follow(kit, entry), size="large"),
        code=escape(spaced_token(entry.token)),
        slip=escape(slip),
        printed=escape(PRINTED.in_language(person.language)) if printed else "",
    )


def follow(kit: Kit, entry: Entry) -> str:
    """Where the number's own page is, once the line is back."""
    return str(kit.pages["follow"]).replace("@@token@@", entry.token)


def not_ready(person: Person) -> str:
    """Before the first contact there is nothing to fill: no style, no number, a word of what to do."""
    title, more = (escape(words.in_language(person.language)) for words in (NOT_READY, NOT_READY_MORE))
    return (
        f'<!doctype html><html lang="{person.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{more}</p></main></body></html>"
    )


def filled(page: str, person: Person, **blanks: str) -> str:
    """The blanks of a page; those of the look come from the person."""
    look = {
        "look": "".join(f" kiosk-{word}" for word in LOOKS if word in person.look),
        **{word: "true" if word in person.look else "false" for word in LOOKS},
        **{f"to_{word}": "-".join(sorted(person.look ^ {word})) for word in LOOKS},
    }
    known = look | blanks
    return BLANK.sub(lambda match: known.get(match[1], ""), page)
