"""``motcua catalogue load PATH``: enters procedures as drafts. ``catalogue check``: only looks at them.

Whatever is refused is named with the reason; nothing is skipped silently. The files are those of
``data/procedures``; what they may say stands in ``data/README.md``.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words

if TYPE_CHECKING:
    from motcua.catalogue.reading import ProcedureFile

HELP = "load procedures as drafts, or check their files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["load", "check"])
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="a file or a folder (check: the program's own)"
    )


def run(args: argparse.Namespace) -> int:
    path = _existing(args.path) if args.path is not None else None
    if args.what == "check":
        return _check(path)
    if path is None:
        raise _wrong("catalogue load cần đường dẫn.", "catalogue load needs a PATH: a file or a folder.")
    return _load(path)


def _existing(text: str) -> Path:
    path = Path(text)
    if path.is_file() or (path.is_dir() and next(path.glob("*.json"), None)):
        return path
    raise _wrong(
        f"Không có tệp thủ tục (*.json) ở {text}.", f"There is no procedure file (*.json) at {text}."
    )


def _check(path: Path | None) -> int:
    from motcua.catalogue.reading import procedures

    count = refused = notices = 0
    for file in procedures(path):
        count += 1
        refused += bool(file.refused)
        notices += len(file.problems) - len(file.refused)
        _report(file)
    _say(f"{count} files, {refused} refused, {notices} notices")
    return 1 if refused else 0


def _load(path: Path) -> int:
    from django.utils import timezone

    from motcua.catalogue.models import Field
    from motcua.catalogue.reading import procedures
    from motcua.places.hours import business_date
    from motcua.places.models import Unit

    owner = Unit.objects.filter(kind=Unit.Kind.PROVINCE).first()
    fields = set(Field.objects.values_list("code", flat=True))
    if owner is None or not fields:
        raise _wrong(
            "Cơ sở dữ liệu chưa có tỉnh và lĩnh vực; hãy nạp trước.",
            "This database has no province and no fields yet; load them first.",
        )
    now = timezone.now()
    counts = [
        _enter(file, owner=owner, valid_from=business_date(now), now=now) for file in procedures(path, fields)
    ]
    _say(f"{sum(counts)} entered as drafts, {counts.count(False)} refused")
    return 0 if all(counts) else 1


def _enter(file: "ProcedureFile", **given: object) -> bool:
    """Whether the record became a draft; if not, the reason was said."""
    from motcua.base.actors import System
    from motcua.catalogue.actions import enter

    _report(file)
    if file.record is None or file.refused:
        return False
    try:
        enter(file.record, by=System(), **given)  # type: ignore[arg-type]
    except Refusal as refusal:
        _lines(file.path, [(refusal.field, refusal.words)])
        return False
    return True


def _report(file: "ProcedureFile") -> None:
    _lines(file.path, ((problem.field, problem.words) for problem in file.refused))


def _lines(path: Path, problems: Iterable[tuple[str, Words]]) -> None:
    for field, words in problems:
        _say(f"refused {path.name}: {field + ': ' if field else ''}{words.en}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _wrong(vi: str, en: str) -> Invalid:
    return Invalid("catalogue_arguments", Words(vi, en))
