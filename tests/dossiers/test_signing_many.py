"""Many like decisions in one act: only what was opened, each on its own, nothing lost."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from motcua.base.models import Event
from motcua.domain.refusal import Forbidden, Invalid, NotFound
from motcua.dossiers import actions
from motcua.dossiers.draft import digest_of, drafts
from motcua.dossiers.models import Decision, Dossier, Opening, Opinion
from motcua.dossiers.signing_many import sign_several
from motcua.dossiers.signing_queue import AT_ONCE, groups
from motcua.people.models import Grant
from motcua.places.models import Unit
from tests.dossiers.test_steps import NOW, at

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
OTHER = "1.000689"


def opened(dossier: Dossier, by, now=NOW) -> Opening | None:
    """What the page of the dossier does when it is opened."""
    shown = drafts(Dossier.objects.filter(pk=dossier.pk)).get()
    step = next(step for step in shown.steps.all() if step.done_at is None)
    return actions.open_draft(dossier, digest=digest_of(shown), seen=step.turn, by=by, now=now)


def turn(dossier: Dossier):
    return dossier.steps.open().get().pk


def stages(officer, now=LATER) -> list[str]:
    return [line.stage for group in groups(officer, now)[0] for line in group.lines]


def why(report) -> list[str]:
    return [left.why.vi for left in report.left]


@pytest.fixture
def waiting(cast) -> list[Dossier]:
    return [at("sign", cast) for _ in range(4)]


def test_only_what_was_opened_is_signed_and_the_report_has_all(cast, waiting):
    for dossier in waiting[:3]:
        opened(dossier, cast.leader)
    assert sorted(stages(cast.leader)) == ["ready", "ready", "ready", "unopened"]
    report = sign_several([turn(dossier) for dossier in waiting], by=cast.leader, now=LATER)
    assert {step.dossier_id for step in report.signed} == {dossier.pk for dossier in waiting[:3]}
    assert [left.step.dossier_id for left in report.left] == [waiting[3].pk]
    assert "chưa mở" in why(report)[0]
    decisions = Decision.objects.filter(dossier__in=waiting)
    assert {(made.kind, made.signed_by, made.signed_at) for made in decisions} == {
        ("granted", cast.leader, LATER)
    }
    assert all(made.grant_id for made in decisions)
    events = Event.objects.filter(kind="dossier.decided")
    assert {event.subject for event in events} == {f"dossier/{dossier.code}" for dossier in waiting[:3]}
    assert waiting[3].steps.open().get().act == "sign"


def test_opening_is_noted_once_for_what_the_dossier_says(cast, waiting):
    first = opened(waiting[0], cast.leader)
    assert opened(waiting[0], cast.leader, now=LATER) == first
    assert Opening.objects.count() == 1
    event = Event.objects.get(kind="dossier.draft_opened")
    assert event.data == {"step": first.step.turn, "digest": first.digest}
    with pytest.raises(Error), transaction.atomic():
        Opening.objects.update(digest="0" * 64)


def test_whose_turn_it_is_not_opens_nothing(cast, waiting):
    for officer in (cast.head, cast.office, cast.clerk, cast.of_son_lam("leader")):
        assert opened(waiting[0], officer) is None
    shown = drafts(Dossier.objects.filter(pk=waiting[0].pk)).get()
    old = actions.open_draft(waiting[0], digest=digest_of(shown), seen=1, by=cast.leader, now=NOW)
    assert old is None
    assert not Opening.objects.exists()


def test_what_somebody_else_opened_does_not_count(cast, waiting):
    opened(waiting[0], cast.leader)
    Opening.objects.create(
        dossier=waiting[1],
        step=waiting[1].steps.open().get(),
        officer=cast.head,
        digest=digest_of(drafts(Dossier.objects.filter(pk=waiting[1].pk)).get()),
        at=NOW,
    )
    report = sign_several([turn(waiting[1])], by=cast.leader, now=LATER)
    assert "chưa mở" in why(report)[0]


@pytest.mark.parametrize("change", ["applicant", "paper", "note", "date", "sent back"])
def test_a_dossier_that_changed_counts_as_not_opened(cast, waiting, change):
    dossier, step = waiting[0], turn(waiting[0])
    opened(dossier, cast.leader)
    if change == "applicant":
        type(dossier.applicant).objects.filter(dossier=dossier).update(name="Tên Khác")
    elif change == "paper":
        dossier.papers.update(count=2)
    elif change == "note":
        dossier.steps.filter(act="review").update(note="Xem lại")
    elif change == "date":
        Dossier.objects.filter(pk=dossier.pk).update(due_at=dossier.due_at + timedelta(days=1))
    else:
        actions.send_back(dossier, reason="Xem lại.", by=cast.leader, now=NOW)
        actions.complete_step(dossier, by=cast.head, now=NOW)
    if change == "sent back":
        assert "đã hoàn thành" in why(sign_several([step], by=cast.leader, now=LATER))[0]
        assert stages(cast.leader).count("unopened") == 4  # another turn
    else:
        assert stages(cast.leader).count("changed") == 1
        assert "đã thay đổi sau khi" in why(sign_several([step], by=cast.leader, now=LATER))[0]
    assert not Decision.objects.filter(dossier=dossier).exists()
    opened(dossier, cast.leader)
    assert len(sign_several([turn(dossier)], by=cast.leader, now=LATER).signed) == 1


def test_without_a_grant_that_day_nothing_is_signed(cast, waiting):
    for dossier in waiting:
        opened(dossier, cast.leader)
    for grant in Grant.objects.filter(holder__officer=cast.leader):
        Grant.objects.filter(pk=grant.pk).update(
            revoked_on=LATER.date(),
            revocation_number="9/QĐ",
            revocation_date=LATER.date(),
            revocation_reason="Thu hồi",
        )
    assert set(stages(cast.leader)) == {"barred"}
    report = sign_several([turn(dossier) for dossier in waiting], by=cast.leader, now=LATER)
    assert (len(report.signed), len(report.left)) == (0, 4)
    assert not Decision.objects.exists()


def test_whoever_appraised_does_not_sign_with_others_either(cast, waiting):
    opened(waiting[0], cast.leader)
    waiting[0].steps.filter(act="appraise").update(done_by=cast.leader)
    report = sign_several([turn(waiting[0])], by=cast.leader, now=LATER)
    assert "thẩm định" in why(report)[0]


def test_an_opinion_that_is_awaited_needs_a_word_of_its_own(cast):
    dossier = at("review", cast)
    unit = Unit.objects.get(commune_id="17791", kind="economic")
    question = actions.opinions.Question("Có tranh chấp không?", 2, "working_day")
    actions.ask_opinions(dossier, question=question, of=[unit], by=cast.head, now=NOW)
    actions.complete_step(dossier, by=cast.head, now=NOW)
    opened(dossier, cast.leader)
    assert "ý kiến" in why(sign_several([turn(dossier)], by=cast.leader, now=LATER))[0]
    assert Opinion.objects.open().exists()


def test_an_unlike_choice_is_refused_as_a_whole(cast, waiting):
    other = at("sign", cast, procedure=OTHER)
    for dossier in (waiting[0], other):
        opened(dossier, cast.leader)
    with pytest.raises(Invalid) as refused:
        sign_several([turn(waiting[0]), turn(other)], by=cast.leader, now=LATER)
    assert refused.value.code == "unlike"
    assert not Decision.objects.exists()
    assert len(groups(cast.leader, LATER)[0]) == 2


def test_nothing_too_many_and_strangers_are_refused(cast, waiting):
    for chosen, code in (([], "nothing_chosen"), ([Opening().pk for _ in range(AT_ONCE + 1)], "too_many")):
        with pytest.raises(Invalid) as refused:
            sign_several(chosen, by=cast.leader, now=LATER)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        sign_several([turn(waiting[0])], by=cast.of_son_lam("leader"), now=LATER)
    with pytest.raises(NotFound):
        sign_several([turn(waiting[0]), Opening().pk], by=cast.leader, now=LATER)


def test_those_whose_turn_it_is_not_sign_nothing(cast, waiting):
    for officer in (cast.head, cast.clerk, cast.center):
        report = sign_several([turn(waiting[0])], by=officer, now=LATER)
        assert report.signed == ()
        with pytest.raises(Forbidden):
            actions.sign_opened(waiting[0], seen=waiting[0].steps.open().get().turn, by=officer, now=LATER)


def test_one_that_fails_does_not_hold_up_the_others(cast, waiting, monkeypatch):
    for dossier in waiting:
        opened(dossier, cast.leader)
    from motcua.dossiers import signing_many

    true = signing_many.sign_opened

    def sometimes(dossier, **more):
        if dossier.pk == waiting[1].pk:
            raise ZeroDivisionError
        return true(dossier, **more)

    monkeypatch.setattr(signing_many, "sign_opened", sometimes)
    report = sign_several([turn(dossier) for dossier in waiting], by=cast.leader, now=LATER)
    assert (len(report.signed), len(report.left)) == (3, 1)


def test_the_list_costs_the_same_however_long_it_is(cast, waiting, django_assert_max_num_queries):
    leader = cast.leader
    with django_assert_max_num_queries(20) as few:
        groups(leader, LATER)
    for _ in range(5):
        at("sign", cast)
    leader = cast.leader
    with django_assert_max_num_queries(len(few)):
        groups(leader, LATER)
