"""A revision's life: the row of each act, and what is asked before it. Nothing is saved here."""

import re
from datetime import date, datetime

from motcua.catalogue.access import PUBLICATION
from motcua.catalogue.models import Revision, RevisionAct
from motcua.domain.free_text import written
from motcua.domain.procedure_text import Instrument, digest
from motcua.domain.refusal import Conflict, Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.people.models import Officer

DOCUMENT_LENGTH = 120
NUMBER = re.compile(r"\d")
STATES = {
    Revision.State.DRAFT: Words(vi="còn là dự thảo", en="is still a draft"),
    Revision.State.APPROVED: Words(vi="đã được duyệt", en="is approved"),
    Revision.State.PUBLISHED: Words(vi="đã công bố", en="is already published"),
    Revision.State.CANCELLED: Words(vi="đã hủy", en="was cancelled"),
}


def reread(revision: Revision) -> Revision:
    """The revision as it is now, held until the end of the transaction."""
    return Revision.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=revision.pk)


def refuse_unless(revision: Revision, *states: Revision.State) -> None:
    """Refuses an act that comes too late, or too early, in the revision's life."""
    state = Revision.State(revision.state)
    if state not in states:
        now = STATES[state]
        raise Conflict(
            f"revision_{state}",
            Words(
                vi=f"Bản {revision.number} {now.vi}, nên không làm được việc này.",
                en=f"Revision {revision.number} {now.en}, so this cannot be done.",
            ),
            basis=PUBLICATION,
        )


def act(
    revision: Revision,
    kind: RevisionAct.Kind,
    *,
    by: Officer | None,
    now: datetime,
    text: str = "",
    instrument: Instrument | None = None,
    **more: str,
) -> RevisionAct:
    """The row that says who did it; to be saved before the state changes. ``text``: as the act leaves it."""
    return RevisionAct(
        revision=revision,
        kind=kind,
        at=now,
        by=by,
        digest=digest(text) if text else "",
        document=instrument.document if instrument else "",
        document_date=instrument.day if instrument else None,
        **more,
    )


def checked(instrument: Instrument, today: date, *, is_officer: bool) -> Instrument:
    """The decision's number and date, tidied. An officer must name both; a loaded record has what it has."""
    errors: list[Invalid] = []
    document = ""
    try:
        document = written(instrument.document, field="document", most=DOCUMENT_LENGTH)
    except Invalid as error:
        errors.append(error)
    else:
        if is_officer and not NUMBER.search(document):
            vi, en = (
                "Ghi số, ký hiệu quyết định, ví dụ 12/QĐ-UBND.",
                "Enter the decision's number: 12/QĐ-UBND.",
            )
            errors.append(Invalid("document_missing", Words(vi=vi, en=en), field="document"))
    if is_officer and instrument.day is None:
        vi, en = "Ghi ngày ký quyết định.", "Enter the date of the decision."
        errors.append(Invalid("document_date_missing", Words(vi=vi, en=en), field="document_date"))
    elif instrument.day is not None and instrument.day > today:
        vi, en = "Quyết định không thể ký sau hôm nay.", "The decision cannot be dated after today."
        errors.append(Invalid("document_date_wrong", Words(vi=vi, en=en), field="document_date"))
    if errors:
        raise InvalidFields(errors)
    return Instrument(document, instrument.day)


def check_another_approves(revision: Revision, officer: Officer | None) -> None:
    """Four eyes: whoever drafted or saved any of it does not approve it."""
    wrote = (RevisionAct.Kind.DRAFTED, RevisionAct.Kind.SAVED)
    if officer is not None and revision.acts.filter(kind__in=wrote, by=officer).exists():
        raise Refusal(
            "own_draft",
            Words(
                vi="Bạn đã soạn hoặc sửa dự thảo này; người khác phải duyệt.",
                en="You drafted or changed this revision yourself; somebody else must approve it.",
            ),
            basis=PUBLICATION,
        )
