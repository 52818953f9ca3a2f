"""``motcua clock`` as the contract writes it. Runs in the process; nothing here needs a database."""

import json
import subprocess
import sys

import pytest

from motcua.config.cli import main

FRIDAY = ["clock", "--received", "2026-11-20T10:00", "--term", "3", "--unit", "working_day"]


def clock(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_answers_json_with_reasons(capsys) -> None:
    answer = clock(capsys, *FRIDAY, "--channel", "direct", "--center", "17791")
    assert answer["due_at"] == "2026-11-26T10:00:00+07:00"
    assert [*answer["why"][0]] == ["at", "text_vi", "text_en"]
    assert {
        "at": "2026-11-24T00:00:00+07:00",
        "text_vi": "Thứ Ba 24/11 là Ngày Văn hóa Việt Nam, không tính.",
        "text_en": "Tuesday 24 November is Vietnam Culture Day and does not count.",
    } in answer["why"]


def test_reads_other_offsets(capsys) -> None:
    arguments = ["clock", "--received", "2026-11-20T03:00Z", "--term", "3", "--unit", "working_day"]
    assert clock(capsys, *arguments)["due_at"] == "2026-11-26T10:00:00+07:00"


@pytest.mark.parametrize(
    ("extra", "due_at"),
    [
        (["--convention", "civil_code"], "2026-11-26T17:00:00+07:00"),
        (
            ["--event", "paused@2026-11-23T09:00", "--event", "resumed@2026-11-23T10:00"],
            "2026-11-26T11:00:00+07:00",
        ),
        (["--event", "paused@2026-11-23T09:00", "resumed@2026-11-23T10:00"], "2026-11-26T11:00:00+07:00"),
        (["--event", "extended_to:2026-11-30T17:00@2026-11-25T09:00"], "2026-11-30T17:00:00+07:00"),
        (
            ["--event", "supplement_requested@2026-11-23T09:00", "supplemented@2026-11-30T08:00"],
            "2026-12-03T08:00:00+07:00",
        ),
    ],
)
def test_conventions_and_events(capsys, extra: list[str], due_at: str) -> None:
    assert clock(capsys, *FRIDAY, *extra)["due_at"] == due_at


def test_same_day_needs_no_term(capsys) -> None:
    arguments = ["clock", "--received", "2026-11-20T15:30", "--unit", "same_day"]
    assert clock(capsys, *arguments)["due_at"] == "2026-11-23T17:00:00+07:00"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--received", "yesterday"],
        ["--received", "2026-11-20"],
        ["--received", "2026-02-30T10:00"],
        ["--received", "9999-12-31T23:00Z"],
        ["--received", "0001-01-01T00:00+14:00"],
        ["--term", "-3"],
        ["--term", "0"],
        ["--term", "3.5"],
        ["--term", "99999999999"],
        ["--term", "٣"],
        ["--unit", "week"],
        ["--channel", "fax"],
        ["--convention", "mine"],
        ["--center", "1779"],
        ["--center", "99999"],
        ["--event"],
        ["--event", "paused"],
        ["--event", "cancelled@2026-11-23T09:00"],
        ["--event", "extended_to@2026-11-23T09:00"],
        ["--event", "paused:2026-11-24T09:00@2026-11-23T09:00"],
        ["--event", "resumed@2026-11-23T09:00"],
        ["--event", "paused@2026-11-19T09:00"],
        ["--event", "paused@2026-11-24T09:00", "resumed@2026-11-23T09:00"],
        ["--event", "extended_to:2026-11-26T09:00@2026-11-25T09:00"],
        ["--loud"],
    ],
)
def test_a_bad_argument_is_one_sentence_and_exit_2(capsys, arguments: list[str]) -> None:
    try:
        code = main([*(FRIDAY if arguments else ["clock"]), *arguments])
    except SystemExit as exit_:
        code = exit_.code
    output = capsys.readouterr()
    assert code == 2
    assert output.out == ""
    assert len(output.err.strip().splitlines()) == 1


def test_needs_no_django() -> None:
    script = (
        "import sys; from motcua.config.commands import clock; from motcua.places import calendar_file; "
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
