"""Papers checked before the call: complete, back today, home with the list and back on another day."""

from datetime import timedelta

import pytest

from motcua.base.actors import Resident, System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.catalogue.queries import in_force
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, NotFound, Refusal
from motcua.hall import actions, helping, presence
from motcua.hall.actions.before_call import begin_help, end_help, move_before_call, move_to_lane, set_claims
from motcua.hall.actions.help import Paper, check_papers, come_back
from motcua.hall.models import Ticket
from motcua.hall.replay import replay
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.hours import business_date
from motcua.places.models import Counter
from tests.cast import BIRTH, MONDAY_0900

NOW = MONDAY_0900
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def number(cast, field="civil-status", *, at=NOW, **more):
    return actions.issue(cast.kim_bang, field=Field.objects.get(code=field), by=cast.support, now=at, **more)


def papers(missing=(), found="missing"):
    documents = in_force(BIRTH, business_date(NOW)).documents
    return {doc.code: Paper(found if doc.code in missing else "have") for doc in documents}


def first_paper():
    return next(doc.code for doc in in_force(BIRTH, business_date(NOW)).documents if doc.is_always)


def checked(cast, ticket, outcome="complete", missing=(), at=NOW + MINUTE, found="missing"):
    return check_papers(
        ticket,
        procedure_code=BIRTH,
        papers=papers(missing, found),
        outcome=outcome,
        by=cast.support,
        now=at,
    )


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def test_complete_papers_stay_in_the_line_and_the_counter_sees_them(cast):
    ticket = number(cast)
    check = checked(cast, ticket)
    now = fresh(ticket)
    assert (now.state, now.procedure_code, now.checked_at) == ("waiting", BIRTH, NOW + MINUTE)
    assert now.queued_at == ticket.queued_at
    assert helping.check_of(now) == check
    event = Event.objects.filter(kind="papers.checked").get()
    assert event.data["outcome"] == "complete"
    assert event.data["missing"] == 0


def test_a_check_in_another_field_moves_the_number_keeping_its_arrival(cast):
    ticket = number(cast, "land")
    checked(cast, ticket)
    assert (fresh(ticket).field_id, fresh(ticket).queued_at) == ("civil-status", ticket.queued_at)


def test_what_comes_back_today_keeps_its_first_arrival(cast):
    early, ticket = number(cast, at=NOW - 5 * MINUTE), number(cast)
    number(cast, at=NOW + MINUTE)
    check = checked(cast, ticket, "today", {first_paper()})
    assert fresh(ticket).state == "held"
    assert fresh(ticket).counter is None
    back = come_back(check.spaced_code.lower(), center=cast.kim_bang, by=cast.support, now=NOW + 30 * MINUTE)
    assert back.pk == ticket.pk
    assert (back.state, back.lane, back.queued_at) == ("waiting", "come_back", ticket.queued_at)
    counter = Counter.objects.get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=NOW + 30 * MINUTE)
    assert actions.call_next(counter, by=cast.counter, now=NOW + 31 * MINUTE).pk == ticket.pk
    assert fresh(early).state == "waiting"


def test_the_list_sends_home_and_gives_one_number_in_the_come_back_lane(cast):
    ticket = number(cast, priority="elderly")
    check = checked(cast, ticket, "home", {first_paper()})
    gone = fresh(ticket)
    assert (gone.state, gone.outcome) == ("void", "sent_home")
    later = NOW + DAY
    back = come_back(check.code, center=cast.kim_bang, by=cast.support, now=later)
    assert back.pk != ticket.pk
    assert (back.lane, back.field_id, back.procedure_code, back.priority) == (
        "come_back",
        "civil-status",
        BIRTH,
        "elderly",
    )
    again = come_back(check.code, center=cast.kim_bang, by=cast.support, now=later + MINUTE)
    assert again.pk == back.pk
    assert helping.check_of(back) == check
    actions.void(back, reason="left", by=cast.support, now=later + 2 * MINUTE)
    with pytest.raises(Conflict):
        come_back(check.code, center=cast.kim_bang, by=cast.support, now=later + 3 * MINUTE)


@pytest.mark.parametrize("way", ["desk", "kiosk", "phone"])
def test_sent_home_and_back_on_the_same_day_is_no_second_queue(cast, way):
    """However they come back: with the first arrival, before all who came since; the day replays."""
    first = number(cast, at=NOW - 30 * MINUTE, needs=["thai"], amount=2)
    check = checked(cast, first, "home", {first_paper()}, at=NOW - 29 * MINUTE)
    between = number(cast, at=NOW - 20 * MINUTE, priority="elderly")
    here = {
        "desk": {"by": cast.support},
        "kiosk": {"by": pair_device(cast.kim_bang, kind="kiosk", code=offer_pairing(
            cast.kim_bang, kind="kiosk", by=System("test"), now=NOW), by=System("test"), now=NOW)[0]},
        "phone": {"by": Resident(), "proof": presence.code(cast.kim_bang, NOW)},
    }[way]  # fmt: skip
    back = come_back(check.code, center=cast.kim_bang, now=NOW, **here)
    assert (back.lane, back.queued_at, back.issued_at) == ("come_back", first.queued_at, NOW)
    assert (back.needs, back.amount) == (["thai"], 2)
    counter = Counter.objects.get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=NOW, skills=["thai"])
    turns = []
    for _ in range(2):
        turn = actions.call_next(counter, by=cast.counter, now=NOW)
        actions.start_serving(turn, by=cast.counter, now=NOW)
        actions.complete(turn, by=cast.counter, now=NOW)
        turns.append(turn.pk)
    assert turns == [back.pk, between.pk]
    verdict = replay(cast.kim_bang, business_date(NOW))
    assert (verdict.calls, verdict.difference) == (2, None)


