"""The plan of counters is worked out from a center's own days by a timed job, and kept."""

import random
from datetime import datetime, timedelta

import pytest

from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.workdays import Session, local
from motcua.hall import counter_plans, service_times
from motcua.hall.models import CounterPlan, Duty, Ticket
from motcua.places.models import Counter, Point
from tests.cast import MONDAY_0900, Cast

DAYS = [MONDAY_0900 - timedelta(days=n) for n in (4, 5, 6, 7)]


def past_day(cast: Cast, day: datetime, people: int, rng: random.Random) -> None:
    """People of a day, served at once, each for ten minutes or so; more of them early."""
    opening = local(day).replace(hour=7, minute=30)
    tickets = []
    for number in range(1, people + 1):
        field = Field.objects.get(code=rng.choice(["civil-status", "civil-status", "land"]))
        came = opening + timedelta(minutes=200 * rng.random() ** 2)
        tickets.append(
            Ticket(
                id=new_id(),
                center=cast.kim_bang,
                day=day.date(),
                series=field.series,
                number=number,
                field=field,
                token=f"{day:%d}-{number}",
                state="done",
                issued_at=came,
                queued_at=came,
                present_at=came,
                called_at=came,
                serving_at=came,
                ended_at=came + timedelta(minutes=rng.uniform(6, 14)),
                calls=1,
            )
        )
    Ticket.objects.bulk_create(tickets)


def opened(cast: Cast, number: int, *fields: str) -> None:
    counter = Counter.objects.get(center=cast.kim_bang, number=number)
    Duty.objects.create(
        id=new_id(),
        counter=counter,
        officer=cast.counter,
        fields=list(fields),
        opened_at=DAYS[0],
        closed_at=DAYS[0] + timedelta(hours=8),
    )


@pytest.fixture
def week(cast: Cast) -> Cast:
    rng = random.Random(4)
    for day in DAYS:
        past_day(cast, day, 40, rng)
    for number in (1, 2, 3):
        opened(cast, number, *([] if number == 1 else ["civil-status"]))
    service_times.learn(cast.kim_bang, MONDAY_0900)
    return cast


def test_a_week_gives_a_plan_that_is_kept_for_a_day(week: Cast) -> None:
    assert counter_plans.plan_next(MONDAY_0900) == 1
    assert counter_plans.plan_next(MONDAY_0900 + timedelta(hours=1)) == 0
    found = counter_plans.stored(week.kim_bang)
    assert found is not None
    row, plan = found
    assert (row.first_day, row.last_day) == (DAYS[-1].date(), DAYS[0].date())
    assert (plan.people, plan.days, plan.aim) == (160, 4, 20)
    assert plan.slots[0].begins == "07:30"
    assert len(plan.slots[0].counters) > len(plan.slots[-1].counters) >= 1
    assert plan.slots[0].people > plan.slots[-1].people
    assert plan.fields == {"1": [], "2": ["civil-status"], "3": ["civil-status"]}
    assert plan.one_more.most <= plan.planned.most <= plan.one_less.most
    assert [each.counters for each in plan.all_day] == [1, 2, 3]


def test_receiving_points_and_needs_count(week: Cast, client, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Somebody at the other point is served by its counter alone, and who signs by the one that can."""
    point = Point.objects.create(center=week.kim_bang, name_vi="Điểm Đồi", name_en="Hill")
    Counter.objects.filter(center=week.kim_bang, number=4).update(point=point)
    opened(week, 4)
    Duty.objects.filter(counter__number=3).update(skills=["sign"])
    first_of_each = [Ticket.objects.filter(day=day.date()).order_by("queued_at") for day in DAYS]
    for rows in first_of_each:
        Ticket.objects.filter(pk=rows[0].pk).update(point=point)
        Ticket.objects.filter(pk=rows.filter(field="civil-status").last().pk).update(needs=["sign"])
    made = counter_plans.plan(week.kim_bang, MONDAY_0900)
    assert made is not None
    assert (made.skills, made.points) == ({"3": ["sign"]}, {"4": str(point.pk)})
    assert all({3, 4} <= set(slot.counters) for slot in made.slots)
    assert max(slot.most for slot in made.slots) < 180  # everybody is served
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: MONDAY_0900)
    client.force_login(week.center)
    page = client.get("/center/counters-needed").content.decode()
    assert "Điểm Đồi" in page


def test_a_need_no_counter_meets_spoils_no_plan(week: Cast) -> None:
    before = counter_plans.plan(week.kim_bang, MONDAY_0900)
    Ticket.objects.filter(number=5).update(needs=["thai"])
    assert counter_plans.plan(week.kim_bang, MONDAY_0900) == before


def test_too_few_days_give_none(cast: Cast) -> None:
    past_day(cast, DAYS[0], 40, random.Random(1))
    opened(cast, 1)
    assert counter_plans.plan_next(MONDAY_0900) == 0
    assert counter_plans.stored(cast.kim_bang) is None
    assert not CounterPlan.objects.exists()


def test_half_hours_leave_lunch_out() -> None:
    sessions = [Session(_at("07:30"), _at("11:30")), Session(_at("13:00"), _at("14:15"))]
    spans = counter_plans.half_hours(sessions)
    assert spans[0] == (0.0, 1800.0)
    assert spans[7] == (12600.0, 14400.0)
    assert spans[8] == (19800.0, 21600.0)
    assert spans[-1] == (23400.0, 24300.0)


def _at(text: str):  # type: ignore[no-untyped-def]
    return datetime.strptime(text, "%H:%M").time()


def test_the_head_sees_the_plan_and_its_table(week: Cast, client, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: MONDAY_0900)
    client.force_login(week.center)
    empty = client.get("/center/counters-needed").content.decode()
    assert "Chưa đủ ngày để tính" in empty
    counter_plans.plan(week.kim_bang, MONDAY_0900)
    page = client.get("/center/counters-needed").content.decode()
    assert "Từ 160 số của 4 ngày" in page
    assert page.count('class="needed-bar') == page.count('<th scope="row" data-label="Từ">')
    assert "Thêm một quầy" in page
    assert "style=" not in page
