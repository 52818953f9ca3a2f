"""Slips as jobs: queued once, taken once, and what nobody knows is not printed again by itself."""

import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.waiting import Forecast
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import KioskPrinter, Printer, PrintJob, Ticket
from motcua.hall.printers import kiosk_printer, last_print, printers_of, staff_printer, troubled
from motcua.hall.slips.drawing import qr_code
from motcua.hall.slips.texts import slip_of
from motcua.places.actions import offer_pairing, pair_device
from tests.cast import MONDAY_0900

STAFF = System("test")
LATER = MONDAY_0900 + timedelta(minutes=2)
LINK = "https://motcua.example/t/000G40R40M30E209185GR38E"
State = PrintJob.State
ROOT = Path(__file__).resolve().parents[2]


def paired(center, kind):
    code = offer_pairing(center, kind=kind, by=STAFF, now=MONDAY_0900)
    return pair_device(center, kind=kind, code=code, by=STAFF, now=MONDAY_0900)[0]


@pytest.fixture
def printer(cast):
    entry = Entry("Sảnh", "network", "192.168.1.50:9100", for_staff=True)
    return actions.add_printer(cast.kim_bang, entry=entry, by=cast.center, now=MONDAY_0900)


@pytest.fixture
def agent(cast):
    return paired(cast.kim_bang, "printer")


@pytest.fixture
def ticket(cast):
    civil = Field.objects.get(code="civil-status")
    return actions.issue(cast.kim_bang, field=civil, by=STAFF, now=MONDAY_0900)


def queued(ticket, printer, *, now=MONDAY_0900):
    return actions.print_ticket(ticket, printer=printer, link=LINK, by=STAFF, now=now)


def taken(agent, printer, *, now=MONDAY_0900):
    return actions.take_print(agent, printers=[printer], by=agent, now=now)


def told(job, outcome, agent, *, now=MONDAY_0900):
    return actions.report_print(job, outcome=outcome, by=agent, now=now)


def test_a_slip_from_press_to_paper(ticket, printer, agent):
    job = queued(ticket, printer)
    assert queued(ticket, printer).pk == job.pk  # a second press is the same slip
    assert taken(agent, printer).pk == job.pk
    assert taken(agent, printer) is None
    assert told(job, "confirmed", agent).state == State.CONFIRMED
    assert told(job, "confirmed", agent).state == State.CONFIRMED
    kinds = list(
        Event.objects.filter(kind__startswith="print.").order_by("number").values_list("kind", flat=True)
    )
    assert kinds == ["print.queued", "print.sent", "print.ended"]


def test_what_its_agent_never_spoke_of_is_unknown_and_stays(ticket, printer, agent):
    queued(ticket, printer)
    job = taken(agent, printer)
    much_later = MONDAY_0900 + timedelta(minutes=5)
    assert taken(agent, printer, now=much_later) is None
    job.refresh_from_db()
    assert (job.state, job.outcome) == (State.UNKNOWN, "agent_silent")
    assert taken(agent, printer, now=much_later) is None


@pytest.mark.parametrize(
    ("late", "state"),
    [("confirmed", State.CONFIRMED), ("not_sent", State.FAILED), ("unknown", State.UNKNOWN)],
)
def test_a_late_report_ends_it_and_never_queues_it(ticket, printer, agent, late, state):
    queued(ticket, printer)
    job = taken(agent, printer)
    actions.settle_prints(printer.center, by=STAFF, now=LATER)
    assert told(job, late, agent, now=LATER).state == state


def test_what_was_not_sent_goes_back(ticket, printer, agent):
    queued(ticket, printer)
    job = taken(agent, printer)
    assert told(job, "not_sent", agent).state == State.QUEUED
    with pytest.raises(Conflict):
        told(job, "confirmed", agent)
    assert taken(agent, printer).pk == job.pk


def test_another_agent_may_not_speak_of_it(cast, ticket, printer, agent):
    queued(ticket, printer)
    job = taken(agent, printer)
    with pytest.raises(Conflict):
        told(job, "confirmed", paired(cast.kim_bang, "printer"))


def test_one_slip_at_a_time_on_a_printer(cast, ticket, printer, agent):
    queued(ticket, printer)
    actions.print_test(printer, by=STAFF, now=MONDAY_0900)
    first = taken(agent, printer)
    assert taken(paired(cast.kim_bang, "printer"), printer) is None
    told(first, "confirmed", agent)
    assert taken(agent, printer).what == "test"


