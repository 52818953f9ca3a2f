"""Form 06 of one dossier: its hand-overs and what else moved it, as the journal has them.

The system makes the trace by itself (note on the form, Annex I of Circular 03/2025/TT-VPCP). Each line has
an event of the journal behind it; its number stands in the line's note, so that an inspector finds it.
"""

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from motcua.base.models import Event
from motcua.domain.time_limits import Label
from motcua.dossiers import receipt
from motcua.dossiers.forms import Form06, Passing, Side, form06
from motcua.dossiers.forms.wording import clock_and_day
from motcua.dossiers.models import Dossier, HandOver, Opinion
from motcua.people.models import Officer
from motcua.places.models import Unit

APPLICANT = Side("Người nộp hồ sơ")
NOTES = {
    HandOver.Kind.BACK: "Trả lại bước trước",
    HandOver.Kind.SUPPLEMENT: "Chuyển giấy tờ bổ sung",
    HandOver.Kind.TAKEN_BACK: "Rút lại bước vừa làm",
    HandOver.Kind.REASSIGNED: "Giao cho người khác",
}


Line = tuple[tuple[datetime, int], Passing]
"""A line with its place in time and in the journal."""


class Station(NamedTuple):
    """Where a dossier leaves the center for the applicant (``out``), comes back, or ends (None)."""

    out: bool | None
    note: str


STATIONS = {
    "dossier.received": Station(False, "Tiếp nhận hồ sơ"),
    "dossier.supplement_requested": Station(True, "Yêu cầu bổ sung"),
    "dossier.supplemented": Station(False, "Đã bổ sung; thời hạn tính lại từ đầu"),
    "dossier.paused": Station(True, "Chờ thực hiện nghĩa vụ tài chính"),
    "dossier.resumed": Station(False, "Đã thực hiện nghĩa vụ tài chính"),
    "dossier.withdrawn": Station(None, "Người nộp hồ sơ rút hồ sơ"),
    "dossier.stopped": Station(None, "Dừng giải quyết"),
    "dossier.closed_unsupplemented": Station(None, "Đóng do không bổ sung"),
    "dossier.returned": Station(True, "Trả kết quả"),
}


def control_slip_pdf(dossier: Dossier, *, link: str, now: datetime, electronic: bool = True) -> bytes:
    """The slip as it stands now; ``link`` is the resident's page in full. Four statements."""
    return form06.render(form_of(dossier, link=link, now=now, electronic=electronic))


def form_of(dossier: Dossier, *, link: str, now: datetime, electronic: bool = True) -> Form06:
    """Form 06 with this dossier's values, its lines in the order of time."""
    events = list(Event.objects.filter(subject=dossier.journal_subject).order_by("number"))
    lines = [*_stations(dossier, events), *_hand_overs(dossier, events)]  # received, then handed on
    lines.sort(key=itemgetter(0))
    asked = Opinion.objects.filter(dossier=dossier).values_list("unit__name_vi", flat=True)
    return Form06(
        code=dossier.code,
        number=receipt.serial(dossier),
        agency=dossier.competent_unit.name_vi,
        center=receipt.center_name(dossier),
        place=receipt.place_of(dossier.center),
        issued_at=now,
        link=link,
        electronic=electronic,
        handled_by=dossier.competent_unit.name_vi,
        with_units=tuple(dict.fromkeys(asked)),
        request=dossier.revision.procedure.name_vi,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        passings=tuple(passing for _, passing in lines),
    )


def _hand_overs(dossier: Dossier, events: list[Event]) -> Iterator[Line]:
    numbers = {(event.at, event.actor_id): event.number for event in events}
    people = "given_by", "received_by", "to_officer", "from_unit", "to_unit"
    for line in dossier.hand_overs.select_related(*people):
        receiver = line.received_by or line.to_officer
        number = numbers.get((line.given_at, line.given_by.actor_id))
        passing = Passing(
            giver=Side(_name(line.from_unit, dossier), line.given_by.name_vi),
            receiver=Side(_name(line.to_unit, dossier), receiver.name_vi if receiver else ""),
            at=line.given_at,
            taken_at=line.received_at,
            outcome=Label(line.label) if line.label else None,
            note=_joined(_note(line), number),
        )
        yield (line.given_at, number or 0), passing


def _name(unit: Unit, dossier: Dossier) -> str:
    return receipt.center_name(dossier) if unit.pk == dossier.center.unit_id else unit.name_vi


def _note(line: HandOver) -> str:
    parts = [NOTES.get(HandOver.Kind(line.kind), ""), line.note]
    if line.paper_received_at:
        parts.append(f"Nhận bản giấy {clock_and_day(line.paper_received_at)}")
    return "; ".join(part for part in parts if part)


def _stations(dossier: Dossier, events: list[Event]) -> Iterator[Line]:
    """What passed between the office and the applicant: no line of ours, but the journal knows it."""
    chosen = [event for event in events if event.kind in STATIONS]
    ids = {event.actor_id for event in chosen if event.actor_kind == "officer"}
    names = {str(officer.pk): officer.name_vi for officer in Officer.objects.filter(pk__in=ids)}
    for event in chosen:
        station = STATIONS[event.kind]
        office = Side(receipt.center_name(dossier), names.get(event.actor_id, ""))
        passing = Passing(
            giver=APPLICANT if station.out is False else office,
            receiver={True: APPLICANT, False: office, None: None}[station.out],
            at=event.at,
            note=_joined(station.note, event.number),
        )
        yield (event.at, event.number), passing


def _joined(note: str, number: int | None) -> str:
    """A note with the number under which the journal has the event."""
    trace = f"nhật ký số {number}" if number else ""
    return f"{note} ({trace})" if note and trace else note or trace.capitalize()
