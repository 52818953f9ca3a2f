"""Asking other units, answering, and recording that a term passed in silence (Decree 61/2018 Art 19(5))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor, System
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.term import Channel, Term, due
from motcua.domain.term import Unit as TermUnit
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers.asking import BASIS, go_on, paused_for_opinions
from motcua.dossiers.handing import turn_of
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier, Opinion
from motcua.dossiers.models.opinions import ANSWERING
from motcua.dossiers.moving import actor_text, locked
from motcua.people.absences import substituted_by
from motcua.people.models import Officer, Post, Role
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Unit

ASKING = ("appraise", "review", "sign")
TERMS = (TermUnit.WORKING_DAY, TermUnit.WORKING_HOUR)
QUESTION_LENGTH, TEXT_LENGTH, BASIS_LENGTH = 1000, 2000, 120
LONGEST_TERM = 60
EXPECTED = Words("Ý kiến trả lời, nêu rõ đồng ý hay không", "An answer that says whether the unit agrees")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and by when: ``value`` of ``unit`` (working days or hours) from now.

    ``pausing_basis`` names the law by which the clock stands still meanwhile; without one it runs on.
    """

    text: str
    value: int
    unit: str
    pausing_basis: str = ""


@action
def ask_opinions(
    dossier: Dossier,
    *,
    question: Question,
    of: Sequence[Unit],
    seen: int | None = None,
    by: Officer,
    now: datetime,
) -> list[Opinion]:
    """Ask these units at once, each the same; the step stays open and its officer leads."""
    dossier, step, *_ = turn_of(dossier, ASKING, seen, by, now)
    question = _checked(question, of, dossier)
    hours = hours_of(dossier.center)
    due_at = due(now, Term(question.value, TermUnit(question.unit)), Channel.DIRECT, hours)
    pausing = bool(question.pausing_basis)
    stood_still = paused_for_opinions(dossier)
    opinions = [
        Opinion(
            dossier=dossier,
            step=step,
            unit=unit,
            role=_answers_for(unit),
            question=question.text,
            authority=question.pausing_basis or BASIS,
            expected_vi=EXPECTED.vi,
            expected_en=EXPECTED.en,
            term_value=question.value,
            term_unit=question.unit,
            due_at=due_at,
            pausing_basis=question.pausing_basis,
            asked_by=by,
            asked_at=now,
        )
        for unit in of
    ]
    Opinion.objects.bulk_create(opinions)
    if pausing and not stood_still:
        reason = Words("chờ ý kiến của cơ quan khác", "waiting for another agency's opinion")
        basis = question.pausing_basis
        enter(dossier, ClockKind.PAUSED, at=now, by=by, now=now, reason=reason, basis=basis)
    for opinion in opinions:
        unit = opinion.unit.identifier
        record(
            "dossier.opinion_asked",
            dossier,
            by=by,
            at=now,
            unit=unit,
            due=due_at.isoformat(),
            pausing=pausing,
        )
    return opinions


@action
def answer_opinion(opinion: Opinion, *, answer: str, text: str, by: Officer, now: datetime) -> Opinion:
    """The unit answers, under the post of one of its officers; after a recorded silence it may still."""
    dossier, opinion = _locked(opinion)
    post = check_may_answer(by, opinion, business_date(now))
    _check_under_way(dossier)
    if opinion.answered_at is not None or opinion.set_aside_at is not None:
        raise _closed(opinion)
    text = _checked_answer(answer, text)
    was_open = opinion.is_open
    Opinion.objects.filter(pk=opinion.pk).update(
        answer=answer,
        text=text,
        answered_by=by,
        answered_for=post.officer_id if post.officer_id != by.pk else None,
        answered_at=now,
    )
    if was_open:
        go_on(dossier, opinion, by, now)
    unit = opinion.unit.identifier
    late = now > opinion.due_at
    record("dossier.opinion_given", dossier, by=by, at=now, unit=unit, answer=answer, late=late)
    return _read(opinion)


@action
def record_silence(opinion: Opinion, *, by: Actor, now: datetime) -> Opinion:
    """The term has passed without an answer: recorded by the officer who leads, or by the timed job.

    The event tells the head of the one-stop, and ``/center/`` shows it until the dossier is decided.
    """
    dossier, opinion = _locked(opinion)
    if isinstance(by, Officer):
        turn_of(dossier, ASKING, None, by, now)
    _check_under_way(dossier)
    if not opinion.is_open:
        raise _closed(opinion)
    if now <= opinion.due_at:
        raise Refusal(
            "term_still_runs",
            Words(
                vi=f"Đơn vị được hỏi còn thời hạn đến {local(opinion.due_at):%H:%M %d/%m/%Y}.",
                en=f"The unit has until {local(opinion.due_at):%H:%M on %d/%m/%Y} to answer.",
            ),
            basis=BASIS,
        )
    Opinion.objects.filter(pk=opinion.pk).update(silence_at=now, silence_actor=actor_text(by))
    go_on(dossier, opinion, by, now)
    record("dossier.opinion_silent", dossier, by=by, at=now, unit=opinion.unit.identifier)
    return _read(opinion)