def test_a_slip_nobody_waits_for_any_more_is_not_printed(ticket, printer, agent):
    """New paper after half an hour must not bring the slips of people who have gone."""
    job = queued(ticket, printer)
    assert taken(agent, printer, now=MONDAY_0900 + timedelta(minutes=4)) is None
    job.refresh_from_db()
    assert (job.state, job.outcome) == (State.FAILED, "too_late")


def test_a_void_number_is_not_printed(ticket, printer, agent):
    job = queued(ticket, printer)
    Ticket.objects.filter(pk=ticket.pk).update(state="void", ended_at=MONDAY_0900)
    assert taken(agent, printer) is None
    job.refresh_from_db()
    assert (job.state, job.outcome) == (State.FAILED, "number_void")


def test_a_reprint_has_a_reason_and_says_so(cast, ticket, printer, agent):
    with pytest.raises(Invalid):
        actions.reprint(ticket, reason="because", by=cast.counter, now=MONDAY_0900)
    queued(ticket, printer)
    with pytest.raises(Conflict, match="being printed"):
        actions.reprint(ticket, reason="lost", by=cast.counter, now=MONDAY_0900)
    told(taken(agent, printer), "confirmed", agent)
    again = actions.reprint(ticket, reason="lost", by=cast.counter, now=MONDAY_0900)
    assert (again.copy, again.reason, again.link) == (2, "lost", LINK)
    assert again.reprint_of == ticket.print_jobs.get(copy=1)
    assert last_print(ticket) == again


def test_the_promise_of_a_reprint_is_marked_as_of_its_moment(cast, ticket, printer, agent, monkeypatch):
    monkeypatch.setattr("motcua.hall.queries.Standing._forecast", Forecast(600, 1200))
    monkeypatch.setattr("motcua.hall.slips.texts.draw", lambda _form, data, **_: data)
    Ticket.objects.filter(pk=ticket.pk).update(promised_by=MONDAY_0900 + timedelta(minutes=15))
    queued(ticket, printer)
    told(taken(agent, printer), "confirmed", agent)
    actions.reprint(ticket, reason="lost", by=cast.counter, now=LATER)
    first, again = (slip_of(job, LATER) for job in PrintJob.objects.order_by("copy"))
    assert first["latest"] == "Được gọi muộn nhất lúc 09:15"
    assert "In lúc" not in first["taken"]
    assert again["latest"] == "Như hiện giờ: muộn nhất lúc 09:22"
    assert again["taken"].endswith("In lúc 09:02")


def test_a_reprint_after_a_dead_agent_needs_no_waiting(cast, ticket, printer, agent):
    queued(ticket, printer)
    taken(agent, printer)
    assert actions.reprint(ticket, reason="not_printed", by=cast.counter, now=LATER).copy == 2


def test_a_number_of_staff_gets_its_first_slip_unmarked(cast, ticket, printer):
    Ticket.objects.filter(pk=ticket.pk).update(source="staff")
    ticket.refresh_from_db()
    job = actions.reprint(ticket, reason="not_printed", by=cast.support, now=MONDAY_0900)
    assert (job.copy, job.reprint_of) == (1, None)


def test_a_number_of_a_kiosk_that_printed_by_itself_is_marked(cast, ticket, printer):
    assert actions.reprint(ticket, reason="lost", by=cast.support, now=MONDAY_0900).copy == 2


def test_who_may_reprint(cast, ticket, printer):
    for officer in (cast.of_son_lam("counter"), cast.office):
        with pytest.raises(Forbidden):
            actions.reprint(ticket, reason="lost", by=officer, now=MONDAY_0900)


def test_no_reprint_of_what_is_over_or_without_a_printer(cast, ticket):
    with pytest.raises(Refusal, match="No printer"):
        actions.reprint(ticket, reason="lost", by=cast.support, now=MONDAY_0900)
    actions.void(ticket, reason="left", by=cast.support, now=MONDAY_0900)
    ticket.refresh_from_db()
    with pytest.raises(Refusal, match="over"):
        actions.reprint(ticket, reason="lost", by=cast.support, now=MONDAY_0900)


def test_a_written_list_of_missing_papers(cast, printer, agent):
    with pytest.raises(Invalid):
        actions.print_papers(cast.kim_bang, title="Khai sinh", lines=[" "], by=cast.support, now=MONDAY_0900)
    lines = ["Giấy chứng sinh", "Giấy đăng ký kết hôn"]
    job = actions.print_papers(
        cast.kim_bang, title="Khai sinh", lines=lines, by=cast.support, now=MONDAY_0900
    )
    assert job.content == {"title": "Khai sinh", "lines": lines}
    told(taken(agent, printer), "confirmed", agent)
    assert PrintJob.objects.get(pk=job.pk).content == {}
    assert Image.open(io.BytesIO(slip_of(job, MONDAY_0900))).size[0] == 576


