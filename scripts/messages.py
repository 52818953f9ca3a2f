"""The Vietnamese words of the interface without the gettext programs: Babel does their work.

    python scripts/messages.py missing [PATH-PART]   what has no Vietnamese yet, as JSON to fill in
    python scripts/messages.py merge < words.json    {"English": "Tiếng Việt"} into the catalogue
    python scripts/messages.py update                drops what the code no longer says, adds what is new
    python scripts/messages.py compile               .po -> .mo where the .mo is older
    python scripts/messages.py check                 exit 1 with a line for each thing that is wrong

Message ids are the English sentences. A message with a context is written "context\\u0004English" in JSON.
"""

import argparse
import io
import json
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "motcua"
CATALOGUE = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
CONTEXT_MARK = "\x04"  # gettext's own separator between context and message id

HEADER = """# The interface of Motcua in Vietnamese.
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[sdif]|\{\w*\}|(?<!%)%[sd]")
WORD = re.compile(r"[^\W\d_]+")
LONGEST_PLAIN_PHRASE = 3  # words; a longer Vietnamese sentence without any diacritic is a forgotten one

Key = str


def key_of(message_id: str | tuple[str, ...], context: str | None) -> Key:
    """The one string that names a message: its id, behind its context where it has one."""
    first = message_id if isinstance(message_id, str) else message_id[0]
    return f"{context}{CONTEXT_MARK}{first}" if context else first


def messages_in(path: Path) -> Iterator[Key]:
    """Every message a Python file or a Django template asks to have translated."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What stands between two tags keeps its indentation, which is no Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for _line, message_id, _comments, context in found:
        if message_id:
            yield key_of(message_id, context)


def sources(part: str = "") -> list[Path]:
    """Python files and templates whose path contains `part`, in order."""
    kinds = ("*.py", "templates/**/*.html", "templates/**/*.txt", "templates/**/*.svg")
    paths = {path for kind in kinds for path in SOURCE.rglob(kind)}
    return sorted(path for path in paths if part in str(path.relative_to(ROOT)))


def used(part: str = "") -> dict[Key, Path]:
    """Each message used in those files, with the first file that uses it."""
    where: dict[Key, Path] = {}
    for path in sources(part):
        try:
            for key in messages_in(path):
                where.setdefault(key, path.relative_to(ROOT))
        except (SyntaxError, tokenize.TokenError) as problem:  # other checks name it too; go on with the rest
            print(f"{path.relative_to(ROOT)}: cannot be read: {problem}", file=sys.stderr)
    return where


def load() -> Catalog:
    """The Vietnamese catalogue; an empty one where there is no file yet."""
    if not CATALOGUE.exists():
        return Catalog(locale="vi")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def entries(catalogue: Catalog) -> dict[Key, Message]:
    return {key_of(message.id, message.context): message for message in catalogue if message.id}


def save(words: dict[Key, str]) -> None:
    """Writes the catalogue sorted, unwrapped, without dates or line numbers: a change is a small diff."""
    catalogue = Catalog(locale="vi")
    for key in sorted(words):
        context, mark, message_id = key.rpartition(CONTEXT_MARK)
        catalogue.add(message_id, words[key], context=context if mark else None)
    for message in catalogue:
        message.flags.clear()
    body = io.BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(HEADER.encode() + body.getvalue())


def translation(message: Message) -> str:
    text = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
    return "" if message.fuzzy else text


def translations(catalogue: Catalog) -> dict[Key, str]:
    return {key: translation(message) for key, message in entries(catalogue).items()}


def compile_all() -> None:
    """Compiles every catalogue that is newer than its compiled form."""
    for source in sorted(SOURCE.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        draft = target.with_suffix(".mo.new")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)  # a server that reads it meanwhile sees the old one or the new one, whole


def complaints_about(key: Key, text: str) -> Iterator[str]:
    """What is wrong with one translation, in sentences."""
    if not text.strip():
        yield "has no Vietnamese"
        return
    if set(PLACEHOLDER.findall(key)) != set(PLACEHOLDER.findall(text)):
        yield f"placeholders differ in {text!r}"
    words = WORD.findall(PLACEHOLDER.sub(" ", text))
    if len(words) > LONGEST_PLAIN_PHRASE and text.isascii():
        yield f"looks like Vietnamese without diacritics: {text!r}"


def check() -> list[str]:
    """Everything wrong between code and catalogue, a line each."""
    needed, known = used(), translations(load())
    lines = [
        f"{needed[key]}: {key!r} {complaint}"
        for key in needed
        for complaint in complaints_about(key, known.get(key, ""))
    ]
    lines += [f"no longer used: {key!r}" for key in known if key not in needed]
    return lines


def merge(words: dict[Key, str]) -> list[str]:
    """Adds or corrects translations; what is wrong with the new ones, a line each (those are not taken)."""
    known = translations(load())
    lines = []
    for key, text in words.items():
        wrong = list(complaints_about(key, text))
        lines += [f"not taken: {key!r} {complaint}" for complaint in wrong]
        if not wrong:
            known[key] = text
    save(known)
    compile_all()
    return lines


def update() -> None:
    known = translations(load())
    save({key: known.get(key, "") for key in used()})


def missing(part: str) -> dict[Key, str]:
    known = translations(load())
    return {key: "" for key in sorted(used(part)) if not known.get(key)}


def report(lines: Iterable[str]) -> int:
    lines = list(lines)
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="messages", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["missing", "merge", "update", "compile", "check"])
    parser.add_argument(
        "part", nargs="?", default="", help="with missing: only files whose path contains this"
    )
    chosen = parser.parse_args(arguments)
    if chosen.command == "missing":
        print(json.dumps(missing(chosen.part), ensure_ascii=False, indent=1))
    elif chosen.command == "merge":
        return report(merge(json.load(sys.stdin)))
    elif chosen.command == "update":
        update()
    elif chosen.command == "compile":
        compile_all()
    else:
        return report(check())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
