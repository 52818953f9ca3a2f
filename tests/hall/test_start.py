"""The fair start, numbers from home, replacing and coming back."""

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest

from motcua.base.actors import Resident, System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain import drawing
from motcua.domain.refusal import Conflict, Forbidden, Invalid
from motcua.hall import actions, fair_start, presence
from motcua.hall.models import Draw, HallRules, Ticket
from motcua.hall.replay import replay
from motcua.places.models import Counter, Device, Point
from tests.cast import MONDAY_0900

KIOSK = System("test")
OPENS = MONDAY_0900.replace(hour=7, minute=30)
EARLY = OPENS - timedelta(minutes=20)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def civil(cast):
    return Field.objects.get(code="civil-status")


@pytest.fixture
def desk(cast):
    return Counter.objects.get(center=cast.kim_bang, number=1)


@pytest.fixture
def drawn_center(cast):
    HallRules.objects.create(center=cast.kim_bang, fair_start="draw")
    return cast.kim_bang


def issue(center, field, *, now, by=KIOSK, **more):
    return actions.issue(center, field=field, by=by, now=now, **more)


def test_a_draw_is_a_permutation_that_anybody_repeats():
    chance = random.Random(4)
    for _ in range(200):
        numbers = [f"A{n:03d}" for n in chance.sample(range(1, 900), chance.randrange(1, 60))]
        seed = f"{chance.getrandbits(256):064x}"
        order = drawing.order(seed, numbers)
        assert sorted(order) == sorted(numbers)
        chance.shuffle(numbers)
        assert drawing.order(seed, numbers) == order


def test_every_number_is_first_about_equally_often():
    numbers = [f"A{n:03d}" for n in range(1, 6)]
    first = [drawing.order(f"{n:x}", numbers)[0] for n in range(2000)]
    assert all(320 <= first.count(number) <= 480 for number in numbers)


def test_the_crowd_is_drawn_at_the_opening_and_who_comes_later_stands_behind(cast, civil, drawn_center):
    crowd = [issue(drawn_center, civil, now=EARLY + n * MINUTE) for n in range(12)]
    later = issue(drawn_center, civil, now=OPENS + MINUTE)
    made = actions.draw(drawn_center, by=KIOSK, now=OPENS + 2 * MINUTE)
    assert made is not None
    event = Event.objects.get(kind="hall.drawn")
    assert event.previous == made.seed, "the seed is the hash of the event before the draw"
    assert made.order == drawing.order(made.seed, [ticket.text for ticket in crowd])
    placed = list(Ticket.objects.order_by("queued_at", "drawn"))
    assert [ticket.text for ticket in placed] == [*made.order, later.text]
    assert placed[0].queued_at == OPENS
    assert "+".join(made.order) == event.data["order_1"]


def test_it_is_drawn_once_and_only_where_the_center_draws(cast, civil, drawn_center):
    issue(drawn_center, civil, now=EARLY)
    assert actions.draw(drawn_center, by=KIOSK, now=OPENS - MINUTE) is None
    assert actions.draw(drawn_center, by=KIOSK, now=OPENS) is not None
    issue(drawn_center, civil, now=OPENS + MINUTE)
    assert actions.draw(drawn_center, by=KIOSK, now=OPENS + 5 * MINUTE) is None
    issue(cast.son_lam, civil, now=EARLY)
    assert actions.draw(cast.son_lam, by=KIOSK, now=OPENS) is None
    assert Draw.objects.count() == 1


def test_the_first_call_draws_where_the_job_did_not(cast, civil, drawn_center, desk):
    for n in range(6):
        issue(drawn_center, civil, now=EARLY + n * MINUTE)
    actions.open_counter(desk, by=cast.counter, now=OPENS)
    called = actions.call_next(desk, by=cast.counter, now=OPENS + MINUTE)
    assert called.text == Draw.objects.get().order[0]


