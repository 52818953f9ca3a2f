"""The print agent through the API: it prints at the fake printer what the server drew, dot for dot."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import PrintJob
from motcua.hall.slips.texts import slip_of
from motcua.places.actions import offer_pairing
from motcua.printing import server as servers
from motcua.printing.agent import Agent
from motcua.printing.notes import Notes
from motcua.sandbox.printer import FakePrinter
from tests.api.conftest import Caller
from tests.cast import MONDAY_0900

STAFF = System("test")
LINK = "https://motcua.example/t/000G40R40M30E209185GR38E"


class ThroughClient(servers.Http):
    """The agent's own client, its bytes carried by Django's test client instead of a socket."""

    def __init__(self, token: str = "") -> None:
        super().__init__("http://testserver", token)
        self.asked: list[str] = []

    def _ask(self, method, path, body=None, *, key=""):
        caller = Caller(self.token)
        self.asked.append(f"{method} {path}")
        headers = {
            "HTTP_AUTHORIZATION": f"Bearer {self.token}",
            "HTTP_IDEMPOTENCY_KEY": key or f"k{len(self.asked)}",
        }
        data = servers.json.dumps(body).encode() if body is not None else b""
        answer = caller._client.generic(
            method, f"/api/v1{path}", data, content_type="application/json", **headers
        )
        if answer.status_code >= 400:
            problem = answer.json()
            raise servers.Refused(answer.status_code, problem["code"], problem["detail"])
        return answer.content


@pytest.fixture
def fake():
    with FakePrinter() as printer:
        yield printer


@pytest.fixture
def printer(cast, fake):
    entry = Entry("Sảnh", "network", fake.address, for_staff=True)
    return actions.add_printer(cast.kim_bang, entry=entry, by=STAFF, now=MONDAY_0900)


@pytest.fixture
def server(cast):
    code = offer_pairing(cast.kim_bang, kind="printer", by=STAFF, now=MONDAY_0900)
    there = ThroughClient()
    there.token = there.pair("17791", code)
    return there


@pytest.fixture
def job(cast, printer):
    civil = Field.objects.get(code="civil-status")
    ticket = actions.issue(cast.kim_bang, field=civil, by=STAFF, now=MONDAY_0900)
    return actions.print_ticket(ticket, printer=printer, link=LINK, by=STAFF, now=MONDAY_0900)


def test_from_the_queue_to_paper(tmp_path, server, fake, printer, job):
    agent = Agent(server, Notes(tmp_path))
    assert agent.round()
    assert not agent.round()
    job.refresh_from_db()
    assert (job.state, job.outcome) == (PrintJob.State.CONFIRMED, "")
    [paper] = fake.slips
    drawn = Image.open(io.BytesIO(slip_of(job, MONDAY_0900)))
    assert paper.crop((0, 0, 576, paper.height)).tobytes() == drawn.crop((0, 0, 576, paper.height)).tobytes()
    assert drawn.crop((0, paper.height, *drawn.size)).getextrema()[0] != 0  # only white below
    printer.refresh_from_db()
    assert printer.state == "ready"


def test_a_slip_without_an_address_gets_the_servers(server, cast, printer, job):
    PrintJob.objects.update(link="")
    taken = server.take("key", [str(printer.pk)])
    job.refresh_from_db()
    ours = slip_of(job, MONDAY_0900, link=f"http://testserver/t/{job.ticket.token}")
    job.link = ""
    assert server.slip(taken.job) == ours
    server.report(taken.job, "confirmed", "")
    with pytest.raises(servers.Refused):
        server.slip(taken.job)


def test_paper_that_ends_in_the_middle(tmp_path, server, fake, printer, job):
    """Staff are told; with the new roll the printer itself prints the rest; nothing is printed twice."""
    fake.rows_left = 200
    agent = Agent(server, Notes(tmp_path))
    agent.round()
    job.refresh_from_db()
    printer.refresh_from_db()
    assert (job.state, job.outcome, printer.state) == ("unknown", "paper_out", "paper_out")
    fake.new_roll()
    agent._looked.clear()
    for _ in range(3):
        agent.round()
    assert len(fake.slips) == 1
    printer.refresh_from_db()
    assert printer.state == "ready"


def test_a_silent_printer_gets_nothing_and_staff_know(tmp_path, server, fake, printer, job, monkeypatch):
    monkeypatch.setattr("motcua.printing.printers.ANSWERS_WITHIN", 0.2)
    fake.silent = True
    assert not Agent(server, Notes(tmp_path)).round()
    job.refresh_from_db()
    printer.refresh_from_db()
    assert (job.state, printer.state) == ("queued", "silent")


def test_a_code_works_once(cast, server):
    code = offer_pairing(cast.kim_bang, kind="printer", by=STAFF, now=MONDAY_0900)
    assert ThroughClient().pair("17791", code)
    for center, again in (("17791", code), ("17791", "0000-0000"), ("99999", code)):
        with pytest.raises(servers.Refused):
            ThroughClient().pair(center, again)


def test_a_kiosks_code_pairs_no_agent(cast):
    code = offer_pairing(cast.kim_bang, kind="kiosk", by=STAFF, now=MONDAY_0900)
    with pytest.raises(servers.Refused):
        ThroughClient().pair("17791", code)


def test_an_agent_sees_its_own_center_only(cast, server, clock):
    other = actions.add_printer(cast.son_lam, entry=Entry("Sảnh", "cups", "hall"), by=STAFF, now=MONDAY_0900)
    theirs = actions.print_test(other, by=STAFF, now=MONDAY_0900)
    assert server.printers() == []
    assert server.take("key-1", [str(other.pk)]) is None
    for ask in (
        lambda: server.hear(str(other.pk), "ready"),
        lambda: server.slip(str(theirs.pk)),
        lambda: server.report(str(theirs.pk), "confirmed", ""),
    ):
        with pytest.raises(servers.Refused) as refused:
            ask()
        assert refused.value.status == 404


def test_only_a_print_agent_prints(kiosk, caller, printer, job):
    assert kiosk.get("/printers").status_code == 403
    assert kiosk.post("/prints/takings", {"printers": [str(printer.pk)]}).status_code == 403
    assert caller("admin").get("/printers").status_code == 403
    assert caller("counter.kimbang").post("/prints/takings", {"printers": []}).status_code == 403


def test_an_agent_gives_no_numbers(server, clock):
    with pytest.raises(servers.Refused) as refused:
        server._json("POST", "/centers/17791/tickets", {"field": "civil-status"})
    assert refused.value.status == 403


def test_the_same_question_gets_the_same_slip(server, printer, job, clock):
    first = server.take("one", [str(printer.pk)])
    assert server.take("one", [str(printer.pk)]) == first
    assert server.take("two", [str(printer.pk)]) is None
    clock.now += timedelta(seconds=30)
    server.report(first.job, "not_sent", "no_slip")
    assert server.take("three", [str(printer.pk)]) == first
