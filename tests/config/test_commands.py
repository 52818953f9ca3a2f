"""The command line: whatever is wrong, one sentence and exit 2, never a traceback."""

import pytest

from motcua.config import cli
from motcua.config.cli import found, main
from tests.running import program

COMMANDS = sorted(found())
WRONG = [
    (),
    ("eat",),
    ("--no-such-option",),
    ("serve", "--port", "soon"),
    ("serve", "--port", "-1"),
    ("serve", "--port", "65536"),
    ("serve", "--port", "9" * 5000),
    ("serve", "--port", "٨٠٠٠"),
    ("serve", "extra"),
    ("work", "--twice"),
    ("work", "once"),
    ("journal",),
    ("journal", "burn"),
    ("journal", "verify", "now"),
    ("demo", "--stale"),
    ("demo",),
    ("check", "everything"),
    ("clock", "--received", "2026-11-23"),
    ("clock", "--received", "\x00"),
    ("clock", "--term", "9" * 400),
    *((command, "--no-such-option") for command in COMMANDS),
    *((command, "a", "b", "c") for command in COMMANDS),
]


def answer(capsys, *arguments):
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("arguments", WRONG, ids=lambda arguments: " ".join(arguments)[:40])
@pytest.mark.django_db
def test_bad_arguments_are_said_in_a_sentence(capsys, arguments):
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("motcua")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(capsys, command):
    code, out, _ = answer(capsys, command, "--help")
    assert code == 0
    assert found()[command].HELP in " ".join(out.split())


def test_an_interrupted_command_says_nothing(monkeypatch):
    def interrupt(args):
        raise KeyboardInterrupt

    monkeypatch.setattr(found()["clock"], "run", interrupt)
    assert main(["clock"]) == 130


def test_the_commands_of_the_contract_are_there():
    assert {"catalogue", "check", "clock", "demo", "journal", "serve", "token", "work"} <= set(cli.found())


@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("work",), ("work", "--once")])
def test_demo_log_ins_are_not_served_outside_the_demo(spare_database, arguments):
    done = program.run(*arguments, environment=spare_database)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "motcua: This database holds demo log-ins; it is served only under MOTCUA_DEMO=1.\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DATABASE_URL": "mysql://localhost/motcua"}, "DATABASE_URL must look like"),
        ({"DATABASE_URL": "postgresql://localhost:many/motcua"}, "DATABASE_URL must look like"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "the database cannot be used"),
        ({"DATABASE_URL": "", "MOTCUA_DB": "/dev/null"}, "the database cannot be used"),
    ],
)
def test_an_impossible_database_is_said_in_a_sentence(spare_database, changed, said):
    done = program.run("journal", "verify", environment={**spare_database, **changed})
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert done.stderr.startswith("motcua: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "nobody@" not in done.stderr