def test_the_timed_job_draws_every_center_that_draws(cast, civil, drawn_center):
    issue(drawn_center, civil, now=EARLY)
    assert fair_start.draw_due(OPENS) == 1
    assert fair_start.draw_due(OPENS + MINUTE) == 0


def test_statutory_priority_keeps_its_line(cast, civil, drawn_center, desk):
    for n in range(8):
        issue(drawn_center, civil, now=EARLY + n * MINUTE)
    old = issue(drawn_center, civil, now=EARLY + 9 * MINUTE, priority="elderly")
    actions.open_counter(desk, by=cast.counter, now=OPENS)
    assert actions.call_next(desk, by=cast.counter, now=OPENS) == old


def test_the_order_is_published_either_way(cast, civil, drawn_center):
    given = [issue(cast.son_lam, civil, now=EARLY + n * MINUTE).text for n in range(3)]
    issue(drawn_center, civil, now=EARLY)
    actions.draw(drawn_center, by=KIOSK, now=OPENS)
    by_arrival = fair_start.starts(cast.son_lam, OPENS)[0]
    assert ([number for number, _ in by_arrival.numbers], by_arrival.draw) == (given, None)
    by_lot = fair_start.starts(drawn_center, OPENS)[0]
    assert by_lot.numbers == [("A001", drawing.lot(by_lot.draw.seed, "A001"))]


def test_a_number_from_home_is_not_called_before_its_holder_has_come(cast, civil, desk):
    home = issue(cast.kim_bang, civil, now=OPENS, by=Resident(), source="home", holder="0" * 64)
    here = issue(cast.kim_bang, civil, now=OPENS + MINUTE)
    actions.open_counter(desk, by=cast.counter, now=OPENS)
    assert actions.call_next(desk, by=cast.counter, now=OPENS + 2 * MINUTE) == here
    actions.start_serving(here, by=cast.counter, now=OPENS + 2 * MINUTE)
    actions.complete(here, by=cast.counter, now=OPENS + 3 * MINUTE)
    assert actions.call_next(desk, by=cast.counter, now=OPENS + 3 * MINUTE) is None
    code = presence.code(cast.kim_bang, OPENS + 4 * MINUTE)
    actions.arrive(home, proof=code, by=Resident(), now=OPENS + 4 * MINUTE)
    assert actions.call_next(desk, by=cast.counter, now=OPENS + 4 * MINUTE) == home


def arrives_after(cast, civil, desk, minutes):
    """A number from home, a later one called ten minutes after, and the holder so long after that."""
    home = issue(cast.kim_bang, civil, now=OPENS, by=Resident(), source="home", holder="0" * 64)
    issue(cast.kim_bang, civil, now=OPENS + MINUTE)
    actions.open_counter(desk, by=cast.counter, now=OPENS)
    called = OPENS + 10 * MINUTE
    actions.call_next(desk, by=cast.counter, now=called)
    came = called + minutes * MINUTE
    return actions.arrive(home, by=cast.support, now=came), came


def test_who_is_a_little_late_keeps_the_place_by_time_of_taking(cast, civil, desk):
    home, _ = arrives_after(cast, civil, desk, 15)
    assert home.queued_at == OPENS


def test_who_is_later_than_the_rule_allows_is_ordinary_by_presence(cast, civil, desk):
    home, came = arrives_after(cast, civil, desk, 16)
    assert home.queued_at == came


def test_presence_needs_the_display_the_door_or_a_person(cast, civil):
    center = cast.kim_bang
    home = issue(center, civil, now=OPENS, by=Resident(), source="home", holder="0" * 64)
    other = Device.objects.create(center=cast.son_lam, kind="kiosk", token_digest="y", paired_at=OPENS)
    for by, proof in ((Resident(), "0000x"), (Resident(), ""), (other, "")):
        with pytest.raises(Invalid):
            actions.arrive(home, by=by, proof=proof, now=OPENS)
    with pytest.raises(Forbidden):
        actions.arrive(home, by=cast.of_son_lam("counter"), now=OPENS)
    there = actions.arrive(home, by=Resident(), proof=presence.door_key(center), now=OPENS)
    assert there.present_at == OPENS
    actions.arrive(home, by=cast.support, now=OPENS + MINUTE)
    assert Event.objects.filter(kind="ticket.arrived").count() == 1


