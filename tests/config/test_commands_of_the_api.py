"""``motcua token``, ``device``, ``catalogue`` and ``check``: what they print, and how they refuse."""

import json
from pathlib import Path

import pytest

from motcua.api.auth import OFFICERS_MARK
from motcua.base.models import Delivery
from motcua.catalogue.models import Revision
from motcua.catalogue.reading import DATA
from motcua.catalogue.revisions import record_of
from motcua.config import health
from motcua.config.cli import main
from motcua.people.actions import digest
from motcua.people.models import Token
from motcua.places.models import PairingCode
from tests.cast import MONDAY_0900, received

BIRTH = DATA / "procedures" / "1.001193.json"


def refused(capsys, *arguments: str) -> str:
    """The one sentence on standard error, with exit code 2."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


def test_a_token_is_shown_once(cast, capsys):
    assert main(["token", "create", "--login", "Counter.KimBang", "--scope", "hall", "journal"]) == 0
    token = capsys.readouterr().out.strip()
    assert token.startswith(OFFICERS_MARK)
    row = Token.objects.get(digest=digest(token))
    assert (row.officer, row.scopes) == (cast.counter, ["hall", "journal"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("create",),
        ("create", "--login", "nobody"),
        ("create", "--login", "counter.kimbang", "--scope", "everything"),
        ("create", "--login", "counter.kimbang", "--days", "0"),
        ("create", "--login", "counter.kimbang", "--days", "soon"),
        ("revoke",),
    ],
)
def test_no_token_for_wrong_arguments(cast, capsys, arguments):
    refused(capsys, "token", *arguments)
    assert not Token.objects.exists()


def test_a_code_to_pair_a_kiosk(cast, capsys):
    assert main(["device", "pair", "--center", "17791", "--kind", "kiosk"]) == 0
    assert len(capsys.readouterr().out.strip()) == 9
    assert PairingCode.objects.get().center == cast.kim_bang
    refused(capsys, "device", "pair", "--center", "99999", "--kind", "kiosk")
    refused(capsys, "device", "pair", "--center", "17791", "--kind", "toaster")


def test_a_procedure_becomes_a_draft(cast, capsys):
    assert main(["catalogue", "load", str(BIRTH)]) == 0
    assert capsys.readouterr().out == "1 entered as drafts, 0 refused\n"
    draft = Revision.objects.get(procedure="1.001193", state="draft")
    assert draft.number == 2
    assert len(record_of(draft).documents) > 2


def test_what_is_refused_is_named_and_the_rest_enters(cast, capsys, tmp_path: Path):
    record = json.loads(BIRTH.read_text(encoding="utf-8"))
    (tmp_path / BIRTH.name).write_text(json.dumps(record), encoding="utf-8")
    wrong = record | {"code": "1.000001", "field": "nonsense", "documents": []}
    (tmp_path / "1.000001.json").write_text(json.dumps(wrong), encoding="utf-8")
    (tmp_path / "1.000002.json").write_bytes(b"\xff{")
    assert main(["catalogue", "load", str(tmp_path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "1 entered as drafts, 2 refused"
    assert any(line.startswith("refused 1.000001.json: documents: ") for line in printed)
    assert any(line.startswith("refused 1.000001.json: field: ") for line in printed)
    assert any(line.startswith("refused 1.000002.json: ") for line in printed)


def test_the_programs_own_files_are_sound(capsys):
    assert main(["catalogue", "check"]) == 0
    assert capsys.readouterr().out.startswith("111 files, 0 refused")


@pytest.mark.parametrize("arguments", [("load",), ("load", "/nowhere"), ("load", "."), ("eat",), ()])
def test_no_catalogue_for_wrong_arguments(capsys, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(capsys, "catalogue", *arguments)


def test_the_program_is_well(cast, capsys):
    received(cast)
    Delivery.objects.update(due_at=MONDAY_0900)
    found = {finding.name: finding for finding in health.look(MONDAY_0900)}
    assert [*found] == ["database", "clock", "disk", "chain", "deliveries", "calendar"]
    assert all(finding.level != "TROUBLE" for finding in found.values()), found
    assert found["chain"].text.endswith("events, unbroken")


def test_what_is_wrong_is_said(cast):
    received(cast)
    Delivery.objects.update(due_at=MONDAY_0900 - health.LATE * 2)
    assert health.look(MONDAY_0900)[4].level == "TROUBLE"
    Delivery.objects.update(due_at=MONDAY_0900, state="dead")
    assert "given up" in health.look(MONDAY_0900)[4].text
    set_back = health.look(MONDAY_0900.replace(day=22))
    assert (set_back[3].name, set_back[3].level) == ("chain", "TROUBLE")
    before = health.look(MONDAY_0900.replace(year=2020))
    assert (before[1].name, before[1].level) == ("clock", "TROUBLE")
    unknown = health.look(MONDAY_0900.replace(year=2031))
    assert (unknown[5].name, unknown[5].level) == ("calendar", "TROUBLE")


def test_check_is_a_line_each(cast, capsys):
    code = main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert code == any(line.startswith("TROUBLE") for line in lines)
