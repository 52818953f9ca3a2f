"""Tests about the code: what the import floors cannot show. Each rule is also shown what it must catch."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture import actions, events, purity, text

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "motcua"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))
APPS = sorted(path.parent for path in SOURCE.glob("*/events.py"))


def under(*packages: str) -> list[Path]:
    return [path for path in PYTHON if path.relative_to(SOURCE).parts[0] in packages]


def action_modules() -> list[Path]:
    """``actions.py``, ``actions_*.py`` and what lies in ``actions/``; base defines what an action is."""
    return [
        path
        for path in PYTHON
        if path.relative_to(SOURCE).parts[0] != "base"
        and any(part.startswith("actions") for part in path.relative_to(SOURCE).parts)
    ]


def elsewhere() -> list[Path]:
    """The apps' modules that are not actions."""
    floors = {"places", "people", "catalogue", "hall", "dossiers", "declarations", "feedback", "exchange"}
    return sorted(set(under(*floors)) - set(action_modules()))


def inside() -> list[Path]:
    """Everything but the edges that read the clock once: a request, a command, the sandbox, a delivery."""
    edges = [SOURCE / "base" / "middleware.py", SOURCE / "statistics" / "counting.py"]
    edges += under("config", "sandbox")
    return sorted(set(PYTHON) - set(edges))


def rooms() -> list[Path]:
    """The files a person reads: code, templates, styles, scripts; not data, not generated migrations."""
    web = [path for kind in ("html", "css", "js") for path in (SOURCE / "web").rglob(f"*.{kind}")]
    return PYTHON + sorted(web)


def tracked() -> list[Path]:
    """The text files of the repository, but for this rule's own."""
    # The checkout may belong to another user (CI in a container); reading its list is harmless.
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    binary = {".png", ".jpg", ".ico", ".pdf", ".woff2", ".wav"}
    here = {"tests/test_architecture.py", "tests/architecture/text.py"}
    names = set(listing.stdout.split("\0")) - here - {""}
    return [ROOT / name for name in sorted(names) if Path(name).suffix not in binary]


def complaints(rule: Callable[[str], Iterator[str]], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {complaint}"
        for path in paths
        if path.is_file()
        for complaint in rule(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    ("rule", "paths"),
    [
        pytest.param(actions.writes, lambda: under("web", "api"), id="no writes in web and api"),
        pytest.param(actions.unlike_actions, action_modules, id="every write says who, when and what"),
        pytest.param(actions.writes_alone, elsewhere, id="no writes outside actions"),
        pytest.param(purity.impurities, lambda: under("domain"), id="rules are pure"),
        pytest.param(purity.clocks, inside, id="the time is an argument"),
        pytest.param(text.inline_code, lambda: TEMPLATES, id="no inline style or script"),
        pytest.param(text.too_long, rooms, id="rooms are small"),
        pytest.param(text.long_functions, lambda: PYTHON, id="functions do one thing"),
        pytest.param(text.plain_vietnamese, lambda: PYTHON, id="Vietnamese has its diacritics"),
        pytest.param(text.places, tracked, id="no machine and no registry is named"),
    ],
)
def test_code_keeps_the_rule(rule, paths):
    found = complaints(rule, paths())
    assert not found, "\n".join(found)


def test_every_template_and_static_file_is_used():
    pages = [path for path in rooms() if path.suffix in (".py", ".html", ".css", ".js")]
    said = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    web = SOURCE / "web"
    things = {path.relative_to(web / "templates").as_posix() for path in TEMPLATES}
    things -= {
        name for name in things if re.fullmatch(r"[45]\d\d\.html", name)
    }  # Django asks for these itself
    things |= {
        path.name for path in (web / "static").rglob("*") if path.suffix in (".css", ".js", ".svg", ".png")
    }
    assert sorted(thing for thing in things if thing not in said) == []


@pytest.mark.parametrize("app", APPS, ids=lambda path: path.name)
def test_events_recorded_are_those_declared(app):
    kinds = events.declared((app / "events.py").read_text())
    modules = {
        str(path.relative_to(ROOT)): path.read_text()
        for path in PYTHON
        if path.is_relative_to(app) and path.name != "events.py"
    }
    found = list(events.complaints(kinds, modules))
    assert not found, "\n".join(found)


def test_subscribers_wait_for_events_that_exist():
    known = {kind for app in APPS for kind in events.declared((app / "events.py").read_text())}
    awaited = {kind for path in PYTHON for kind in events.subscribed(path.read_text())}
    assert awaited - known == set()


@pytest.mark.parametrize(
    "line",
    [
        "ticket.save()",
        "Ticket.objects.create(number=1)",
        "Ticket.objects.filter(id=1).update(number=2)",
        "ticket.delete()",
        "Ticket.objects.bulk_create([])",
        "Ticket.objects.get_or_create(number=1)",
        "connection.cursor().execute('DELETE FROM hall_ticket')",
        "record('ticket.called', ticket, by=by, at=now)",
    ],
)
def test_a_write_in_a_view_is_caught(line):
    assert list(actions.writes(f"def view(request):\n    {line}\n"))


GOOD_ACTION = """
@action
def pause(dossier, *, reason, by, now):
    record("dossier.paused", dossier, by=by, at=now)

@action
def pause_all(*, dossiers, by, now):
    for dossier in dossiers:
        pause(dossier, reason="", by=by, now=now)

def may_pause(dossier):
    return True
"""


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("@action\ndef pause(", "def pause(", "not decorated @action"),
        ("dossier, *, reason, by", "dossier, reason, *, by", "more than one positional"),
        ("reason, by, now):", "reason, now):", "does not take by="),
        ("reason, by, now):", "reason, by):", "does not take now="),
        ('record("dossier.paused", dossier, by=by, at=now)', "dossier.save()", "records no event"),
    ],
)
def test_an_action_that_is_none_is_caught(was, becomes, complaint):
    assert list(actions.unlike_actions(GOOD_ACTION)) == []
    found = list(actions.unlike_actions(GOOD_ACTION.replace(was, becomes, 1)))
    assert any(complaint in line for line in found), found