def test_a_number_the_desk_put_back_is_not_given_twice_for_its_list(cast):
    ticket = number(cast)
    check = checked(cast, ticket, "today", {first_paper()})
    actions.resume(fresh(ticket), by=cast.support, now=NOW + 2 * MINUTE)
    back = come_back(check.code, center=cast.kim_bang, by=cast.support, now=NOW + 3 * MINUTE)
    assert back.pk == ticket.pk
    assert Ticket.objects.count() == 1


def test_a_phone_at_home_puts_nobody_into_the_line(cast):
    check = checked(cast, number(cast), "home", {first_paper()})
    with pytest.raises(Invalid):
        come_back(check.code, center=cast.kim_bang, by=Resident(), now=NOW + MINUTE, proof="")
    assert Ticket.objects.count() == 1


def test_a_list_is_of_one_center_and_of_one_month(cast):
    check = checked(cast, number(cast), "home", {first_paper()})
    with pytest.raises(Refusal, match="is of the center"):
        come_back(check.code, center=cast.son_lam, by=cast.support, now=NOW + DAY)
    with pytest.raises(Refusal, match="days old"):
        come_back(check.code, center=cast.kim_bang, by=cast.support, now=NOW + 31 * DAY)
    for wrong in ("", "0", "00000-00000", "\x00" * 10, "Đ" * 10):
        with pytest.raises(NotFound):
            come_back(wrong, center=cast.kim_bang, by=cast.support, now=NOW)


@pytest.mark.parametrize(
    ("outcome", "missing", "code"),
    [
        ("complete", True, "papers_missing"),
        ("today", False, "nothing_missing"),
        ("home", False, "nothing_missing"),
        ("elsewhere", False, "outcome_unknown"),
    ],
)
def test_the_outcome_fits_the_papers(cast, outcome, missing, code):
    ticket = number(cast)
    with pytest.raises(Invalid) as refused:
        checked(cast, ticket, outcome, {first_paper()} if missing else ())
    assert refused.value.code == code
    assert fresh(ticket).checked_at is None


def test_a_copy_may_be_made_while_waiting(cast):
    ticket = number(cast)
    check = checked(cast, ticket, "complete", {first_paper()}, found="copy")
    assert [line.found for line in check.lines.all() if line.is_open] == ["copy"]


def test_every_paper_that_is_always_asked_for_is_marked(cast):
    with pytest.raises(InvalidFields) as refused:
        check_papers(
            number(cast), procedure_code=BIRTH, papers={}, outcome="complete", by=cast.support, now=NOW
        )
    always = [doc.code for doc in in_force(BIRTH, business_date(NOW)).documents if doc.is_always]
    assert [error.field for error in refused.value.errors] == always


def test_a_called_number_is_the_counters(cast):
    ticket = number(cast)
    counter = Counter.objects.get(center=cast.kim_bang, number=1)
    actions.open_counter(counter, by=cast.counter, now=NOW)
    actions.call_next(counter, by=cast.counter, now=NOW)
    with pytest.raises(Conflict):
        checked(cast, ticket)
    with pytest.raises(Conflict):
        move_before_call(ticket, field=Field.objects.get(code="land"), by=cast.support, now=NOW)


def test_who_receives_does_not_help(cast):
    ticket = number(cast)
    with pytest.raises(Forbidden):
        set_claims(ticket, priority="elderly", by=cast.counter, now=NOW)
    with pytest.raises(Forbidden):
        set_claims(ticket, priority="elderly", by=cast.of_son_lam("counter"), now=NOW)


def test_class_needs_lane_and_field_are_set_before_the_call(cast):
    ticket = number(cast)
    set_claims(ticket, priority="pregnant", needs=["wheelchair", "sign"], by=cast.support, now=NOW)
    move_before_call(ticket, field=Field.objects.get(code="land"), by=cast.support, now=NOW)
    move_to_lane(ticket, lane="result", by=cast.support, now=NOW)
    now = fresh(ticket)
    assert (now.priority, now.needs, now.field_id, now.lane) == (
        "pregnant",
        ["sign", "wheelchair"],
        "land",
        "result",
    )
    assert Event.objects.get(kind="ticket.favoured").data["needs"] == "sign+wheelchair"
    for wrong in (
        lambda: set_claims(ticket, priority="vip", by=cast.support, now=NOW),
        lambda: set_claims(ticket, priority="", needs=["coffee"], by=cast.support, now=NOW),
        lambda: move_to_lane(ticket, lane="come_back", by=cast.support, now=NOW),
    ):
        with pytest.raises(Invalid):
            wrong()


def test_help_is_noted_from_its_beginning_to_its_end(cast):
    ticket = number(cast)
    session = begin_help(ticket, kind="declare", by=cast.support, now=NOW)
    with pytest.raises(Conflict):
        begin_help(ticket, kind="read", by=cast.support, now=NOW)
    ended = end_help(session, outcome="done", by=cast.support, now=NOW + 12 * MINUTE)
    assert end_help(session, outcome="partly", by=cast.support, now=NOW + 20 * MINUTE).outcome == "done"
    assert ended.ended_at == NOW + 12 * MINUTE
    assert Event.objects.get(kind="help.ended").data["minutes"] == 12
    begin_help(ticket, kind="read", by=cast.support, now=NOW + 30 * MINUTE)
