"""A dossier ends before its result: the applicant withdraws it, or the authority stops it."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access, issuing
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.actions.supplements import end_steps, end_supplement
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.moving import locked, move
from motcua.people.models import Officer
from motcua.places.hours import business_date

REASON_LENGTH, BASIS_LENGTH = 1000, 200


@action
def withdraw(dossier: Dossier, *, reason: str = "", by: Officer, now: datetime) -> Dossier:
    """The applicant asks for the dossier back, as the counter records it (Form 05).

    Decree 118/2025 Art 21, Circular 03/2025 Art 7: until a decision or a notice of result exists.
    """
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    check(State(dossier.state), Move.WITHDRAW)
    check_undecided(dossier)
    reason = written(reason, field="reason", most=REASON_LENGTH)
    issue_form(dossier, about=issuing.StoppingNotice(reason=reason, asked_at=now), by=by, now=now)
    end_supplement(dossier, Supplement.End.WITHDRAWN, by=by, now=now)
    end_steps(dossier, by=by, now=now)
    move(dossier, Move.WITHDRAW, by=by, now=now)
    record("dossier.withdrawn", dossier, by=by, at=now)
    return dossier


@action
def stop(dossier: Dossier, *, reason: str, basis: str, by: Officer, now: datetime) -> Dossier:
    """The authority stops the dossier for good, on a legal basis (Form 05); the head or a leader may."""
    dossier = locked(dossier)
    access.check_may_stop(by, dossier, business_date(now))
    check(State(dossier.state), Move.STOP)
    check_undecided(dossier)
    reason = _needed(reason, "reason", REASON_LENGTH, Words("Ghi lý do dừng.", "Say why it is stopped."))
    basis = _needed(
        basis, "basis", BASIS_LENGTH, Words("Ghi căn cứ pháp luật để dừng.", "Name the legal basis.")
    )
    issue_form(dossier, about=issuing.StoppingNotice(reason=reason, basis=(basis,)), by=by, now=now)
    end_steps(dossier, by=by, now=now)
    move(dossier, Move.STOP, by=by, now=now)
    record("dossier.stopped", dossier, by=by, at=now)
    return dossier


def check_undecided(dossier: Dossier) -> None:
    """Refuses where somebody has signed, even if the result is not issued yet."""
    if access.is_decided(dossier):
        raise Refusal(
            "already_decided",
            Words(
                vi="Hồ sơ đã có quyết định giải quyết nên không rút hay dừng được nữa.",
                en="The dossier has been decided, so it can no longer be withdrawn or stopped.",
            ),
            basis="Nghị định 118/2025/NĐ-CP, Điều 21",
        )


def _needed(text: str, field: str, most: int, missing: Words) -> str:
    tidy = written(text, field=field, most=most)
    if not tidy:
        raise Invalid(f"{field}_missing", missing, basis="Thông tư 03/2025/TT-VPCP, Điều 7", field=field)
    return tidy
