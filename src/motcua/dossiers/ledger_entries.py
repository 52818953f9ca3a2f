"""Entering a row into a dossier's clock ledger; every date that follows from it is reckoned anew."""

from datetime import datetime

from motcua.base.actors import Actor
from motcua.domain.ledger import ClockKind
from motcua.domain.words import Words
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.dossiers.moving import actor_text
from motcua.dossiers.stepping import redate
from motcua.dossiers.timing import Reckoning, event_of, events_of, reckon
from motcua.places.hours import hours_of


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
    reason: Words | None = None,
    basis: str = "",
) -> Reckoning:
    """Append the row, replay the ledger, store the dates it gives, re-date the open step.

    ``corrects`` is the position (from 1) of the row that a correction puts right, ``until`` its right
    instant. Raises ``ClockRefusal`` where the ledger cannot have gone that way; then nothing is written.
    """
    events = events_of(dossier)
    entry = ClockEntry(
        dossier=dossier,
        position=len(events) + 1,
        kind=kind,
        at=at,
        channel=channel,
        until=until,
        corrects=corrects,
        reason_vi=reason.vi if reason else "",
        reason_en=reason.en if reason else "",
        basis=basis,
        recorded_at=now,
        actor=actor_text(by),
    )
    hours = hours_of(dossier.center)
    reckoning = reckon(
        [*events, event_of(entry)],
        dossier.term_value,
        dossier.promised_value,
        dossier.term_unit,
        hours,
    )
    entry.save(force_insert=True)
    store(dossier, reckoning)
    redate(dossier, hours)
    return reckoning


def store(dossier: Dossier, reckoning: Reckoning) -> None:
    """Keep what the replay says in the dossier's row."""
    columns = reckoning.columns()
    for name, value in columns.items():
        setattr(dossier, name, value)
    dossier.reckoned = reckoning.promised
    Dossier.objects.filter(pk=dossier.pk).update(**columns)
