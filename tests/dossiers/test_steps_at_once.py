"""Several officers press at the same moment: one wins, the others hear who and when; no number is lost."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Refusal
from motcua.dossiers import actions
from tests.cast import MONDAY_0900, received

pytestmark = pytest.mark.django_db(transaction=True)
NOW = MONDAY_0900 + timedelta(hours=1)


def at_once(*presses: Callable[[], object]) -> list[object]:
    """What each press was answered: its result, or the refusal. Anything else fails the test."""
    answers: list[object] = [None] * len(presses)
    gate = threading.Barrier(len(presses))

    def press(place: int) -> None:
        gate.wait()
        try:
            answers[place] = presses[place]()
        except Refusal as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(place,)) for place in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert None not in answers
    return answers


def test_of_four_who_complete_one_step_one_wins(cast):
    dossier, officer = received(cast), cast.office
    actions.assign(dossier, to=officer, by=cast.head, now=NOW)
    seen = dossier.steps.open().get().position
    answers = at_once(*[lambda: actions.complete_step(dossier, seen=seen, by=officer, now=NOW)] * 4)
    lost = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(lost) == 3
    for refusal in lost:
        assert isinstance(refusal, Conflict)
        assert officer.name_vi in refusal.words.vi
        assert "10:00 23/11/2026" in refusal.words.en
    assert Event.objects.filter(kind="dossier.step_completed").count() == 1
    assert dossier.steps.open().get().act == "review"
    assert verify().broken == ""


def test_results_issued_at_once_have_numbers_without_gap_or_repetition(cast):
    ready = [received(cast) for _ in range(4)]
    for dossier in ready:
        actions.assign(dossier, to=cast.office, by=cast.head, now=NOW)
        actions.complete_step(dossier, by=cast.office, now=NOW)
        actions.complete_step(dossier, by=cast.head, now=NOW)
        actions.decide(dossier, kind="granted", by=cast.leader, now=NOW)
    clerk = cast.clerk
    answers = at_once(
        *[
            lambda dossier=dossier: actions.issue(dossier, symbol="GKS", by=clerk, now=NOW)
            for dossier in ready
        ]
    )
    assert sorted(result.number for result in answers) == [1, 2, 3, 4]
    assert verify().broken == ""


def test_taking_back_and_going_on_at_once_one_wins(cast):
    """The undo race: whoever is second hears who was first, and one step is open."""
    for _ in range(4):
        dossier = received(cast)
        actions.assign(dossier, to=cast.office, by=cast.head, now=NOW)
        actions.complete_step(dossier, by=cast.office, now=NOW)
        office, head = cast.office, cast.head
        seen = dossier.steps.open().get().turn  # what the head's page shows
        answers = at_once(
            lambda dossier=dossier, by=office: actions.take_back(dossier, by=by, now=NOW),
            lambda dossier=dossier, by=head, seen=seen: actions.complete_step(
                dossier, seen=seen, by=by, now=NOW
            ),
        )
        lost = [answer for answer in answers if isinstance(answer, Refusal)]
        assert len(lost) == 1
        assert isinstance(lost[0], Conflict)
        assert dossier.steps.open().get().act == ("sign" if answers[0] is lost[0] else "appraise")
    assert verify().broken == ""
