"""Issuing an official form: its number, its words, kept for good."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.catalogue.models import Channel
from motcua.dossiers.actions.sealing import want_electronic
from motcua.dossiers.issuing import Matter, digest_of, gather, kind_of, symbol_of, words_of
from motcua.dossiers.models import Dossier, FormSeries, IssuedForm
from motcua.people.models import Officer
from motcua.people.signing import has_key
from motcua.places.hours import business_date


@action
def issue_form(
    dossier: Dossier, *, about: Matter, is_electronic: bool | None = None, by: Officer, now: datetime
) -> IssuedForm:
    """Give a form its number and keep what it says; called by the action whose form it is.

    That action has checked who may; here nothing is refused. The number has no gap in the series of the
    center, the form and the year: it is given back if the action fails after all. Who filed online gets the
    electronic original where the organisation has a key (``is_electronic`` None: as that says).
    """
    if is_electronic is None:
        is_electronic = dossier.channel == Channel.ONLINE and has_key(dossier.center.unit)
    form, year = kind_of(about), business_date(now).year
    number = next_number(FormSeries, center=dossier.center, form=form.value, year=year)
    words = words_of(about, gather(dossier, about, number=number, by=by, now=now, electronic=is_electronic))
    issued = IssuedForm.objects.create(
        dossier=dossier,
        center=dossier.center,
        form=form,
        year=year,
        number=number,
        symbol=symbol_of(about, number, now),
        issued_at=now,
        issued_by=by,
        is_electronic=is_electronic,
        words=words,
        digest=digest_of(words),
    )
    record(
        "dossier.form_issued",
        dossier,
        by=by,
        at=now,
        form=form.value,
        number=number,
        year=year,
        digest=issued.digest,
    )
    if is_electronic:
        want_electronic(dossier, form=form.value, issued=issued, by=by, now=now)
    return issued
