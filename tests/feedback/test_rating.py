"""A rating: once, of a dossier that was really returned, and never in the journal's words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.base.actors import Resident
from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.dossiers import actions
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier
from motcua.feedback import upkeep
from motcua.feedback.actions import rate, rate_visit
from motcua.feedback.models import Rating
from motcua.hall import actions as hall
from motcua.hall import upkeep as hall_upkeep
from motcua.hall.models import Ticket
from motcua.places.models import Counter
from tests.cast import ALICE, MONDAY_0900, received

NOW = MONDAY_0900 + timedelta(hours=2)


@pytest.fixture
def returned(cast) -> Dossier:
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=NOW)
    actions.complete_step(dossier, by=cast.office, now=NOW)
    actions.complete_step(dossier, by=cast.head, now=NOW)
    actions.decide(dossier, kind="granted", by=cast.leader, now=NOW)
    actions.issue(dossier, symbol="GKS-UBND", by=cast.clerk, now=NOW)
    herself = Collection(ALICE.name, ALICE.identity_number, "identity_card")
    actions.hand_over(dossier, collection=herself, by=cast.counter, now=NOW)
    return dossier


def test_a_returned_dossier_is_rated_once(returned):
    rating = rate(returned, stars=5, words=" Cán bộ\x00 niềm nở \r\n", by=Resident(), now=NOW)
    assert (rating.stars, rating.words) == (5, "Cán bộ niềm nở")
    with pytest.raises(Conflict) as refused:
        rate(returned, stars=1, by=Resident(), now=NOW)
    assert refused.value.code == "already_rated"
    assert Rating.objects.get().stars == 5


def test_a_dossier_is_not_rated_before_its_result_is_handed_over(cast):
    with pytest.raises(Refusal) as refused:
        rate(received(cast), stars=5, by=Resident(), now=NOW)
    assert refused.value.code == "not_returned"
    assert not Rating.objects.exists()


@pytest.mark.parametrize("stars", [None, 0, 6, -1, 32768])
def test_stars_are_one_to_five(returned, stars):
    with pytest.raises(Invalid) as refused:
        rate(returned, stars=stars, by=Resident(), now=NOW)
    assert refused.value.field == "stars"


def test_a_thousand_letters_are_enough(returned):
    with pytest.raises(Invalid) as refused:
        rate(returned, stars=3, words="ă" * 1001, by=Resident(), now=NOW)
    assert refused.value.field == "words"
    assert len(rate(returned, stars=3, words="ă" * 1000, by=Resident(), now=NOW).words) == 1000


def test_the_journal_knows_the_stars_but_not_the_words(returned):
    rate(returned, stars=2, words="Bà Nguyễn Thị Ví Dụ chờ lâu", by=Resident(), now=NOW)
    event = Event.objects.get(kind="dossier.rated")
    assert event.data == {"stars": 2}
    assert (event.actor_kind, event.actor_id) == ("resident", "")
    assert verify().broken == ""


def visit(cast, minutes: int = 5):
    ticket = hall.issue(cast.kim_bang, field=Field.objects.get(code="civil-status"), by=cast.support, now=NOW)
    counter = Counter.objects.get(center=cast.kim_bang, number=1)
    hall.open_counter(counter, by=cast.counter, now=NOW)
    hall.call_next(counter, by=cast.counter, now=NOW)
    hall.start_serving(ticket, by=cast.counter, now=NOW)
    return ticket, NOW + timedelta(minutes=minutes)


def test_a_visit_is_rated_once_after_it_ended(cast):
    ticket, end = visit(cast)
    with pytest.raises(Refusal) as refused:
        rate_visit(ticket, stars=5, by=Resident(), now=end)
    assert refused.value.code == "visit_not_ended"
    hall.complete(ticket, by=cast.counter, now=end)
    assert rate_visit(ticket, stars=4, words=" Nhanh ", by=Resident(), now=end).words == "Nhanh"
    with pytest.raises(Conflict):
        rate_visit(ticket, stars=1, by=Resident(), now=end)
    event = Event.objects.get(kind="visit.rated")
    assert event.data == {"stars": 4}
    assert event.subject == ticket.journal_subject


def test_what_was_written_about_a_visit_is_erased_after_a_year(cast, returned):
    rate(returned, stars=4, words="Hồ sơ xong nhanh", by=Resident(), now=NOW)
    ticket, end = visit(cast)
    hall.complete(ticket, by=cast.counter, now=end)
    rate_visit(ticket, stars=2, words="Chờ lâu", by=Resident(), now=end)
    upkeep.forget_old_words(NOW + timedelta(days=364))
    assert Rating.objects.get(ticket=ticket).words == "Chờ lâu"
    upkeep.forget_old_words(NOW + timedelta(days=366))
    kept = Rating.objects.get(ticket=ticket)
    assert (kept.stars, kept.words) == (2, "")
    assert Rating.objects.get(dossier=returned).words == "Hồ sơ xong nhanh"  # goes with the dossier
    assert Event.objects.get(kind="ratings.words_erased").data["count"] == 1


def test_a_note_on_a_number_nobody_ended_goes_after_the_day(cast):
    ticket, _ = visit(cast)
    hall.hold(ticket, by=cast.counter, now=NOW, note="Chờ con trai mang giấy đến")
    hall_upkeep.forget_notes(NOW + timedelta(days=1))
    assert Ticket.objects.get(pk=ticket.pk).note
    hall_upkeep.forget_notes(NOW + timedelta(days=2))
    assert Ticket.objects.get(pk=ticket.pk).note == ""
    assert Event.objects.get(kind="tickets.notes_erased").data["count"] == 1


def test_a_visit_is_not_rated_a_week_later_nor_one_that_was_not_served(cast):
    ticket, end = visit(cast)
    hall.complete(ticket, by=cast.counter, now=end)
    late = end + timedelta(days=7, seconds=1)
    with pytest.raises(Refusal):
        rate_visit(ticket, stars=5, by=Resident(), now=late)
    other = hall.issue(cast.kim_bang, field=Field.objects.get(code="civil-status"), by=cast.support, now=NOW)
    hall.void(other, reason="left", by=cast.support, now=end)
    with pytest.raises(Refusal):
        rate_visit(other, stars=5, by=Resident(), now=end)


def test_the_page_asks_once(cast, client):
    ticket, end = visit(cast)
    page = f"/t/{ticket.token}/rating"
    assert client.get(page).status_code == 302
    hall.complete(ticket, by=cast.counter, now=end)
    Ticket.objects.filter(pk=ticket.pk).update(ended_at=timezone.now(), day=timezone.now().date())
    assert client.get(page).status_code == 200
    assert page in client.get(f"/t/{ticket.token}").content.decode()
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"stars": "5", "words": "Tốt"}).status_code == 302
    assert "Cảm ơn" in client.get(page).content.decode()
