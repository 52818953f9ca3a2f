"""The steps between reception and return: whose turn, on which authority, and who is told no."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.models import Event
from motcua.domain.folding import fold
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Decision, Dossier, Step
from motcua.people.models import Grant, Officer
from tests.cast import ALICE, MONDAY_0900, received
from tests.instruments import instead

NOW = MONDAY_0900 + timedelta(hours=1)
HERSELF = Collection(ALICE.name, ALICE.identity_number, "identity_card")
TURNS = {"assign": "head", "appraise": "office", "review": "head", "sign": "leader", "number": "clerk"}
ALL = ("counter", "support", "office", "head", "clerk", "leader", "center", "province", "group4", "admin")


def perform(act: str, dossier: Dossier, by: Officer, cast, now: datetime = NOW, **more):
    """One act as its officer would do it."""
    if act == "assign":
        return actions.assign(dossier, **{"to": cast.office, **more}, by=by, now=now)
    if act == "sign":
        return actions.decide(dossier, **{"kind": "granted", **more}, by=by, now=now)
    if act == "number":
        return actions.issue(dossier, **{"symbol": "GKS-UBND", **more}, by=by, now=now)
    return actions.complete_step(dossier, **more, by=by, now=now)


def at(act: str, cast, **more) -> Dossier:
    """A birth registration (or another ``procedure``) whose turn is this act."""
    dossier = received(cast, **more)
    for done, login in TURNS.items():
        if done == act:
            return dossier
        perform(done, dossier, getattr(cast, login), cast)
    return dossier


def state_of(dossier: Dossier) -> tuple[int, int, str]:
    """What a refused act must leave alone: state, events, the open step."""
    dossier.refresh_from_db()
    return dossier.state, Event.objects.count(), dossier.steps.open().get().act


@pytest.mark.parametrize("act", TURNS)
def test_only_whose_turn_it_is_may_act(cast, act):
    dossier = at(act, cast)
    before = state_of(dossier)
    others = [getattr(cast, name) for name in ALL if name != TURNS[act]]
    for officer in [*others, cast.home_affairs, cast.of_son_lam(TURNS[act]), cast.of_son_lam("counter")]:
        with pytest.raises(Forbidden) as refused:
            perform(act, dossier, officer, cast)
        assert refused.value.code in ("step_not_yours", "step_of_another"), officer.login
    assert state_of(dossier) == before
    perform(act, dossier, getattr(cast, TURNS[act]), cast)


def test_a_post_that_ended_yesterday_gives_no_turn(cast):
    dossier = at("number", cast)
    cast.clerk.posts.update(valid_to=date(2026, 11, 22))
    with pytest.raises(Forbidden):
        perform("number", dossier, cast.clerk, cast)


@pytest.mark.parametrize("act", TURNS)
def test_the_second_press_is_told_who_and_when(cast, act):
    dossier = at(act, cast)
    officer, seen = getattr(cast, TURNS[act]), dossier.steps.open().get().position
    perform(act, dossier, officer, cast, seen=seen)
    before = state_of(dossier)
    with pytest.raises(Conflict) as refused:
        perform(act, dossier, officer, cast, seen=seen)
    assert officer.name_vi in refused.value.words.vi
    assert "10:00 23/11/2026" in refused.value.words.vi  # as the wall clock says it, not in UTC
    assert state_of(dossier) == before


def test_only_a_specialist_of_the_unit_is_assigned(cast):
    dossier = at("assign", cast)
    gone = cast.office
    for officer in (cast.counter, cast.clerk, cast.of_son_lam("office")):
        with pytest.raises(Invalid) as refused:
            perform("assign", dossier, cast.head, cast, to=officer)
        assert refused.value.field == "officer"
    Officer.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    with pytest.raises(Invalid):
        perform("assign", dossier, cast.head, cast, to=gone)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"valid_to": date(2026, 11, 22)}, "đã hết hạn ngày 22/11/2026"),
        ({"valid_from": date(2026, 11, 24)}, "chỉ có hiệu lực từ ngày 24/11/2026"),
        (
            {
                "revoked_on": date(2026, 11, 23),
                "revocation_number": "40/QĐ-UBND",
                "revocation_date": date(2026, 11, 20),
                "revocation_reason": "Chủ tịch trực tiếp giải quyết",
            },
            "đã bị thu hồi từ ngày 23/11/2026",
        ),
        ({"fields": ["land"]}, "chưa được giao thẩm quyền"),
        ({"fields": [], "procedures": ["1.000894"]}, "chưa được giao thẩm quyền"),
    ],
)
def test_nobody_decides_without_an_instrument_in_force(cast, change, says):
    dossier = at("sign", cast)
    instead(cast.leader, **change)
    before = state_of(dossier)
    for kind in ("granted", "refused"):
        with pytest.raises(Forbidden) as refused:
            perform("sign", dossier, cast.leader, cast, kind=kind, reason="Không đủ điều kiện")
        assert refused.value.code == "no_authority"
        assert says in refused.value.words.vi
        assert "72/2025/QH15" in refused.value.basis
    assert not Decision.objects.filter(dossier=dossier).exists()
    assert state_of(dossier) == before


def test_a_decision_keeps_its_instrument(cast):
    dossier = at("sign", cast)
    decision = perform("sign", dossier, cast.leader, cast)
    assert decision.grant == Grant.objects.get(holder__officer=cast.leader)
    assert Event.objects.filter(kind="dossier.decided").get().data["grant"] == str(decision.grant.pk)


def test_a_refusal_gives_its_reason_ends_the_clock_and_goes_back_to_the_center(cast):
    dossier = at("sign", cast)
    with pytest.raises(Invalid) as refused:
        perform("sign", dossier, cast.leader, cast, kind="refused", reason=" \u202e\x00 ")
    assert refused.value.field == "reason"
    decision = perform(
        "sign", dossier, cast.leader, cast, kind="refused", reason="Thiếu\r\nxác nhận\x00 nơi ở"
    )
    assert decision.reason == "Thiếu\nxác nhận nơi ở"
    dossier.refresh_from_db()
    assert (dossier.state, dossier.processed_at) == (State.PROCESSED, NOW)
    assert dossier.steps.open().get().act == "return"
    with pytest.raises(Conflict):  # there is nothing to number
        perform("number", dossier, cast.clerk, cast)
    actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=NOW)
    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED


@pytest.mark.parametrize("kind", ["", "GRANTED", "maybe"])
def test_a_decision_is_one_of_two(cast, kind):
    dossier = at("sign", cast)
    with pytest.raises(Invalid) as refused:
        perform("sign", dossier, cast.leader, cast, kind=kind)
    assert refused.value.field == "kind"


def test_results_are_numbered_without_a_gap_and_anew_each_year(cast):
    new_year = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    first, second, third = (at("number", cast) for _ in range(3))
    with pytest.raises(Invalid):
        perform("number", second, cast.clerk, cast, symbol="  ")
    assert perform("number", first, cast.clerk, cast).text == "1/GKS-UBND"
    assert perform("number", second, cast.clerk, cast).text == "2/GKS-UBND"
    result = perform("number", third, cast.clerk, cast, now=new_year)
    assert (result.number, result.year) == (1, 2027)


@pytest.mark.parametrize(
    "symbol", ["", " ", "Q" * 31, "QĐ\nUBND", "QĐ\x00", "12/QĐ-UBND", "QD-UBND", "Quyết định"]
)
def test_a_symbol_is_as_the_decree_writes_it(cast, symbol):
    with pytest.raises(Invalid) as refused:
        perform("number", at("number", cast), cast.clerk, cast, symbol=symbol)
    assert refused.value.field == "symbol"


def test_a_note_has_an_end(cast):
    dossier = at("appraise", cast)
    with pytest.raises(Invalid) as refused:
        perform("appraise", dossier, cast.office, cast, note="a" * 501)
    assert refused.value.field == "note"
    perform("appraise", dossier, cast.office, cast, note="ă" * 500)
    assert dossier.steps.get(act="appraise").note == "ă" * 500


def issued(cast) -> Dossier:
    dossier = at("number", cast)
    perform("number", dossier, cast.clerk, cast)
    return dossier


@pytest.mark.parametrize(
    ("collection", "field"),
    [
        (Collection("", ALICE.identity_number, "identity_card"), "receiver_name"),
        (Collection("Người Lạ", ALICE.identity_number, "identity_card"), "receiver_name"),
        (Collection(ALICE.name, "123", "identity_card"), "receiver_identity_number"),
        (Collection(ALICE.name, "040900000009", "identity_card"), "receiver_identity_number"),
        (Collection(ALICE.name, ALICE.identity_number, "smile"), "proof"),
        (Collection("Người Nhận Thay", "040900000009", "vneid", is_agent=True), "paper"),
    ],
)
def test_the_result_goes_only_to_who_proves_it(cast, collection, field):
    dossier = issued(cast)
    before = state_of(dossier)
    with pytest.raises(InvalidFields) as refused:
        actions.hand_over(dossier, collection=collection, by=cast.counter, now=NOW)
    assert [error.field for error in refused.value.errors] == [field]
    assert state_of(dossier) == before


def test_the_name_on_the_paper_is_typed_as_the_officer_types(cast):
    typed = Collection(fold(ALICE.name).upper(), ALICE.identity_number, "identity_card")
    assert actions.hand_over(issued(cast), collection=typed, by=cast.counter, now=NOW).dossier_id


def test_an_agent_receives_with_a_paper_and_only_a_counter_officer_gives(cast):
    dossier = issued(cast)
    agent = Collection("Người Nhận Thay", "040900000009", "vneid", is_agent=True, paper="Giấy ủy quyền")
    for officer in (cast.clerk, cast.leader, cast.of_son_lam("counter"), cast.province):
        with pytest.raises(Forbidden):
            actions.hand_over(dossier, collection=agent, by=officer, now=NOW)
    handover = actions.hand_over(dossier, collection=agent, by=cast.counter, now=NOW)
    assert handover.is_agent
    assert not dossier.steps.open().exists()
    with pytest.raises(Refusal):  # once only
        actions.hand_over(dossier, collection=agent, by=cast.counter, now=NOW)


@pytest.mark.parametrize("act", TURNS)
def test_nothing_is_handed_over_before_it_is_issued(cast, act):
    with pytest.raises(Refusal):
        actions.hand_over(at(act, cast), collection=HERSELF, by=cast.counter, now=NOW)


@pytest.mark.parametrize("clear", ["name_vi", "authority", "expected_vi", "role", "due_at", "unit"])
def test_the_database_refuses_a_step_that_lacks_one_of_the_five_clears(cast, clear):
    dossier = issued(cast)
    step = dossier.steps.open().get()
    Step.objects.filter(pk=step.pk).update(done_at=NOW, done_by=cast.counter, outcome="done")
    step.pk, step.position, step.done_at, step.outcome = None, 99, None, ""
    setattr(step, clear, None if clear in ("due_at", "unit") else "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.bulk_create([step])


def test_a_dossier_has_one_open_step_at_most(cast):
    step = received(cast).steps.open().get()
    step.pk, step.position = None, 99
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.bulk_create([step])


def test_steps_share_the_term_and_the_last_counted_one_is_due_with_the_dossier(cast):
    dossier = received(cast, procedure="1.000894")
    dues = [dossier.steps.open().get().due_at]
    for act, login in TURNS.items():
        perform(act, dossier, getattr(cast, login), cast)
        dues.append(dossier.steps.open().get().due_at)
    assert dues == sorted(dues)
    assert dossier.received_at < dues[0]
    assert dues[-2] == dues[-1] == dossier.due_at  # numbering; the return is not counted


def test_the_journal_knows_no_person_and_no_free_text(cast):
    dossier = received(cast)
    note, reason = "Đã gọi điện cho bà Ví Dụ", "Không đủ điều kiện về nơi ở"
    actions.assign(dossier, to=cast.office, note=note, by=cast.head, now=NOW)
    actions.complete_step(dossier, note=note, by=cast.office, now=NOW)
    actions.complete_step(dossier, note=note, by=cast.head, now=NOW)
    actions.decide(dossier, kind="refused", reason=reason, by=cast.leader, now=NOW)
    actions.hand_over(dossier, collection=HERSELF, by=cast.counter, now=NOW)
    events = Event.objects.filter(subject=f"dossier/{dossier.code}")
    assert events.count() == 9  # the six acts, the slip of the refusal, its notice, and that it waits
    written = " ".join(str(event.data) for event in events)
    for secret in (note, reason, ALICE.name, ALICE.identity_number, ALICE.address, ALICE.phone):
        assert secret not in written
