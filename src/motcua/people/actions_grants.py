"""Entering and revoking the instruments by which posts may decide (Law 72/2025/QH15 Art 14)."""

from dataclasses import replace
from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain import authority
from motcua.domain.authority import Kind, Revocation
from motcua.domain.free_text import written
from motcua.people import access, instruments
from motcua.people.instruments import NUMBER_LENGTH, TEXT_LENGTH, Instrument
from motcua.people.models import Grant, Post
from motcua.places.hours import business_date
from motcua.places.models import Unit


@action
def enter_grant(holder: Post, *, issuer: Unit, instrument: Instrument, by: Actor, now: datetime) -> Grant:
    """Enter the instrument that makes a post competent; refuses an incomplete one."""
    return enter_draft(instruments.drafted(holder, issuer=issuer, instrument=instrument), by=by, now=now)


@action
def delegate(source: Grant, *, holder: Post, instrument: Instrument, by: Actor, now: datetime) -> Grant:
    """Whose post holds ``source`` delegates it, or a part of it, for a time.

    What is held by delegation is not passed on (``may_not_pass_on``).
    """
    source = _locked(source)
    instrument = replace(instrument, kind=Kind.DELEGATION)
    issuer = source.holder.unit.owner
    return enter_draft(
        instruments.drafted(holder, issuer=issuer, instrument=instrument, source=source), by=by, now=now
    )


@action
def enter_draft(grant: Grant, *, by: Actor, now: datetime) -> Grant:
    """Save an instrument that was drafted (``people.instruments``)."""
    instruments.check_may_enter(grant, by=by, day=business_date(now))
    grant.save(force_insert=True)
    record("grant.entered", grant, by=by, at=now, holder=str(grant.holder_id), instrument=grant.kind)
    return grant


@action
def revoke_grant(grant: Grant, *, revocation: Revocation, by: Actor, now: datetime) -> Grant:
    """End an instrument by a later document, from a day on; what was decided on it before stays decided."""
    grant = _locked(grant)
    access.check_may_keep_grants(by, grant.issuer, business_date(now))
    return _revoked(grant, revocation, by, now)


@action
def end_stand_in(grant: Grant, *, revocation: Revocation, by: Actor, now: datetime) -> Grant:
    """The absence is over early, and with it the delegation that was given for it."""
    return _revoked(_locked(grant), revocation, by, now)


def _revoked(grant: Grant, revocation: Revocation, by: Actor, now: datetime) -> Grant:
    number = written(revocation.document_no, field="revocation_number", most=NUMBER_LENGTH)
    reason = written(revocation.reason, field="revocation_reason", most=TEXT_LENGTH)
    authority.check_revocation(grant.as_rule(), replace(revocation, document_no=number, reason=reason))
    grant.revoked_on = revocation.on
    grant.revocation_number = number
    grant.revocation_date = revocation.document_date
    grant.revocation_reason = reason
    grant.save(update_fields=["revoked_on", "revocation_number", "revocation_date", "revocation_reason"])
    record("grant.revoked", grant, by=by, at=now, on=revocation.on)
    return grant


def _locked(grant: Grant) -> Grant:
    return (
        Grant.objects.select_for_update(of=("self",))
        .select_related("issuer__parent", "holder__unit__parent", "source")
        .get(pk=grant.pk)
    )
