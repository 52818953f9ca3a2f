"""The control slip (Form 06): every hand-over and station of a dossier, each with its event."""

from datetime import timedelta

from motcua.base.models import Event
from motcua.domain.time_limits import Label
from motcua.dossiers import actions
from motcua.dossiers.control_slip import control_slip_pdf, form_of
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier, HandOver
from tests.cast import ALICE, MONDAY_0900, received
from tests.dossiers.test_forms import said

LINK = "https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ"


def at(minutes: int):
    return MONDAY_0900 + timedelta(minutes=minutes)


def walked(cast) -> Dossier:
    """From reception to return, ten minutes a step; the specialist is a day late."""
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=at(10))
    actions.complete_step(dossier, by=cast.office, now=at(24 * 60))
    actions.complete_step(dossier, by=cast.head, now=at(24 * 60 + 10))
    actions.decide(dossier, kind="granted", by=cast.leader, now=at(24 * 60 + 20))
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=at(24 * 60 + 30))
    who = Collection(ALICE.name, ALICE.identity_number, "identity_card")
    actions.hand_over(dossier, collection=who, by=cast.counter, now=at(24 * 60 + 40))
    return Dossier.objects.select_related("center__commune", "center__unit").get(pk=dossier.pk)


def test_it_shows_every_hand_over_between_the_reception_and_the_return(cast):
    dossier = walked(cast)
    lines = form_of(dossier, link=LINK, now=at(2_000)).passings
    people = [(line.giver.person, line.receiver.person) for line in lines]
    assert len(lines) == HandOver.objects.count() + 2
    assert lines[0].giver.unit == lines[-1].receiver.unit == "Người nộp hồ sơ"
    assert (cast.counter.name_vi, cast.head.name_vi) in people
    assert (cast.office.name_vi, cast.head.name_vi) in people
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_each_line_names_its_event_in_the_journal(cast):
    dossier = walked(cast)
    numbers = Event.objects.filter(subject=dossier.journal_subject).values_list("number", flat=True)
    notes = [line.note.lower() for line in form_of(dossier, link=LINK, now=at(2_000)).passings]
    assert all(any(f"nhật ký số {number}" in note for number in numbers) for note in notes)


def test_the_receiving_side_says_whether_the_giver_was_in_time(cast):
    lines = form_of(walked(cast), link=LINK, now=at(2_000)).passings
    late = [line.giver.person for line in lines if line.outcome == Label.OVERDUE]
    assert cast.office.name_vi in late
    assert cast.counter.name_vi not in late


def test_what_nobody_has_received_yet_has_no_result(cast):
    dossier = received(cast)
    (first, second) = form_of(dossier, link=LINK, now=at(1)).passings
    assert first.note.startswith("Tiếp nhận hồ sơ")
    assert second.outcome is None
    assert second.receiver.person == ""


def test_the_paper_says_it_all(cast):
    dossier = walked(cast)
    text = said(control_slip_pdf(dossier, link=LINK, now=at(2_000)))
    assert f"Số: {dossier.code.partition('-')[2]}/PKS-TTPVHCC" in text
    assert "Cơ quan (bộ phận) giải quyết: Ủy ban nhân dân xã Kim Bảng" in text
    assert "Người nhận: Người nộp hồ sơ" in text
    assert "Quá hạn" in text
    assert ALICE.name not in text


def test_the_number_of_statements_does_not_grow_with_the_lines(cast, django_assert_num_queries):
    dossier = walked(cast)
    with django_assert_num_queries(7):
        form_of(dossier, link=LINK, now=at(2_000))
