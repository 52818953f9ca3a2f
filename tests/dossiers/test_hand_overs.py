"""Every hand-over leaves its line; the receiver enters once whether it came, and when."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden, Refusal
from motcua.domain.states import State
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.models import HandOver
from tests.cast import MONDAY_0900, received

pytestmark = pytest.mark.django_db
TEN = MONDAY_0900 + timedelta(hours=1)
REFUSED = (IntegrityError, DatabaseError)


def first(dossier) -> HandOver:
    return dossier.hand_overs.select_related("dossier", "step", "to_unit").first()


@pytest.mark.parametrize(
    ("received_at", "due"),
    [
        ("2026-11-23T15:00", "2026-11-23T17:00"),  # Decree 61/2018 Art 18: the same day
        ("2026-11-23T15:01", "2026-11-25T07:30"),  # after 15:00, and 24 November is a holiday
    ],
)
def test_the_paper_original_leaves_the_center_in_time(cast, received_at, due):
    now = datetime.fromisoformat(received_at).replace(tzinfo=ZONE)
    line = first(received(cast, now=now))
    assert line.paper_due == datetime.fromisoformat(due).replace(tzinfo=ZONE)
    assert (line.from_unit.kind, line.to_unit.kind, line.to_role) == ("center", "office", "head_of_unit")
    assert (line.given_by, line.received_at, line.label) == (cast.counter, None, "")


def test_only_the_first_way_carries_the_original(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)
    actions.complete_step(dossier, by=cast.office, now=TEN)
    assert dossier.hand_overs.filter(paper_due__isnull=False).count() == 1


def test_the_receiver_enters_once_that_it_came(cast):
    dossier = received(cast)
    line = actions.acknowledge(first(dossier), note="đủ hồ sơ", by=cast.head, now=TEN)
    assert (line.received_by, line.received_at, line.paper_received_at) == (cast.head, TEN, TEN)
    assert (line.label, line.note) == ("on_time", "đủ hồ sơ")
    with pytest.raises(Conflict) as refused:
        actions.acknowledge(line, by=cast.head, now=TEN)
    assert cast.head.name_vi in refused.value.words.vi
    assert Event.objects.filter(kind="dossier.hand_over_acknowledged").count() == 1


def test_whoever_works_on_it_has_received_it_but_not_its_paper(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)
    line = first(dossier)
    assert (line.received_by, line.label, line.paper_received_at) == (cast.head, "on_time", None)
    assert list(HandOver.objects.paper_late(line.paper_due)) == []
    assert list(HandOver.objects.paper_late(line.paper_due + timedelta(minutes=1))) == [line]
    actions.acknowledge(line, by=cast.clerk, now=TEN)  # the unit's clerk opens the post
    assert list(HandOver.objects.paper_late(line.paper_due + timedelta(days=9))) == []


def test_only_the_receiving_side_acknowledges(cast):
    line = first(received(cast))
    for officer in (cast.counter, cast.leader, cast.center, cast.of_son_lam("head"), cast.province):
        with pytest.raises(Forbidden):
            actions.acknowledge(line, by=officer, now=TEN)


def test_several_come_with_one_press(cast):
    dossiers = [received(cast) for _ in range(3)]
    lines = [first(dossier) for dossier in dossiers]
    actions.acknowledge(lines[0], by=cast.head, now=TEN)
    assert actions.acknowledge_several(lines, by=cast.head, now=TEN) == 2


def test_the_center_gives_a_dossier_out_once(cast):
    dossier = received(cast)
    with pytest.raises(Forbidden):
        actions.transfer(dossier, by=cast.head, now=TEN)
    assert actions.transfer(dossier, by=cast.counter, now=TEN).state == State.IN_PROCESS
    with pytest.raises(Refusal):
        actions.transfer(dossier, by=cast.counter, now=TEN)
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)


@pytest.mark.parametrize(
    "change",
    ["given_at = '2026-01-01'", "measured = 'early'", "received_at = '2030-01-01'", "label = 'early'"],
)
def test_the_database_keeps_the_lines(cast, change):
    line = actions.acknowledge(first(received(cast)), by=cast.head, now=TEN)
    key = line.pk.hex if connection.vendor == "sqlite" else str(line.pk)
    for statement in (
        f"UPDATE dossiers_handover SET {change} WHERE id = %s",
        "DELETE FROM dossiers_handover WHERE id = %s",
    ):
        with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [key])
