"""The one extension of a term: the head signs the apology, the resident is told the new date."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain import extension as rule
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.states import Move
from motcua.domain.words import Words
from motcua.dossiers import extending
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.issuing import Apology
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier, Extension
from motcua.dossiers.moving import locked, move
from motcua.dossiers.telling import extension_text, tell_applicant
from motcua.dossiers.timing import deadline
from motcua.people.models import Officer
from motcua.places.hours import business_date

REASON_LENGTH = 300


@action
def extend(
    dossier: Dossier,
    *,
    reason_code: str,
    reason: str = "",
    until: datetime | None = None,
    by: Officer,
    now: datetime,
) -> Extension:
    """Sign the apology letter (Form 04) and give the new date (Decree 61/2018 Art 19(9)).

    ``until``: the new date, within the bound of ``latest_date``; the proposed one where None. Once only, at
    the latest a working day before the present date, by the head of a unit that handles the dossier or a
    leader of the commune.
    """
    dossier = locked(dossier)
    post = extending.check_may_extend(by, dossier, business_date(now))
    reckoned = deadline(dossier)
    extending.check_can_extend(dossier, reckoned, now)
    before = Extension.objects.filter(dossier=dossier).first()
    code, text = _checked(reason_code, reason)
    proposed = extending.proposal(dossier, reckoned, now)
    new = rule.checked_date(until or proposed.new_due_at, reckoned.due_at, proposed.latest, reckoned.hours)
    old = dossier.due_at
    move(dossier, Move.EXTEND, by=by, now=now)
    enter(
        dossier,
        ClockKind.EXTENDED_TO,
        at=now,
        by=by,
        now=now,
        until=new,
        reason=rule.in_the_ledger(code),
        basis=rule.BASIS,
    )
    letter = f"{code.words.vi}. {text}".removesuffix(". ") if code is not rule.Reason.OTHER else text
    about = Apology(reason=letter, due_at=old, new_due_at=dossier.due_at, head_title=post.title_vi)
    form = issue_form(dossier, about=about, by=by, now=now)
    signed, _ = Extension.objects.update_or_create(
        dossier=dossier,
        defaults={
            "center": dossier.center,
            "prepared_at": before.prepared_at if before else now,
            "due_at": old,
            "sign_by": proposed.sign_by,
            "new_due_at": dossier.due_at,
            "reason_code": code,
            "reason": text,
            "signed_by": by,
            "signed_at": now,
            "form": form,
        },
    )
    tell_applicant(dossier, extension_text(dossier, dossier.due_at), by=by, now=now)
    record(
        "dossier.extended",
        dossier,
        by=by,
        at=now,
        reason=code.value,
        was=old.isoformat(),
        until=dossier.due_at.isoformat(),
        form=str(form.pk),
    )
    return signed


def _checked(reason_code: str, reason: str) -> tuple[rule.Reason, str]:
    errors: list[Invalid] = []
    text = ""
    if reason_code not in list(rule.Reason):
        words = Words(vi="Chọn lý do trong danh sách.", en="Choose the reason from the list.")
        errors.append(Invalid("reason_code_wrong", words, field="reason_code"))
    try:
        text = written(reason, field="reason", most=REASON_LENGTH)
    except Invalid as refusal:
        errors.append(refusal)
    else:
        if reason_code == rule.Reason.OTHER and not text:
            words = Words(
                vi="Ghi rõ lý do để người dân hiểu.", en="Say the reason, so that people understand."
            )
            errors.append(Invalid("reason_missing", words, field="reason"))
    if errors:
        raise InvalidFields(errors)
    return rule.Reason(reason_code), text
