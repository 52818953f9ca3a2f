"""What completes a dossier follows it to its unit, with a line of its own that is acknowledged there."""

from datetime import datetime, timedelta

import pytest

from motcua.domain.refusal import Forbidden
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.control_slip import form_of
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Handed
from tests.cast import MONDAY_0900
from tests.dossiers.till import appraised, specialist_of

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)  # Tuesday 24 November is a day off


@pytest.fixture
def asked(cast):
    """A land dossier at the specialist, everything acknowledged, whose copy was not readable."""
    dossier = appraised(cast)
    for line in dossier.hand_overs.unanswered():
        actions.acknowledge(line, by=specialist_of(dossier), now=MONDAY_0900)
    document = dossier.papers.first().document
    request = Request((Lack("Bản rõ hơn", document.code),))
    actions.request_supplement(dossier, request=request, by=specialist_of(dossier), now=MONDAY_0900)
    return dossier, document.code


def brought(cast, asked, kind="original", now=WEDNESDAY):
    dossier, code = asked
    actions.take_supplement(dossier, papers=(Handed(code, kind),), by=cast.counter, now=now)
    return dossier.hand_overs.unanswered().get()


def test_the_papers_go_to_the_officer_in_charge_the_same_working_day(cast, asked):
    line = brought(cast, asked)
    specialist = specialist_of(asked[0])
    assert (line.kind, line.to_officer, line.given_by) == ("supplement", specialist, cast.counter)
    assert line.paper_due == WEDNESDAY.replace(hour=17)
    actions.acknowledge(line, by=specialist, now=WEDNESDAY + timedelta(hours=1))
    line.refresh_from_db()
    assert line.received_by == line.paper_received_by == specialist
    assert not asked[0].hand_overs.unanswered().exists()


def test_after_three_the_papers_come_when_the_next_day_opens(cast, asked):
    line = brought(cast, asked, now=WEDNESDAY.replace(hour=15, minute=30))
    assert line.paper_due.astimezone(ZONE).isoformat() == "2026-11-26T07:30:00+07:00"


def test_what_is_electronic_has_no_paper_to_follow(cast, asked):
    line = brought(cast, asked, kind="electronic")
    assert line.paper_due is None
    assert line.received_at is None


def test_nobody_else_acknowledges_them(cast, asked):
    with pytest.raises(Forbidden):
        actions.acknowledge(brought(cast, asked), by=cast.clerk, now=WEDNESDAY)


def test_who_works_on_has_the_data_but_the_paper_still_needs_a_press(cast, asked):
    line = brought(cast, asked)
    actions.complete_step(asked[0], by=specialist_of(asked[0]), now=WEDNESDAY)
    line.refresh_from_db()
    assert line.received_at == WEDNESDAY
    assert line.waits_for_paper


def test_the_control_slip_has_the_line(cast, asked):
    brought(cast, asked)
    slip = form_of(asked[0], link="", now=WEDNESDAY)
    (passing,) = [line for line in slip.passings if "Chuyển giấy tờ bổ sung" in line.note]
    assert (passing.giver.person, passing.receiver.person) == (
        cast.counter.name_vi,
        specialist_of(asked[0]).name_vi,
    )


def test_a_dossier_that_never_left_the_center_has_no_line(cast, asked):
    dossier, _code = asked
    assert dossier.hand_overs.filter(kind="supplement").count() == 0


def test_the_officer_sees_them_on_the_page_of_what_came(cast, asked, client, monkeypatch):
    line = brought(cast, asked)
    client.force_login(specialist_of(asked[0]))
    html = client.get("/office/hand-overs").content.decode()
    assert str(line.pk) in html
    assert "giấy tờ bổ sung" in html
