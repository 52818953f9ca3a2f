"""Queues of work: who has which, what is in it, and that every open dossier is in somebody's."""

from datetime import timedelta

import pytest

from motcua.domain.refusal import Conflict, Invalid, InvalidFields, NotFound
from motcua.dossiers import actions, queues, work
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.desks import Desk, desk_of
from motcua.dossiers.models import Dossier, SavedFilter, Step
from motcua.dossiers.selecting import Selection, check_selection, selection_of
from motcua.people.models import Absence, Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit
from tests.cast import BIRTH, MONDAY_0900, filing, received

SOON = MONDAY_0900 + timedelta(minutes=5)
TREES = "1.002693"
REQUEST = Request((Lack("Ký tên vào tờ khai"),), "Tờ khai chưa ký")


def desk(officer: Officer) -> Desk:
    return desk_of(Officer.objects.get(pk=officer.pk), SOON)


def inside(officer: Officer, **chosen: str) -> dict[str, list[str]]:
    """The codes in each of the officer's queues that is not empty."""
    place = desk(officer)
    seen = queues.seen_by(place.officer, place.day)
    found = {
        queue.code: [
            row.dossier.code for row in work.listed(queue, place, chosen=Selection(**chosen), limit=50).rows
        ]
        for queue in seen
    }
    if not chosen:
        counts = work.counts(seen, place)
        assert counts == {code: len(rows) for code, rows in found.items()}
    return {code: rows for code, rows in found.items() if rows}


def names(officer: Officer) -> set[str]:
    return {queue.code for queue in queues.seen_by(officer, business_date(SOON))}


def test_each_post_has_its_queues_and_the_province_none(cast):
    everybody = {"turns", "overdue", "today", "resident", "others", "unit", "done"}
    assert names(cast.office) == names(cast.head) == everybody
    assert names(cast.leader) == everybody | {"sign"}
    assert names(cast.clerk) == everybody | {"number"}
    assert names(cast.center) == everybody | {"arrived", "return"}
    assert names(cast.counter) == everybody - {"others", "unit"} | {"arrived", "return"}
    assert names(cast.province) == set()
    assert desk_of(cast.province, SOON) is None
    with pytest.raises(NotFound):
        queues.queue_of("sign", cast.clerk, business_date(SOON))


def test_who_stands_in_has_the_queues_of_the_one_who_is_away(cast):
    day = business_date(SOON)
    Absence.objects.create(officer=cast.leader, begins_on=day, ends_on=day, substitute=cast.head)
    assert names(cast.head) == names(cast.leader)
    assert "sign" not in {queue.code for queue in queues.seen_by(cast.head, day + timedelta(days=1))}


def test_the_dossier_goes_from_queue_to_queue(cast):
    dossier = received(cast)
    here = [dossier.code]
    assert inside(cast.head) == {"turns": here, "today": here, "unit": here}
    actions.assign(dossier, to=cast.office, by=cast.head, now=SOON)
    assert inside(cast.office) == {"turns": here, "today": here, "unit": here}
    assert inside(cast.head) == {"others": here, "unit": here, "done": here}
    actions.complete_step(dossier, by=cast.office, now=SOON)
    actions.complete_step(dossier, by=cast.head, now=SOON)
    assert inside(cast.leader) == {"turns": here, "today": here, "sign": here, "unit": here}
    actions.decide(dossier, kind="granted", by=cast.leader, now=SOON)
    assert inside(cast.clerk)["number"] == here
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=SOON)
    assert inside(cast.center) == {"return": here}
    assert inside(cast.counter)["return"] == here
    assert "overdue" not in inside(cast.counter)
    for officer in (cast.office, cast.head, cast.leader, cast.clerk):
        assert set(inside(officer)) == {"done"}


def test_what_waits_for_the_resident_is_nobodys_turn_and_not_lost(cast):
    dossier = received(cast, procedure=TREES)
    actions.assign(dossier, to=cast.office, by=cast.head, now=SOON)
    actions.request_supplement(dossier, request=REQUEST, by=cast.office, now=SOON)
    for officer in (cast.office, cast.leader, cast.center, cast.counter):
        assert inside(officer)["resident"] == [dossier.code]
        assert not {"turns", "overdue", "others"} & set(inside(officer))


def test_what_is_not_accepted_yet_is_at_the_center(cast):
    asked = actions.ask_at_intake(filing(), request=REQUEST, center=cast.kim_bang, by=cast.counter, now=SOON)
    assert inside(cast.center)["resident"] == [asked.dossier.code]
    assert "resident" not in inside(cast.office)
    (row,) = work.listed(queues.QUEUES["resident"], desk(cast.center), limit=5).rows
    assert row.step is None


