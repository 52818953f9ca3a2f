"""The database refuses what was signed without an instrument, in the words of both vendors: a decision, a
revocation, a result issued again.

Whatever wrote the row: the grant must be in force on the day of the signature in Vietnam, must not be
revoked by then, must cover the procedure or its field, and its post must be held by the signer that day;
and the same goes for the instrument it rests on (Law 72/2025/QH15 Art 14).
"""

from motcua.base.guards import Guard

_IN_FORCE = """
      {grant}.valid_from <= {day} AND ({grant}.valid_to IS NULL OR {grant}.valid_to >= {day})
      AND ({grant}.revoked_on IS NULL OR {grant}.revoked_on > {day})
      AND {covers}
"""
_COMPETENT = """
  EXISTS (SELECT 1 FROM people_grant AS held
    JOIN people_post AS post ON post.id = held.holder_id
    JOIN dossiers_dossier AS dossier ON dossier.id = NEW.{dossier}
    JOIN catalogue_revision AS revision ON revision.id = dossier.revision_id
    JOIN catalogue_procedure AS procedure ON procedure.code = revision.procedure_id
    LEFT JOIN people_grant AS source ON source.id = held.source_id
    WHERE held.id = NEW.grant_id
      AND post.officer_id = NEW.signed_by_id
      AND post.valid_from <= {day} AND (post.valid_to IS NULL OR post.valid_to >= {day})
      AND {held}
      AND (source.id IS NULL OR ({source})))
"""


def _competent(*, dossier: str, day: str, covers: str) -> str:
    parts = {
        name: _IN_FORCE.format(grant=name, day=day, covers=covers.format(grant=name))
        for name in ("held", "source")
    }
    return _COMPETENT.format(dossier=dossier, day=day, **parts)


_SQLITE = {
    # Moments are kept in UTC; Vietnam has no summer time.
    "day": "date(NEW.signed_at, '+7 hours')",
    "covers": """(
        EXISTS (SELECT 1 FROM json_each({grant}.procedures) WHERE value = procedure.code)
        OR EXISTS (SELECT 1 FROM json_each({grant}.fields) WHERE value = procedure.field_id))""",
}
_POSTGRESQL = {
    "day": "(NEW.signed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
    "covers": """(
        {grant}.procedures @> to_jsonb(procedure.code::text)
        OR {grant}.fields @> to_jsonb(procedure.field_id::text))""",
}


def _signed_in_competence(what: str, *, dossier: str) -> Guard:
    """On the table of this model; ``dossier`` is the column that names the dossier.

    Its reason may be erased long after the instrument ended: that is no new signature.
    """
    signature = f"UPDATE OF {dossier}, grant_id, signed_by_id, signed_at"
    says = f"no instrument makes the signer of this {what} competent that day"
    return Guard(
        sqlite=tuple(
            f"""
            CREATE TRIGGER {what}_is_competent_on_{event.split()[0].lower()} BEFORE {event} ON dossiers_{what}
            WHEN NOT {_competent(dossier=dossier, **_SQLITE)}
            BEGIN SELECT RAISE(ABORT, '{says}'); END
            """
            for event in ("INSERT", signature)
        ),
        postgresql=(
            f"""
            CREATE FUNCTION {what}_is_competent() RETURNS trigger AS $$
            BEGIN
              IF NOT {_competent(dossier=dossier, **_POSTGRESQL)}
              THEN RAISE '{says}' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$ LANGUAGE plpgsql
            """,
            f"""
            CREATE TRIGGER {what}_is_competent BEFORE INSERT OR {signature} ON dossiers_{what}
            FOR EACH ROW EXECUTE FUNCTION {what}_is_competent()
            """,
        ),
    )


DECISIONS_ARE_COMPETENT = _signed_in_competence("decision", dossier="dossier_id")
"""A decision keeps the instrument that made its signer competent at that instant."""
# A result has its dossier's key.
REVOCATIONS_ARE_COMPETENT = _signed_in_competence("revocation", dossier="result_id")
REISSUES_ARE_COMPETENT = _signed_in_competence("reissue", dossier="result_id")
