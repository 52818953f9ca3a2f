"""Entering a row into a dossier's clock ledger; every date that follows from it is reckoned anew."""

from datetime import datetime

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.domain.ledger import ClockKind
from motcua.domain.words import Words
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.dossiers.moving import actor_text
from motcua.dossiers.stepping import redate
from motcua.dossiers.timing import Reckoning, replayed
from motcua.places.models import CalendarVersion


@part_of_action
def enter(
    dossier: Dossier,
    kind: ClockKind,
    *,
    at: datetime,
    by: Actor,
    now: datetime,
    channel: str = "",
    until: datetime | None = None,
    corrects: int | None = None,
    calendar: CalendarVersion | None = None,
    former: tuple[int, str, int | None] | None = None,
    reason: Words | None = None,
    basis: str = "",
) -> Reckoning:
    """Append the row, replay the ledger, store the dates it gives, re-date the open step.

    ``corrects`` is the position (from 1) of the row that a correction puts right, ``until`` its right
    instant; ``calendar`` is the version a change of the calendar brings; ``former`` the term until now
    (value, unit, promised value) where the dossier has just been given another. Raises ``ClockRefusal`` where
    the ledger cannot have gone that way; then nothing is written.
    """
    value, unit, promise = former or (None, "", None)
    entries = list(dossier.clock_entries.all())
    entry = ClockEntry(
        dossier=dossier,
        position=len(entries) + 1,
        kind=kind,
        at=at,
        channel=channel,
        until=until,
        corrects=corrects,
        calendar=calendar,
        former_value=value,
        former_unit=unit,
        former_promise=promise,
        reason_vi=reason.vi if reason else "",
        reason_en=reason.en if reason else "",
        basis=basis,
        recorded_at=now,
        actor=actor_text(by),
    )
    reckoning = replayed(dossier, [*entries, entry])
    entry.save(force_insert=True)
    store(dossier, reckoning, received_at=until if corrects == 1 else None)
    redate(dossier, reckoning.promised.hours)
    return reckoning


@part_of_action
def store(dossier: Dossier, reckoning: Reckoning, *, received_at: datetime | None = None) -> None:
    """Keep what the replay says in the dossier's row; ``received_at`` where that was put right."""
    columns = reckoning.columns()
    if received_at is not None:
        columns["received_at"] = received_at
    for name, value in columns.items():
        setattr(dossier, name, value)
    dossier.reckoned = reckoning.promised
    Dossier.objects.filter(pk=dossier.pk).update(**columns)
