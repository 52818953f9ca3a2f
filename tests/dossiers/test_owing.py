"""A result does not leave the counter silently while money is due: paid first, or somebody answers for it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.base.models import Event
from motcua.domain.refusal import Invalid
from motcua.dossiers import actions
from motcua.dossiers.models import Payment, Return
from motcua.dossiers.owing import AlthoughDue, owed
from tests.cast import MONDAY_0900, received
from tests.dossiers.results_world import ISSUED
from tests.dossiers.test_steps import HERSELF, TURNS, perform
from tests.dossiers.till import COPIES, DIVORCE_NOTE, exempted_class

TODAY = MONDAY_0900.date()
LATER = AlthoughDue(confirmed=True, reason="  Hẹn nộp buổi chiều.  ")


def ready(cast, procedure=DIVORCE_NOTE):
    """A dossier that costs something, whose result waits at the counter."""
    dossier = received(cast, procedure=procedure)
    for act, login in TURNS.items():
        if dossier.steps.open().filter(act=act).exists():
            perform(act, dossier, getattr(cast, login), cast, now=ISSUED)
    dossier.refresh_from_db()
    return dossier


def hand_over(dossier, cast, although=None):
    return actions.hand_over(dossier, collection=HERSELF, although=although, by=cast.counter, now=ISSUED)


def test_it_stops_and_says_what_is_due_and_how_much(cast):
    dossier = ready(cast)
    actions.charge(dossier, amount=5_000, basis="Bảng giá (minh họa)", by=cast.counter, now=ISSUED)
    with pytest.raises(Invalid) as refused:
        hand_over(dossier, cast)
    assert (refused.value.status, refused.value.field) == (422, "although_due")
    assert "Còn 13.000 đồng chưa nộp: lệ phí của thủ tục 8.000 đồng" in refused.value.words.vi
    assert "13,000 dong are not paid yet" in refused.value.words.en
    assert not Return.objects.exists()


def test_the_officer_goes_on_only_with_a_reason_which_stays_out_of_the_journal(cast):
    dossier = ready(cast)
    for half in (AlthoughDue(confirmed=True), AlthoughDue(reason="Hẹn nộp sau")):
        with pytest.raises(Invalid):
            hand_over(dossier, cast, half)
    handover = hand_over(dossier, cast, LATER)
    assert (handover.amount_due, handover.due_reason) == (8_000, "Hẹn nộp buổi chiều.")
    event = Event.objects.get(kind="dossier.returned")
    assert event.data["although_due"] is True
    assert "Hẹn" not in str(event.data)


def test_who_has_paid_was_let_off_or_got_the_money_back_is_not_disturbed(cast):
    paid, exempt, back = (ready(cast) for _ in range(3))
    by = {"by": cast.counter, "now": ISSUED}
    for place, dossier in enumerate((paid, back)):
        actions.record_transfer(dossier.charges.get(), amount=8_000, reference=f"FT{place}", **by)
    actions.exempt(exempt.charges.get(), exempted_class=exempted_class(), proof="Sổ hộ nghèo", **by)
    payment = Payment.objects.get(charge__dossier=back)
    asked = actions.ask_refund(payment, amount=8_000, reason="in_error", words="Nộp nhầm", **by)
    actions.approve_refund(asked, reference="FTR", by=cast.center, now=ISSUED)
    for dossier in (paid, exempt, back):
        handover = hand_over(dossier, cast, LATER)
        assert (handover.amount_due, handover.due_reason) == (0, "")
    assert not any(event.data["although_due"] for event in Event.objects.filter(kind="dossier.returned"))


def test_half_an_exemption_leaves_the_other_half_due(cast):
    dossier = ready(cast)
    half = exempted_class(50)
    actions.exempt(dossier.charges.get(), exempted_class=half, proof="Sổ", by=cast.counter, now=ISSUED)
    assert owed(dossier, TODAY).amount == 4_000


def test_what_nobody_has_counted_yet_is_due_too(cast):
    dossier = ready(cast, COPIES)
    with pytest.raises(Invalid) as refused:
        hand_over(dossier, cast)
    assert "chưa được tính" in refused.value.words.vi
    actions.charge(dossier, count=2, by=cast.counter, now=ISSUED)
    assert owed(dossier, TODAY).amount == 4_000


def test_however_many_charges_one_statement_reads_them(cast):
    dossier = ready(cast)
    for _ in range(3):
        actions.charge(dossier, amount=5_000, basis="Bảng giá (minh họa)", by=cast.counter, now=ISSUED)
    with CaptureQueriesContext(connection) as asked:
        assert owed(dossier, TODAY).amount == 23_000
    assert len(asked) == 1


def test_the_database_keeps_no_amount_without_its_reason(cast):
    dossier = ready(cast)
    hand_over(dossier, cast, LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Return.objects.update(due_reason="")
