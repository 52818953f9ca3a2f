"""What the head of the center changes in the running hall."""

from datetime import timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.hall import actions, boards, floor_now
from motcua.hall.actions.closing_fields import close_field, open_field
from motcua.hall.actions.managing import begin_break_for, close_for, end_break_for, move_clerk
from motcua.hall.actions.notices import end_notice, write_notice
from motcua.hall.models import Duty
from motcua.places.models import Counter
from tests.cast import MONDAY_0900

NOW = MONDAY_0900
MINUTE = timedelta(minutes=1)


@pytest.fixture
def counter(cast):
    place = Counter.objects.select_related("center").get(center=cast.kim_bang, number=1)
    actions.open_counter(place, fields=["civil-status"], skills=["sign"], by=cast.counter, now=NOW)
    return place


def other(cast, number=2):
    return Counter.objects.select_related("center").get(center=cast.kim_bang, number=number)


def states(cast):
    return {row.place.counter.number: row.state for row in floor_now.counters(cast.kim_bang)}


def civil(cast, at=NOW):
    return actions.issue(cast.kim_bang, field=Field.objects.get(code="civil-status"), by=cast.support, now=at)


def test_a_clerk_moves_with_fields_and_skills_in_one_step(cast, counter):
    duty = move_clerk(counter, to=other(cast), by=cast.center, now=NOW + MINUTE)
    assert (duty.counter.number, duty.officer, duty.fields, duty.skills) == (
        2,
        cast.counter,
        ["civil-status"],
        ["sign"],
    )
    assert states(cast)[1] == "closed"
    assert states(cast)[2] == "free"
    kinds = (
        Event.objects.filter(kind__startswith="counter.").order_by("number").values_list("kind", flat=True)
    )
    assert list(kinds)[-2:] == ["counter.closed", "counter.opened"]


def test_nobody_is_left_standing(cast, counter):
    civil(cast)
    actions.call_next(counter, by=cast.counter, now=NOW)
    for refused in (
        lambda: move_clerk(counter, to=other(cast), by=cast.center, now=NOW),
        lambda: close_for(counter, by=cast.center, now=NOW),
        lambda: begin_break_for(counter, reason="rest", by=cast.center, now=NOW),
    ):
        with pytest.raises(Conflict):
            refused()
    assert Duty.objects.get(closed_at__isnull=True).counter_id == counter.pk
    assert states(cast)[1] == "called"


def test_a_break_for_somebody_is_announced_and_calls_nobody(cast, counter):
    civil(cast)
    until = NOW + 15 * MINUTE
    begin_break_for(counter, reason="rest", until=until, by=cast.center, now=NOW)
    (row,) = [row for row in floor_now.counters(cast.kim_bang) if row.place.counter.number == 1]
    assert (row.state, row.away.until, row.away_words.vi) == ("break", until, "Nghỉ giải lao")
    with pytest.raises(Refusal):
        actions.call_next(counter, by=cast.counter, now=NOW + MINUTE)
    end_break_for(counter, by=cast.center, now=NOW + 2 * MINUTE)
    assert actions.call_next(counter, by=cast.counter, now=NOW + 3 * MINUTE) is not None
    with pytest.raises(Conflict):
        end_break_for(counter, by=cast.center, now=NOW + 4 * MINUTE)


def test_only_the_head_arranges(cast, counter):
    for refused in (
        lambda: move_clerk(counter, to=other(cast), by=cast.support, now=NOW),
        lambda: close_for(counter, by=cast.of_son_lam("counter"), now=NOW),
        lambda: close_field(
            cast.kim_bang, field=Field.objects.get(code="land"), reason="system", by=cast.counter, now=NOW
        ),
        lambda: write_notice(
            cast.kim_bang, text_vi="a", text_en="", ends_at=NOW + MINUTE, by=cast.support, now=NOW
        ),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_a_closed_field_gives_no_number_and_keeps_those_given(cast, counter):
    given, field = civil(cast), Field.objects.get(code="civil-status")
    close_field(cast.kim_bang, field=field, reason="system", by=cast.center, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.issue(cast.kim_bang, field=field, by=System("kiosk"), now=NOW + MINUTE)
    assert refused.value.code == "field_closed"
    assert actions.call_next(counter, by=cast.counter, now=NOW + MINUTE).pk == given.pk
    open_field(cast.kim_bang, field=field, by=cast.center, now=NOW + 2 * MINUTE)
    assert civil(cast, NOW + 3 * MINUTE).number == given.number + 1
    with pytest.raises(Conflict):
        open_field(cast.kim_bang, field=field, by=cast.center, now=NOW + 4 * MINUTE)
    with pytest.raises(Invalid):
        close_field(cast.kim_bang, field=field, reason="tired", by=cast.center, now=NOW)


def test_a_message_stands_until_its_end_or_is_taken_off(cast):
    def write(text="Máy in hỏng", ends=NOW + 60 * MINUTE):
        return write_notice(cast.kim_bang, text_vi=text, text_en="", ends_at=ends, by=cast.center, now=NOW)

    notice = write("  Máy in\n hỏng ")
    assert [row.text_vi for row in boards.notices(cast.kim_bang, NOW)] == ["Máy in hỏng"]
    assert boards.notices(cast.kim_bang, NOW + 60 * MINUTE) == []
    end_notice(notice, by=cast.center, now=NOW + MINUTE)
    assert boards.notices(cast.kim_bang, NOW + 2 * MINUTE) == []
    for text, ends in (("", NOW + MINUTE), ("a" * 201, NOW + MINUTE), ("a", NOW), ("a", None)):
        with pytest.raises(Invalid):
            write(text, ends)
    for _ in range(2):  # with the one that was taken off a minute later
        write()
    with pytest.raises(Refusal):
        write()
    assert "hỏng" not in str(Event.objects.filter(kind="notice.written").values_list("data", flat=True))
