"""The agent between a server that goes away and printers that fail: every slip once, or known as unknown."""

import contextlib
from dataclasses import dataclass, field

import pytest

from motcua.printing.agent import Agent
from motcua.printing.notes import Notes
from motcua.printing.printers import Printed, Setup
from motcua.printing.server import Away, Refused, Served, Taken

pytestmark = [pytest.mark.edge, pytest.mark.pure]
SETUP = Setup("p1", "Sảnh", "network", "127.0.0.1:1")


@dataclass
class Server:
    """As the real one: a question asked again under its key gets its answer again."""

    queue: list[str] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    answers: dict[str, Taken | None] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)  # these requests get no answer
    lost: set[str] = field(default_factory=set)  # these are worked on, but the answer is lost

    def _gone(self, what):
        if what in self.away:
            raise Away(what)

    def printers(self):
        self._gone("printers")
        return [Served(SETUP, len(self.queue))]

    def take(self, key, printers):
        self._gone("take")
        if key not in self.answers:
            self.answers[key] = Taken(self.queue.pop(0), "p1") if self.queue else None
        if "take" in self.lost:
            raise Away("take")
        return self.answers[key]

    def slip(self, job):
        self._gone("slip")
        return b"picture of " + job.encode()

    def report(self, job, outcome, reason):
        self._gone("report")
        self.told.append((job, outcome, reason))
        if outcome == "not_sent":
            self.queue.append(job)
        if "report" in self.lost:
            raise Away("report")

    def hear(self, printer, state):
        self._gone("hear")
        self.states.append(state)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Paper:
    """A printer that prints on a list; ``dies``: where the agent is killed."""

    slips: list[bytes] = field(default_factory=list)
    is_now: str = "ready"
    dies: str = ""

    def state(self):
        return self.is_now

    def put(self, picture, sending):
        if self.dies == "before":
            raise Killed
        if self.is_now not in ("ready", "paper_low"):
            return Printed("not_sent", self.is_now, self.is_now)
        sending()
        if self.dies == "noted":
            raise Killed
        self.slips.append(picture)
        if self.dies == "printed":
            raise Killed
        return Printed("confirmed", self.is_now)


@pytest.fixture
def server():
    return Server(queue=["a"])


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def started(tmp_path, server, paper):
    """A fresh process over the same notes."""
    return lambda: Agent(server, Notes(tmp_path), printer_of=lambda setup: paper)


def test_a_slip_is_taken_printed_and_told(started, server, paper):
    agent = started()
    assert agent.round()
    assert paper.slips == [b"picture of a"]
    assert server.told == [("a", "confirmed", "")]
    assert not agent.round()
    assert server.states[0] == "ready"


def test_only_the_printers_it_was_told(tmp_path, server, paper):
    agent = Agent(server, Notes(tmp_path), only=["Quầy"], printer_of=lambda setup: paper)
    assert not agent.round()
    assert server.queue == ["a"]


@pytest.mark.parametrize(
    ("dies", "outcome", "printed"),
    [("before", "not_sent", 0), ("noted", "unknown", 0), ("printed", "unknown", 1)],
)
def test_killed_between_sending_and_report(started, server, paper, dies, outcome, printed):
    """What may be on paper is told as unknown and not printed again; what cannot be goes back."""
    paper.dies = dies
    with pytest.raises(Killed):
        started().round()
    assert len(paper.slips) == printed
    paper.dies = ""
    agent = started()
    agent.round()
    assert server.told[0][:2] == ("a", outcome)
    agent.round()
    assert len(paper.slips) == (1 if outcome == "not_sent" else printed)


def test_killed_again_and_again_it_never_prints_twice(started, server, paper):
    for dies in ("before", "before", "noted", "printed"):
        paper.dies = dies
        server.away = {"report"} if dies == "noted" else set()
        with contextlib.suppress(Killed, Away):
            started().round()
    paper.dies, server.away = "", set()
    for _ in range(3):
        started().round()
    assert len(paper.slips) <= 1
    assert [outcome for _, outcome, _ in server.told][-1] in ("unknown", "confirmed")


def test_a_lost_answer_loses_no_slip(started, server, paper):
    """The server gave the slip away, the answer never came: the same question gets it again."""
    server.lost = {"take"}
    with pytest.raises(Away):
        started().round()
    server.lost = set()
    started().round()
    assert paper.slips == [b"picture of a"]
    assert server.told == [("a", "confirmed", "")]


@pytest.mark.parametrize("way", ["away", "lost"])
def test_the_server_is_away_after_printing(started, server, paper, way):
    agent = started()
    setattr(server, way, {"report"})
    with pytest.raises(Away):
        agent.round()
    setattr(server, way, set())
    agent.round()
    started().round()
    assert len(paper.slips) == 1
    assert {told[:2] for told in server.told} == {("a", "confirmed")}


def test_without_the_picture_it_goes_back(started, server, paper):
    server.away = {"slip"}
    with pytest.raises(Away):
        started().round()
    server.away = set()
    assert server.told == [("a", "not_sent", "no_slip")]
    started().round()
    assert paper.slips == [b"picture of a"]


def test_a_printer_in_trouble_takes_no_slip(started, server, paper):
    paper.is_now = "paper_out"
    agent = started()
    assert not agent.round()
    assert server.queue == ["a"]
    assert server.states == ["paper_out"]
    paper.is_now = "ready"
    agent._looked.clear()
    assert agent.round()
    assert paper.slips == [b"picture of a"]


def test_paper_that_ends_right_before_is_told_and_it_goes_back(started, server, paper):
    agent = started()
    server.queue = []
    agent.round()
    server.queue = ["a"]
    paper.is_now = "paper_out"
    agent.round()
    assert server.told == [("a", "not_sent", "paper_out")]
    assert server.states[-1] == "paper_out"
    assert server.queue == ["a"]


def test_what_is_settled_at_the_server_is_let_go(started, server, paper, monkeypatch):
    def settled(job, outcome, reason):
        raise Refused(409, "print_settled", "")

    monkeypatch.setattr(server, "report", settled)
    agent = started()
    agent.round()
    assert agent.notes.to_tell() == []


def test_an_unpaired_agent_keeps_what_it_has_to_tell(started, server, paper, monkeypatch):
    def unknown(job, outcome, reason):
        raise Refused(401, "unauthenticated", "")

    monkeypatch.setattr(server, "report", unknown)
    agent = started()
    with pytest.raises(Refused):
        agent.round()
    assert [note.outcome for note in started().notes.to_tell()] == ["confirmed"]


def test_a_line_cut_off_by_a_power_cut_is_passed_over(tmp_path):
    notes = Notes(tmp_path)
    notes.asking("k1", ("p1",))
    notes.took("a")
    notes.sending("a")
    with notes.path.open("ab") as file:
        file.write(b'{"step": "ov')
    again = Notes(tmp_path)
    again.took("b")
    found = [(note.job, note.outcome) for note in Notes(tmp_path).to_tell()]
    assert found == [("a", "unknown"), ("b", "not_sent")]


def test_the_notes_stay_short(tmp_path):
    notes = Notes(tmp_path)
    for number in range(450):
        notes.took(f"job{number}")
        notes.over(f"job{number}", "confirmed", "")
        notes.told(notes.jobs[f"job{number}"])
    assert len(notes.jobs) <= 401
    assert notes.knows("job449")
    assert len(Notes(tmp_path).path.read_bytes().splitlines()) == 200
