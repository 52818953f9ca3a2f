"""One dossier from the counter to the result, by the cast, under the rules."""

from motcua.base.journal import verify
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.handover import Collection
from tests.cast import ALICE, MONDAY_0900, received


def test_a_birth_registration_goes_from_reception_to_return(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    decision = actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900)
    result = actions.issue(dossier, symbol="GKS", by=cast.clerk, now=MONDAY_0900)
    who = Collection(ALICE.name, ALICE.identity_number, "identity_card")
    actions.hand_over(dossier, collection=who, by=cast.counter, now=MONDAY_0900)

    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED
    assert decision.grant.holder.officer == cast.leader
    assert result.text == "1/GKS"
    assert verify().broken == ""
