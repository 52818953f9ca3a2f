"""Writes the documents that are made from the code, so that they cannot say something else.

python scripts/docs.py           writes docs/states.md, docs/events.md and docs/openapi.json
python scripts/docs.py --check   exit 1 where one of them is not what the code would write now
"""

import ast
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "motcua"
GENERATED = "<!-- Written by scripts/docs.py from {source}. Do not edit; run `make docs`. -->\n\n"


def states() -> str:
    """The diagram and the table of what can happen to a dossier."""
    from motcua.domain.states import MOVES, TRANSITIONS, State

    lines = [
        GENERATED.format(source="src/motcua/domain/states.py") + "# The states of a dossier\n",
        "The ten national statuses, and every move between them. What is not in the table is refused.\n",
        "```mermaid",
        "stateDiagram-v2",
    ]
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS:
        before = row.before.name.lower() if row.before else "[*]"
        arrows.setdefault((before, row.after.name.lower()), []).append(row.move.value)
    lines += [f"    {a} --> {b}: {', '.join(moves)}" for (a, b), moves in arrows.items()]
    lines += ["```\n", "| Code | State | Vietnamese | English |", "|---|---|---|---|"]
    lines += [f"| {s.value} | `{s.name.lower()}` | {s.words.vi} | {s.words.en} |" for s in State]
    lines += ["\n| From | Move | In Vietnamese | To | Form | Clock | By |", "|---|---|---|---|---|---|---|"]
    for row in TRANSITIONS:
        before = f"`{row.before.name.lower()}`" if row.before else "(new)"
        by = ", ".join(part.value for part in row.by)
        lines.append(
            f"| {before} | `{row.move.value}` | {MOVES[row.move].vi} | `{row.after.name.lower()}` "
            f"| {row.form or '-'} | {row.clock.value} | {by} |"
        )
    return "\n".join(lines) + "\n"


def events() -> str:
    """Every kind of event that the journal may hold, by the app that records it."""
    lines = [
        GENERATED.format(source="every app's events.py") + "# The events of the journal\n",
        "Events carry ids, codes and digests, never personal data or free text.\n",
        "| App | Kind | What happened |",
        "|---|---|---|",
    ]
    for path in sorted(SOURCE.glob("*/events.py")):
        if not (path.parent / "apps.py").exists():
            continue  # the API's events.py is an endpoint
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                kinds = ast.literal_eval(node)
                lines += [
                    f"| {path.parent.name} | `{kind}` | {what} |" for kind, what in sorted(kinds.items())
                ]
    return "\n".join(lines) + "\n"


def openapi() -> str:
    """The API as OpenAPI 3.1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    from motcua.api.v1 import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/states.md": states,
    "docs/events.md": events,
    "docs/openapi.json": openapi,
}


def main(arguments: list[str]) -> int:
    """Writes all, or with --check compares all."""
    drifted = []
    for name, write in DOCUMENTS.items():
        path, text = ROOT / name, write()
        if arguments != ["--check"]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            drifted.append(name)
    for name in drifted:
        print(f"{name} is not what the code says: run make docs", file=sys.stderr)
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