def test_the_code_changes_and_the_one_before_still_counts(cast):
    center, now = cast.kim_bang, OPENS
    code = presence.code(center, now)
    assert presence.is_code(center, code, now + presence.WINDOW)
    assert not presence.is_code(center, code, now + 2 * presence.WINDOW)
    assert presence.code(cast.son_lam, now) != code
    assert len({presence.code(center, now + n * presence.WINDOW) for n in range(50)}) > 40


def test_each_receiving_point_has_a_code_and_a_door_of_its_own(cast, civil):
    center = cast.kim_bang
    ba_sao, moc_bac = (Point.objects.create(center=center, name_vi=name) for name in ("Ba Sao", "Mộc Bắc"))
    home = issue(center, civil, now=OPENS, by=Resident(), source="home", holder="0" * 64, point=ba_sao)
    codes = {presence.code(center, OPENS, point) for point in (None, ba_sao, moc_bac)}
    assert len(codes) == 3
    for elsewhere in (None, moc_bac):
        for proof in (presence.code(center, OPENS, elsewhere), presence.door_key(center, elsewhere)):
            with pytest.raises(Invalid) as refused:
                actions.arrive(home, by=Resident(), proof=proof, now=OPENS)
            assert refused.value.code == "presence_elsewhere"
            assert "Ba Sao" in refused.value.words.vi
    proof = presence.code(center, OPENS, ba_sao)
    assert actions.arrive(home, by=Resident(), proof=proof, now=OPENS).present_at == OPENS
    there = issue(center, civil, now=OPENS, by=Resident(), source="home", holder="1" * 64)
    with pytest.raises(Invalid) as refused:
        actions.arrive(there, by=Resident(), proof=proof, now=OPENS)
    assert "Trung tâm Xã Kim Bảng" in refused.value.words.vi


def test_a_replaced_number_keeps_the_arrival_and_the_old_one_is_void(cast, civil):
    land = Field.objects.get(code="land")
    old = issue(cast.kim_bang, civil, now=OPENS, priority="elderly", procedure_code="1.001193")
    new = actions.replace(
        old, reason="wrong_field", field=land, by=cast.support, now=OPENS + 5 * MINUTE, press="p"
    )
    old.refresh_from_db()
    assert (old.state, new.text, new.queued_at) == ("void", "C001", OPENS)
    assert (new.priority, new.procedure_code, new.replaces) == ("elderly", "", old)
    again = actions.replace(
        old, reason="wrong_field", field=land, by=cast.support, now=OPENS + 6 * MINUTE, press="p"
    )
    assert again == new
    with pytest.raises(Conflict):
        actions.replace(old, reason="lost", by=cast.support, now=OPENS + 7 * MINUTE)


def test_a_lost_slip_is_replaced_in_the_same_field(cast, civil):
    old = issue(cast.kim_bang, civil, now=OPENS)
    with pytest.raises(Invalid):
        actions.replace(old, reason="wrong_field", by=cast.support, now=OPENS)
    with pytest.raises(Invalid):
        actions.replace(old, reason="bored", by=cast.support, now=OPENS)
    assert actions.replace(old, reason="lost", by=cast.support, now=OPENS).text == "A002"