def test_an_action_may_record_through_another_module():
    take = "@action\ndef take(*, by, now):\n    hall.issue(by=by, now=now)\n"
    assert list(actions.unlike_actions("from motcua.hall import actions as hall\n" + take)) == []
    assert list(actions.unlike_actions("from motcua import hall\n" + take))


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "date.today()",
        "timezone.now()",
        "time.time()",
        "import django",
        "from django.db import models",
        "from motcua.base import journal",
        "import os",
        "import time",
        "open('calendar.csv')",
    ],
)
def test_an_impure_rule_is_caught(line):
    assert list(purity.impurities(line))


def test_a_pure_rule_passes():
    assert not list(
        purity.impurities(
            "import math\nfrom datetime import time\nfrom motcua.domain import words\ntime(8)\n"
        )
    )


def test_undeclared_and_unrecorded_events_are_caught():
    kinds = events.declared('EVENTS = declare({"ticket.issued": "A number was given."})')
    assert kinds == {"ticket.issued"}
    good = {"actions.py": 'record("ticket.issued", ticket, by=by, at=now)'}
    assert list(events.complaints(kinds, good)) == []
    bad = {"actions.py": 'record("ticket.lost" if x else "ticket.issued", ticket)'}
    assert "ticket.lost" in list(events.complaints(kinds, bad))[0]
    assert "nothing records" in list(events.complaints(kinds, {"actions.py": ""}))[0]
    assert list(events.subscribed('subscribe("figures", ["ticket.gone"], count)')) == ["ticket.gone"]


@pytest.mark.parametrize(
    "template",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<button type="button" onclick="go()">',
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_inline_code_is_caught(template):
    assert list(text.inline_code(template))


def test_clean_template_passes():
    clean = (
        '{# style="x" #}<script src="{% static "a.js" %}" defer></script><p class="on" data-on="1">on = 1</p>'
    )
    assert list(text.inline_code(clean)) == []


def test_a_large_room_is_caught():
    assert list(text.too_long("x\n" * 401))
    assert not list(text.too_long("x\n" * 400))


@pytest.mark.parametrize(
    "line",
    ["see /wor" + "k/main/x", "/hom" + "e/an/motcua", "--index-ur" + "l x", "https://pyp" + "i.org/simple"],
)
def test_a_place_is_caught(line):
    assert list(text.places(line))
