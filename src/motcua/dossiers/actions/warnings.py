"""Before a date is missed: the warnings, and the apology letter prepared for the head to sign."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.clock import ClockState, Deadline
from motcua.domain.states import RUNNING_STATES
from motcua.domain.warnings import Level, instant, next_look, owed
from motcua.dossiers.forecasting import forecast
from motcua.dossiers.models import Dossier, Extension, Step, Warned, Warning
from motcua.dossiers.moving import locked
from motcua.dossiers.responsible import responsible
from motcua.dossiers.spans import span_of, window_of
from motcua.dossiers.telling import letter_text, tell_officers, warning_text
from motcua.dossiers.timing import deadline
from motcua.places.hours import business_date


@action
def look(dossier: Dossier, *, by: Actor, now: datetime) -> Warning | None:
    """Look at a dossier whose time has come: warn who must know, prepare the letter if a miss is forecast.

    Done a second time it finds nothing more to do. What is processed, paused or stopped is left alone: the
    ledger says when to look again.
    """
    dossier = locked(dossier)
    if dossier.next_warning_at is None or dossier.next_warning_at > now:
        return None
    reckoned = deadline(dossier)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if dossier.state not in RUNNING_STATES or reckoned.state is not ClockState.RUNNING or step is None:
        Dossier.objects.filter(pk=dossier.pk).update(next_warning_at=None)
        return None
    span, hours = span_of(reckoned), reckoned.hours
    given = [Level(row.level) for row in dossier.warnings.filter(due_at=reckoned.due_at)]
    level = owed(span, given, now, hours)
    window = window_of(reckoned)
    if window is not None and _has_letter(dossier, reckoned):
        window = None
    prepared = None
    if window is not None and window.holds(now):
        prepared = _prepare(dossier, step, reckoned, sign_by=window.ends_at, now=now)
    following = next_look(
        span,
        hours,
        given=[*given, level] if level else given,
        window=None if prepared else window,
        now=now,
    )
    Dossier.objects.filter(pk=dossier.pk).update(next_warning_at=following)
    if prepared is not None:
        _tell_of_letter(dossier, step, prepared, by=by, now=now)
    if level is None:
        return None
    return _warn(dossier, step, level, owed_at=instant(level, span, hours), given=given, by=by, now=now)


def _has_letter(dossier: Dossier, reckoned: Deadline) -> bool:
    """One for this date: a letter that was prepared for an earlier one, and not signed, is prepared anew."""
    letter = Extension.objects.filter(dossier=dossier).first()
    return letter is not None and (letter.signed_at is not None or letter.due_at == reckoned.due_at)


def _prepare(
    dossier: Dossier, step: Step, reckoned: Deadline, *, sign_by: datetime, now: datetime
) -> Extension | None:
    expected = forecast(dossier, step, reckoned, now)
    if not expected.is_late:
        return None
    letter, _ = Extension.objects.update_or_create(
        dossier=dossier,
        defaults={
            "center": dossier.center,
            "prepared_at": now,
            "due_at": reckoned.due_at,
            "sign_by": sign_by,
            "new_due_at": expected.new_due_at,
        },
    )
    return letter


def _tell_of_letter(dossier: Dossier, step: Step, letter: Extension, *, by: Actor, now: datetime) -> None:
    heads = responsible(step, business_date(now)).heads
    tell_officers(heads, letter_text(dossier, letter.sign_by), dossier, by=by, now=now)
    record(
        "dossier.apology_prepared",
        dossier,
        by=by,
        at=now,
        due=letter.due_at.isoformat(),
        proposed=letter.new_due_at.isoformat(),
    )


def _warn(
    dossier: Dossier,
    step: Step,
    level: Level,
    *,
    owed_at: datetime,
    given: list[Level],
    by: Actor,
    now: datetime,
) -> Warning:
    warning = Warning.objects.create(
        dossier=dossier,
        center=dossier.center,
        step=step,
        level=level,
        due_at=dossier.due_at,
        owed_at=owed_at,
        given_at=now,
        before=len(given),
    )
    people = responsible(step, business_date(now))
    Warned.objects.bulk_create(
        [
            *(Warned(warning=warning, officer=officer) for officer in people.turn),
            *(Warned(warning=warning, officer=officer, as_head=True) for officer in people.heads),
        ]
    )
    tell_officers(people.all(), warning_text(dossier, step, level), dossier, by=by, now=now)
    record(
        "dossier.became_overdue" if level is Level.OVERDUE else "dossier.warned",
        dossier,
        by=by,
        at=now,
        level=level.value,
        due=dossier.due_at.isoformat(),
        before=len(given),
        told=len(people.all()),
    )
    return warning