def test_who_brings_the_missing_paper_takes_up_the_old_number(cast, civil, desk):
    kiosk = Device.objects.create(center=cast.kim_bang, kind="kiosk", token_digest="y", paired_at=OPENS)
    ticket = issue(cast.kim_bang, civil, now=OPENS)
    actions.open_counter(desk, by=cast.counter, now=OPENS)
    actions.call_next(desk, by=cast.counter, now=OPENS)
    actions.start_serving(ticket, by=cast.counter, now=OPENS)
    actions.complete(ticket, by=cast.counter, now=OPENS + MINUTE)
    back = actions.come_back(ticket, by=kiosk, now=OPENS + 60 * MINUTE)
    assert (back.state, back.lane, back.queued_at) == ("waiting", "come_back", OPENS)
    with pytest.raises(Conflict):
        actions.come_back(ticket, by=kiosk, now=OPENS + 61 * MINUTE)
    with pytest.raises(Forbidden):
        actions.come_back(ticket, by=Resident(), now=OPENS + 61 * MINUTE)


def test_a_number_from_a_kiosk_without_a_line_stands_behind_those_who_were_drawn(cast, civil, drawn_center):
    crowd = [issue(drawn_center, civil, now=EARLY + n * MINUTE) for n in range(3)]
    actions.draw(drawn_center, by=KIOSK, now=OPENS)
    assert fair_start.place_of(drawn_center, EARLY) == (OPENS, len(crowd) + 1)
    assert fair_start.place_of(drawn_center, OPENS + MINUTE) == (OPENS + MINUTE, 0)
    assert fair_start.place_of(cast.son_lam, EARLY) == (EARLY, 0)


def test_a_day_with_a_draw_numbers_from_home_and_replaced_ones_replays(cast, civil, drawn_center, desk):
    chance = random.Random(11)
    by, center = cast.counter, drawn_center
    for n in range(12):
        source = chance.choice(["kiosk", "home"])
        priority = chance.choice(["", "", "elderly"])
        holder = f"{n:064d}" if source == "home" else ""
        issue(center, civil, now=EARLY + n * MINUTE, source=source, priority=priority, holder=holder)
    actions.open_counter(desk, by=by, now=OPENS)
    for n in range(40):
        now = OPENS + (n + 1) * MINUTE
        away = Ticket.objects.filter(present_at__isnull=True, state="waiting").first()
        if away and n % 3 == 0:
            actions.arrive(away, by=cast.support, now=now)
        elif n % 7 == 5:
            waiting = Ticket.objects.filter(state="waiting").order_by("-number").first()
            if waiting:
                actions.replace(waiting, reason="lost", by=cast.support, now=now)
        called = actions.call_next(desk, by=by, now=now)
        if called is None:
            continue
        actions.start_serving(called, by=by, now=now)
        actions.complete(called, by=by, now=now, outcome="supplement" if n % 4 == 0 else "")
        if n % 8 == 0:
            actions.come_back(called, by=cast.support, now=now)
    found = replay(center, MONDAY_0900.date())
    assert found.difference is None
    assert found.calls >= 12
    assert Draw.objects.count() == 1
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"hall.drawn", "ticket.arrived", "ticket.voided", "ticket.resumed"} <= kinds


def test_the_order_of_a_day_that_is_over_stays_published(cast, civil, drawn_center, client, monkeypatch):
    monkeypatch.setattr(
        "motcua.base.middleware.timezone", SimpleNamespace(now=lambda: OPENS + timedelta(days=1, hours=-2))
    )
    crowd = [issue(drawn_center, civil, now=EARLY + n * MINUTE).text for n in range(3)]
    seed = actions.draw(drawn_center, by=KIOSK, now=OPENS).seed
    page = f"/hall/{drawn_center.code}/start"
    today = client.get(page).content.decode()
    assert seed not in today
    assert f"?on={OPENS:%Y-%m-%d}" in today
    then = client.get(f"{page}?on={OPENS:%Y-%m-%d}").content.decode()
    assert seed in then
    assert all(f">{number}<" in then for number in crowd)
    assert client.get(f"{page}?on=2026-12-24").status_code == 422
    assert client.get(f"{page}?on=yesterday").status_code == 422