def test_nothing_of_another_commune_is_in_any_queue(cast):
    received(cast)
    for post in ("clerk", "head", "leader", "counter"):
        assert inside(cast.of_son_lam(post)) == {}


def test_a_queue_is_narrowed(cast):
    birth, trees = received(cast), received(cast, procedure=TREES)
    unit = str(Unit.objects.get(commune_id="17791", kind="office").pk)
    other = str(Unit.objects.get(commune_id="17791", kind="committee").pk)
    assert inside(cast.leader, field="civil-status") == {}
    steps = [(birth, {"procedure": BIRTH}), (birth, {"field": "civil-status"}), (trees, {"procedure": TREES})]
    for dossier, chosen in steps:
        assert inside(cast.head, **chosen)["turns"] == [dossier.code]
    both = sorted([birth.code, trees.code])
    for chosen in ({"period": "week"}, {"text": "vi dụ"}, {"text": "nguyễn"}):
        found = inside(cast.head, **chosen)
        assert sorted(found["turns"]) == sorted(found["unit"]) == both, chosen
    assert inside(cast.head, unit=unit) == {
        "turns": [birth.code],
        "today": [birth.code],
        "unit": [birth.code],
    }
    assert inside(cast.head, text=birth.code[-4:])["turns"] == [birth.code]
    assert sorted(inside(cast.head, standing="due_soon")["turns"]) == both
    for chosen in ({"unit": other}, {"text": "tran"}, {"standing": "overdue"}, {"field": "land"}):
        assert inside(cast.head, **chosen) == {}, chosen


def test_pages_over_several_lists_join_to_the_whole(cast):
    for number in range(7):
        dossier = received(cast)
        actions.assign(dossier, to=cast.office, by=cast.head, now=SOON)
        if number % 2:  # some the officer's by name, some of the post
            Step.objects.filter(dossier=dossier, done_at__isnull=True).update(officer=None)
    place, after, seen = desk(cast.office), "", []
    while True:
        page = work.listed(queues.QUEUES["turns"], place, after=after, limit=2)
        seen += [row.dossier.code for row in page.rows]
        after = page.next
        if not after:
            break
    assert sorted(seen) == sorted(Dossier.objects.values_list("code", flat=True))
    assert len(seen) == 7


def test_a_count_stops(cast, monkeypatch):
    monkeypatch.setattr(work, "MOST", 2)
    for _ in range(4):
        received(cast)
    assert work.counts([queues.QUEUES["turns"]], desk(cast.head)) == {"turns": 3}


def keep(cast, name="Khai sinh gấp", **chosen: str) -> SavedFilter:
    return actions.save_filter(
        name,
        queue=queues.QUEUES["turns"],
        chosen=Selection(**chosen),
        desk=desk(cast.head),
        by=cast.head,
        now=SOON,
    )


def test_a_filter_is_kept_renamed_used_and_deleted(cast):
    kept = keep(cast, field="civil-status", text="ví dụ")
    assert selection_of(kept) == Selection(field="civil-status", text="ví dụ")
    actions.rename_filter(kept, name="  Khai   sinh ", by=cast.head, now=SOON)
    kept.refresh_from_db()
    assert kept.name == "Khai sinh"
    with pytest.raises(NotFound):
        actions.delete_filter(kept, by=cast.office, now=SOON)
    actions.delete_filter(kept, by=cast.head, now=SOON)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "magic"},
        {"procedure": "9.999999"},
        {"unit": "x"},
        {"standing": "soonish"},
        {"period": "decade"},
        {"text": "%"},
        {"text": "a b c d e f g h i k"},
    ],
)
def test_a_filter_is_checked_on_its_way_in(cast, wrong):
    with pytest.raises(InvalidFields) as refusal:
        keep(cast, **wrong)
    assert [error.field for error in refusal.value.errors] == list(wrong)


def test_a_name_is_needed_and_taken_once(cast):
    keep(cast)
    for name in ("", " \x00 ", "x" * 61, "Khai sinh gấp"):
        with pytest.raises(Invalid) as refusal:
            keep(cast, name)
        assert refusal.value.field == "name"


def test_filters_have_an_end(cast):
    for number in range(20):
        keep(cast, f"Lọc {number}")
    with pytest.raises(Conflict):
        keep(cast, "một nữa")


def test_what_a_kept_filter_names_may_be_gone(cast):
    kept = keep(cast, field="civil-status")
    SavedFilter.objects.filter(pk=kept.pk).update(field="abolished")
    kept.refresh_from_db()
    with pytest.raises(InvalidFields):
        check_selection(selection_of(kept), desk(cast.head))
