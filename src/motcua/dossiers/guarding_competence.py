"""The database refuses a decision that no instrument carries, in the words of both vendors.

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
    JOIN dossiers_dossier AS dossier ON dossier.id = NEW.dossier_id
    JOIN catalogue_revision AS revision ON revision.id = dossier.revision_id
    JOIN catalogue_procedure AS procedure ON procedure.code = revision.procedure_id
    LEFT JOIN people_grant AS source ON source.id = held.source_id
    WHERE held.id = NEW.grant_id
      AND post.officer_id = NEW.signed_by_id
      AND post.valid_from <= {day} AND (post.valid_to IS NULL OR post.valid_to >= {day})
      AND {held}
      AND (source.id IS NULL OR ({source})))
"""


def _competent(*, day: str, covers: str) -> str:
    parts = {
        name: _IN_FORCE.format(grant=name, day=day, covers=covers.format(grant=name))
        for name in ("held", "source")
    }
    return _COMPETENT.format(day=day, **parts)


_SQLITE = _competent(
    # Moments are kept in UTC; Vietnam has no summer time.
    day="date(NEW.signed_at, '+7 hours')",
    covers="""(
        EXISTS (SELECT 1 FROM json_each({grant}.procedures) WHERE value = procedure.code)
        OR EXISTS (SELECT 1 FROM json_each({grant}.fields) WHERE value = procedure.field_id))""",
)
_POSTGRESQL = _competent(
    day="(NEW.signed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
    covers="""(
        {grant}.procedures @> to_jsonb(procedure.code::text)
        OR {grant}.fields @> to_jsonb(procedure.field_id::text))""",
)
_SAYS = "no instrument makes the signer of this decision competent that day"

DECISIONS_ARE_COMPETENT = Guard(
    sqlite=tuple(
        f"""
        CREATE TRIGGER decision_is_competent_on_{moment} BEFORE {event} ON dossiers_decision
        WHEN NOT {_SQLITE}
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END
        """
        for moment, event in (("insert", "INSERT"), ("update", "UPDATE"))
    ),
    postgresql=(
        f"""
        CREATE FUNCTION decision_is_competent() RETURNS trigger AS $$
        BEGIN
          IF NOT {_POSTGRESQL}
          THEN RAISE '{_SAYS}' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER decision_is_competent BEFORE INSERT OR UPDATE ON dossiers_decision
        FOR EACH ROW EXECUTE FUNCTION decision_is_competent()
        """,
    ),
)
"""A decision keeps the instrument that made its signer competent at that instant."""