def test_a_printer_of_another_center_takes_nothing(cast, ticket):
    other = actions.add_printer(cast.son_lam, entry=Entry("Sảnh", "cups", "hall"), by=STAFF, now=MONDAY_0900)
    with pytest.raises(Refusal):
        queued(ticket, other)


def test_what_is_known_of_a_printer(cast, printer, agent):
    assert [each.state for each in printers_of(cast.kim_bang, MONDAY_0900)] == ["unknown"]
    for state in ("ready", "ready", "paper_out"):
        actions.hear_printer(printer, state=state, by=agent, now=MONDAY_0900)
    changes = [event.data["state"] for event in Event.objects.filter(kind="printer.state").order_by("number")]
    assert changes == ["ready", "paper_out"]
    [seen] = troubled(cast.kim_bang, MONDAY_0900)
    assert (seen.words.vi, seen.urgent) == ("hết giấy", True)
    [seen] = troubled(cast.kim_bang, MONDAY_0900 + timedelta(minutes=3))
    assert seen.state == "unknown"  # the agent fell silent: nobody knows


def test_setting_up(cast, printer):
    kiosk = paired(cast.kim_bang, "kiosk")
    assert kiosk_printer(kiosk) is None
    actions.assign_printer(kiosk, printer=printer, by=cast.center, now=MONDAY_0900)
    assert kiosk_printer(kiosk) == printer
    second = actions.add_printer(
        cast.kim_bang, entry=Entry("Quầy", "usb", "/dev/usb/lp0", for_staff=True), by=cast.center, now=LATER
    )
    assert staff_printer(cast.kim_bang) == second
    with pytest.raises(Invalid) as refused:
        actions.change_printer(second, entry=Entry("Sảnh", "cups", "-d x", dots=1), by=cast.center, now=LATER)
    assert {error.field for error in refused.value.errors} == {"name", "address", "dots"}
    with pytest.raises(Forbidden):
        actions.remove_printer(printer, by=cast.counter, now=LATER)
    actions.remove_printer(printer, by=cast.center, now=LATER)
    assert kiosk_printer(kiosk) is None
    assert not KioskPrinter.objects.exists()
    assert [each.printer for each in printers_of(cast.kim_bang, LATER)] == [second]


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_slip_carries_its_code_dot_for_dot(cast, ticket, printer, language, dots):
    """The QR code is read back from the picture module by module, as a scanner would."""
    Printer.objects.filter(pk=printer.pk).update(dots=dots)
    printer.refresh_from_db()
    job = actions.print_ticket(
        ticket, printer=printer, link=LINK, language=language, by=STAFF, now=MONDAY_0900
    )
    slip = Image.open(io.BytesIO(slip_of(job, MONDAY_0900)))
    assert slip.mode == "1"
    assert slip.width == dots
    code = qr_code(LINK, dots)
    left = (dots - code.width) // 2
    places = [
        top
        for top in range(slip.height - code.height + 1)
        if slip.crop((left, top, left + code.width, top + code.height)).tobytes() == code.tobytes()
    ]
    assert len(places) == 1
    modules = [list(row) for row in segno.make(LINK, micro=False, error="m").matrix]
    scale = code.width // (len(modules) + 8)
    read = [
        [
            int(not code.getpixel(((x + 4) * scale + scale // 2, (y + 4) * scale + scale // 2)))
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert read == modules


def test_taking_is_cheap(ticket, printer, agent):
    queued(ticket, printer)
    with CaptureQueriesContext(
        connection,
    ) as context:
        taken(agent, printer)
    assert len(context) <= 16


def test_many_agents_take_each_slip_once(cast, printer, spare_database):
    """Four processes at once: each printer gives out one slip, and no slip twice."""
    environment = spare_database | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    asked = [sys.executable, "-m", "tests.hall.printing_rush"]
    ids = json.loads(subprocess.check_output([*asked, "queue"], env=environment, cwd=ROOT, text=True))
    agents = [
        subprocess.Popen(
            [*asked, "take", agent], env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for agent in ids["agents"]
    ]
    for agent in agents:
        assert agent.stdout.readline() == b"ready\n"
    for agent in agents:
        agent.stdin.write(b"go\n")
        agent.stdin.flush()
    got = [job for agent in agents for job in json.loads(agent.communicate(timeout=60)[0])]
    assert len(got) == len(set(got)) == len(ids["printers"])
