"""Every environment variable the program reads stands in the document, and the document names no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "how-to" / "configure.md"
READ = re.compile(r'"(MOTCUA_[A-Z0-9_]+|DATABASE_URL)"')
ROW = re.compile(r"^\| `([A-Z0-9_]+)` \|", re.MULTILINE)


def read() -> set[str]:
    return {
        name
        for path in (ROOT / "src" / "motcua").rglob("*.py")
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }


def test_the_document_has_a_row_for_each_variable():
    documented = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len(documented) == len(set(documented))
    assert sorted(read() - set(documented)) == []
    assert sorted(set(documented) - read()) == []


def test_nothing_else_is_read_by_another_way():
    """Only these say ``environ``: a variable read under a made-up name would escape the test above."""
    pattern = re.compile(r"environ(?:\.get|\[|\.setdefault)\(?\s*\[?\s*([^),\]]+)")
    asked = {
        name.strip()
        for path in (ROOT / "src" / "motcua").rglob("*.py")
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert {name for name in asked if not name.startswith('"')} == {"name"}