def record_due_silences(now: datetime) -> int:
    """The timed job: every term that has passed; how many it recorded."""
    count = 0
    for opinion in Opinion.objects.overdue(now).order_by("due_at")[:500]:
        try:
            record_silence(opinion, by=System(), now=now)
        except Conflict:
            continue  # answered in this very moment
        count += 1
    return count


def check_may_answer(officer: Officer, opinion: Opinion, day: date) -> Post:
    """A post of the unit that is asked, the officer's own or of somebody they stand in for."""
    for person in (officer, *substituted_by(officer, day)):
        for post in person.posts_on(day):
            if post.unit_id == opinion.unit_id and post.role in ANSWERING:
                return post
    raise Forbidden(
        "opinion_not_yours",
        Words(
            vi=f"Ý kiến này hỏi {opinion.unit.name_vi}, không hỏi đơn vị của bạn.",
            en=f"This question went to {opinion.unit.name_in('en')}, not to your unit.",
        ),
        basis=BASIS,
    )


def _checked(question: Question, of: Sequence[Unit], dossier: Dossier) -> Question:
    """The question tidied; every gap is named at once."""
    wrong: list[Invalid] = []
    text = written(question.text, field="question", most=QUESTION_LENGTH)
    basis = written(question.pausing_basis, field="pausing_basis", most=BASIS_LENGTH)
    if not text:
        wrong.append(_gap("question", "Ghi nội dung cần hỏi.", "Write what you ask."))
    if question.unit not in TERMS or not 1 <= question.value <= LONGEST_TERM:
        wrong.append(
            _gap(
                "value",
                f"Thời hạn trả lời từ 1 đến {LONGEST_TERM} giờ hoặc ngày làm việc.",
                f"The term is 1 to {LONGEST_TERM} working hours or days.",
            )
        )
    asked = set(dossier.opinions.open().values_list("unit_id", flat=True))
    if not of or any(unit.commune_id != dossier.center.commune_id for unit in of):
        wrong.append(
            _gap("units", "Chọn ít nhất một đơn vị của xã.", "Choose at least one unit of the commune.")
        )
    elif any(unit.pk in asked for unit in of):
        names = ", ".join(unit.name_vi for unit in of if unit.pk in asked)
        names_en = ", ".join(unit.name_in("en") for unit in of if unit.pk in asked)
        wrong.append(
            _gap(
                "units",
                f"{names} đang được hỏi, chưa trả lời.",
                f"{names_en} has been asked and not answered.",
            )
        )
    if wrong:
        raise InvalidFields(wrong)
    return Question(text, question.value, question.unit, basis)


def _checked_answer(answer: str, text: str) -> str:
    text = written(text, field="text", most=TEXT_LENGTH)
    if answer not in Opinion.Answer.values:
        raise _gap("answer", "Chọn đồng ý, không đồng ý hoặc ý kiến khác.", "Choose what the unit answers.")
    if answer != Opinion.Answer.AGREE and not text:
        raise _gap("text", "Ghi rõ ý kiến của đơn vị.", "Write the unit's opinion.")
    return text


def _answers_for(unit: Unit) -> str:
    """Who answers for a unit: its head; of the committee a leader, of the center its director."""
    return {
        Unit.Kind.COMMITTEE: Role.LEADER.value,
        Unit.Kind.CENTER: Role.CENTER_HEAD.value,
    }.get(Unit.Kind(unit.kind), Role.HEAD_OF_UNIT.value)


def _check_under_way(dossier: Dossier) -> None:
    if not Dossier.objects.open().filter(pk=dossier.pk).exists():
        raise Conflict(
            "dossier_ended",
            Words(
                vi="Hồ sơ đã kết thúc nên không cần ý kiến nữa.",
                en="The dossier has ended, so no opinion is needed any more.",
            ),
        )


def _locked(opinion: Opinion) -> tuple[Dossier, Opinion]:
    dossier = locked(opinion.dossier)
    return dossier, _read(opinion)


def _read(opinion: Opinion) -> Opinion:
    return Opinion.objects.select_related("unit", "answered_by", "set_aside_by").get(pk=opinion.pk)


def _closed(opinion: Opinion) -> Conflict:
    """Answered, recorded as silent or set aside before: by whom and when."""
    if opinion.answered_at is not None and opinion.answered_by is not None:
        who, at = opinion.answered_by.name_vi, opinion.answered_at
        vi, en = f"{who} đã trả lời", f"{who} answered"
    elif opinion.set_aside_at is not None and opinion.set_aside_by is not None:
        who, at = opinion.set_aside_by.name_vi, opinion.set_aside_at
        vi, en = f"{who} đã quyết định không chờ ý kiến này", f"{who} decided without this answer"
    else:
        assert opinion.silence_at is not None
        at, vi, en = opinion.silence_at, "Đã ghi nhận đơn vị không trả lời", "The silence was recorded"
    return Conflict(
        "opinion_closed",
        Words(f"{vi} lúc {local(at):%H:%M %d/%m/%Y}.", f"{en} at {local(at):%H:%M %d/%m/%Y}."),
    )


def _gap(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
