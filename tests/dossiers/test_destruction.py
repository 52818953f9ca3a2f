"""Destruction at the end of keeping: who, when, what goes, what stays, and what is proven afterwards."""

import hashlib
import io
import re
from datetime import timedelta

import pypdf
import pytest

from motcua.base.files import path_of, read, sweep
from motcua.base.journal import verify
from motcua.base.models import Event, StoredFile
from motcua.domain.refusal import Conflict, Forbidden, Invalid, NotFound, Refusal
from motcua.domain.retention import Verdict
from motcua.domain.states import State
from motcua.dossiers import actions, destruction, retention
from motcua.dossiers.destruction_lists import proposal
from motcua.dossiers.finding import found
from motcua.dossiers.models import DestructionLine, DestructionList, Dossier
from tests.dossiers import archive
from tests.dossiers.archive import IN_FIVE_YEARS, PERSON, TRACES

pytestmark = pytest.mark.django_db
DAY = IN_FIVE_YEARS.date()
NEXT_YEAR = IN_FIVE_YEARS + timedelta(days=366)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """A sweep five years ahead must not take what other tests are just writing."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def dossier(cast):
    archive.rule()
    return archive.returned(cast)


def said(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00a0", " "))


def test_the_person_is_everywhere_before_and_nowhere_after(cast, dossier):
    before = archive.traces()
    assert len(before) > 12, before
    content = Dossier.objects.get(pk=dossier.pk).result.file.sha256
    archive.carried_out(cast)
    assert archive.traces() == []
    assert not path_of(content).exists() or sweep(IN_FIVE_YEARS) and not path_of(content).exists()
    for path in path_of(content).parents[1].glob("??/*"):
        assert not any(word.encode() in path.read_bytes() for word in TRACES)


def test_search_finds_nobody(cast, dossier):
    assert found(Dossier.objects.all(), PERSON.name, [cast.kim_bang.pk]).exists()
    archive.carried_out(cast)
    for text in (PERSON.name, "ky la", PERSON.identity_number, PERSON.phone):
        assert not found(Dossier.objects.all(), text, [cast.kim_bang.pk]).exists()


def test_the_skeleton_stays(cast, dossier):
    moves = archive.columns_of(dossier.movements.all())
    events = list(Event.objects.filter(subject=dossier.journal_subject).order_by("number").values())
    kept = {name: getattr(dossier, name) for name in ("code", "token", "received_at", "due_at", "state")}
    result = dossier.result.text
    archive.carried_out(cast)
    again = Dossier.objects.get(pk=dossier.pk)
    assert {name: getattr(again, name) for name in kept} == kept
    assert again.result.text == result
    assert archive.columns_of(again.movements.all()) == moves
    assert (
        list(Event.objects.filter(subject=dossier.journal_subject).order_by("number").values()[: len(events)])
        == events
    )
    assert again.rating.stars == 5
    assert again.rating.words == ""


def test_the_chain_is_unbroken_and_says_who(cast, dossier):
    archive.carried_out(cast)
    report = verify()
    assert report.broken == ""
    kinds = list(Event.objects.filter(kind__startswith="destruction.").values_list("kind", flat=True))
    assert sorted(kinds) == [
        "destruction.approved",
        "destruction.approved",
        "destruction.carried_out",
        "destruction.proposed",
    ]
    gone = Event.objects.get(kind="dossier.destroyed")
    assert gone.subject == f"dossier/{dossier.code}"
    assert gone.actor_id == cast.clerk.actor_id
    assert gone.data["digest"] == DestructionLine.objects.get(dossier=dossier).content_digest


def test_the_certificate_says_all_and_names_nobody_outside_the_house(cast, dossier):
    asked = archive.carried_out(cast)
    certificate = asked.certificate
    pdf = read(certificate.file)
    assert hashlib.sha256(pdf).hexdigest() == certificate.file.sha256
    text = said(pdf)
    line = asked.lines.get()
    for part in (
        "BIÊN BẢN TIÊU HỦY HỒ SƠ HẾT THỜI HẠN LƯU TRỮ",
        "1/BB-TTPVHCC",
        "danh mục tiêu hủy số 1/2032",
        archive.BASIS,
        cast.clerk.name_vi,
        cast.center.name_vi,
        cast.leader.name_vi,
        "Duyệt lần một",
        "31/12/2031",
        dossier.result.text,
        "1 hồ sơ",
    ):
        assert part in text, part
    for code in (dossier.code, line.content_digest, certificate.digest):
        assert code in text.replace(" ", ""), code
    assert not any(word in text for word in TRACES)
    assert (certificate.destroyed, certificate.left, certificate.files) == (1, 0, 1)


def test_three_people_are_needed(cast, dossier):
    asked = archive.proposed(cast)
    for officer in (
        cast.clerk,
        cast.leader,
        cast.office,
        cast.counter,
        cast.admin,
        cast.of_son_lam("center"),
    ):
        with pytest.raises(Forbidden):
            actions.approve_destruction(asked, seen=asked.digest, by=officer, now=IN_FIVE_YEARS)
    actions.approve_destruction(asked, seen=asked.digest, by=cast.center, now=IN_FIVE_YEARS)
    for officer in (cast.clerk, cast.center, cast.head):
        with pytest.raises(Forbidden):
            actions.approve_destruction(asked, seen=asked.digest, by=officer, now=IN_FIVE_YEARS)
    with pytest.raises(Conflict) as early:
        actions.carry_out_destruction(asked, seen=asked.digest, by=cast.clerk, now=IN_FIVE_YEARS)
    assert early.value.code == "list_elsewhere"
    actions.approve_destruction(asked, seen=asked.digest, by=cast.leader, now=IN_FIVE_YEARS)
    with pytest.raises(Forbidden):
        actions.carry_out_destruction(asked, seen=asked.digest, by=cast.leader, now=IN_FIVE_YEARS)


def test_one_person_with_two_posts_approves_once(cast, dossier):
    """Who is head of the center and leader too, or clerk and head of the center, is still one person."""
    unit = cast.kim_bang.unit
    for officer, role in ((cast.clerk, "center_head"), (cast.center, "leader")):
        post = officer.posts.first()
        type(post).objects.create(
            officer=officer, unit=unit, role=role, title_vi="Kiêm nhiệm", valid_from=post.valid_from
        )
    asked = archive.proposed(cast)
    with pytest.raises(Forbidden) as first:
        actions.approve_destruction(asked, seen=asked.digest, by=cast.clerk, now=IN_FIVE_YEARS)
    actions.approve_destruction(asked, seen=asked.digest, by=cast.center, now=IN_FIVE_YEARS)
    with pytest.raises(Forbidden) as second:
        actions.approve_destruction(asked, seen=asked.digest, by=cast.center, now=IN_FIVE_YEARS)
    assert first.value.code == second.value.code == "four_eyes"


@pytest.mark.parametrize("steps", [0, 1])
def test_either_of_the_two_may_refuse_and_all_is_kept(cast, dossier, steps):
    asked = archive.proposed(cast)
    officers = (cast.center, cast.leader)
    for officer in officers[:steps]:
        actions.approve_destruction(asked, seen=asked.digest, by=officer, now=IN_FIVE_YEARS)
    with pytest.raises(Invalid):
        actions.refuse_destruction(asked, reason=" ", by=officers[steps], now=IN_FIVE_YEARS)
    actions.refuse_destruction(asked, reason="Còn cần đối chiếu.", by=officers[steps], now=IN_FIVE_YEARS)
    assert asked.lines.get().outcome == DestructionLine.Outcome.DROPPED
    assert Dossier.objects.get(pk=dossier.pk).applicant.name == PERSON.name
    with pytest.raises(Conflict):
        actions.approve_destruction(asked, seen=asked.digest, by=officers[steps], now=IN_FIVE_YEARS)
    assert archive.proposed(cast).lines.get().dossier_id == dossier.pk  # it may be proposed again


def test_what_is_approved_is_what_was_seen(cast, dossier):
    asked = archive.proposed(cast)
    with pytest.raises(Conflict) as refused:
        actions.approve_destruction(asked, seen="0" * 64, by=cast.center, now=IN_FIVE_YEARS)
    assert refused.value.code == "list_changed"
    DestructionLine.objects.create(
        list=asked,
        dossier=archive.returned(cast),
        position=2,
        rule=asked.lines.get().rule,
        verdict="due",
        closed_on="2026-11-23",
        kept_until="2031-12-31",
    )
    with pytest.raises(Conflict):
        actions.approve_destruction(asked, seen=asked.digest, by=cast.center, now=IN_FIVE_YEARS)


def test_nothing_is_proposed_a_day_too_early(cast, dossier):
    with pytest.raises(Refusal) as refused:
        archive.proposed(cast, now=IN_FIVE_YEARS.replace(year=2031, month=12, day=31))
    assert refused.value.code == "nothing_due"


def test_a_second_list_waits_for_the_first(cast, dossier):
    archive.proposed(cast)
    with pytest.raises(Conflict) as refused:
        archive.proposed(cast)
    assert refused.value.code == "list_open"


def test_what_stays_is_named_with_its_reason(cast, dossier):
    held = archive.returned(cast)
    actions.hold_dossier(held, kind="complaint", reason="Kỳ Lạ khiếu nại.", by=cast.center, now=IN_FIVE_YEARS)
    waiting = archive.handed_in(cast)
    found = proposal(cast.kim_bang, DAY)
    assert [row.dossier for row in found.due] == [dossier]
    verdicts = {row.dossier.pk: row.retention.verdict for row in found.staying}
    assert verdicts == {held.pk: Verdict.HELD, waiting.pk: Verdict.NOT_CLOSED}
    asked = archive.carried_out(cast)
    assert {line.dossier_id: line.outcome for line in asked.lines.all()} == {
        dossier.pk: "destroyed",
        held.pk: "excluded",
        waiting.pk: "excluded",
    }
    assert Dossier.objects.get(pk=held.pk).applicant.name == PERSON.name


def test_a_hold_after_the_approval_still_keeps(cast, dossier):
    other = archive.returned(cast)
    asked = archive.approved(cast)
    actions.hold_dossier(dossier, kind="lawsuit", reason="Tòa án yêu cầu.", by=cast.leader, now=IN_FIVE_YEARS)
    certificate = actions.carry_out_destruction(asked, seen=asked.digest, by=cast.clerk, now=IN_FIVE_YEARS)
    assert (certificate.destroyed, certificate.left) == (1, 1)
    assert Dossier.objects.get(pk=dossier.pk).applicant.name == PERSON.name
    assert Dossier.objects.get(pk=other.pk).applicant.name == "—"
    text = said(read(certificate.file))
    assert "giữ lại" in text
    assert dossier.code in text.replace(" ", "")
    (hold,) = dossier.retention_holds.all()
    actions.lift_hold(hold, by=cast.leader, now=IN_FIVE_YEARS)
    with pytest.raises(Conflict):
        actions.lift_hold(hold, by=cast.leader, now=IN_FIVE_YEARS)
    again = archive.carried_out(cast)
    assert [line.dossier_id for line in again.lines.all()] == [dossier.pk]
    assert archive.traces() == []


def test_a_rule_that_became_longer_meanwhile_keeps(cast, dossier):
    asked = archive.approved(cast)
    archive.rule(20, since=DAY)
    certificate = actions.carry_out_destruction(asked, seen=asked.digest, by=cast.clerk, now=IN_FIVE_YEARS)
    assert (certificate.destroyed, certificate.left) == (0, 1)
    assert archive.traces() != []


def test_a_refused_and_an_unreceived_dossier_go_too(cast):
    archive.rule()
    archive.rule(1, kind="without_result")
    refused = archive.returned(cast, kind="refused")
    withdrawn = archive.handed_in(cast)
    actions.withdraw(withdrawn, reason="Kỳ Lạ đổi ý", by=cast.counter, now=archive.MONDAY_0900)
    early = IN_FIVE_YEARS.replace(year=2028)
    assert [
        line.dossier_id for line in archive.carried_out(cast, now=early).lines.filter(outcome="destroyed")
    ] == [withdrawn.pk]
    assert archive.traces() != []
    assert archive.carried_out(cast).lines.get(outcome="destroyed").dossier_id == refused.pk
    assert archive.traces() == []


def test_nothing_happens_to_it_any_more(cast, dossier):
    archive.carried_out(cast)
    with pytest.raises(NotFound) as gone:
        destruction.check_kept(dossier)
    assert "1/2032" in gone.value.words.vi
    assert PERSON.name not in gone.value.words.vi
    with pytest.raises(NotFound):
        actions.hold_dossier(dossier, kind="other", reason="x", by=cast.center, now=NEXT_YEAR)
    with pytest.raises(Refusal):
        archive.proposed(cast, now=NEXT_YEAR)
    assert Dossier.objects.get(pk=dossier.pk).state == State.RETURNED


def test_permanent_and_unruled_dossiers_are_only_counted(cast):
    archive.rule(5, kind="refused")
    kept = archive.returned(cast)
    found = proposal(cast.kim_bang, DAY)
    assert not found.due
    assert found.counted == {Verdict.NO_RULE: 1}
    archive.rule(None, kind="granted")
    assert proposal(cast.kim_bang, DAY).counted == {Verdict.PERMANENT: 1}
    assert retention.of_dossier(kept, DAY).retention.verdict is Verdict.PERMANENT


def test_a_list_takes_the_same_statements_however_long(cast, dossier, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert len(proposal(cast.kim_bang, DAY).due) == 1
    for _ in range(3):
        archive.returned(cast)
    with django_assert_max_num_queries(8):
        assert len(proposal(cast.kim_bang, DAY).due) == 4


def test_only_the_province_sets_rules(cast):
    for officer in (cast.clerk, cast.leader, cast.center, cast.finance):
        with pytest.raises(Forbidden):
            actions.set_retention_rule(
                archive.Keeping(5),
                owner=cast.kim_bang.unit,
                rule=archive.Rule(archive.Words("x", "x"), "y", DAY),
                by=officer,
                now=IN_FIVE_YEARS,
            )
    rule = archive.rule()
    actions.end_retention_rule(rule, last_day=DAY, by=cast.province, now=IN_FIVE_YEARS)
    assert rule.valid_to == DAY


def test_every_file_of_the_list_says_when_it_went(cast, dossier):
    archive.carried_out(cast)
    file = StoredFile.objects.get(kind="result")
    assert file.destroyed_at == IN_FIVE_YEARS
    with pytest.raises(NotFound):
        read(file)
    assert DestructionList.objects.get().certificate.file.destroyed_at is None
