"""What the database itself refuses about grants and absences, in the words of both vendors."""

from motcua.base.guards import Guard

KEPT = (
    "kind",
    "issuer_id",
    "holder_id",
    "source_id",
    "absence_id",
    "document_number",
    "document_date",
    "fields",
    "procedures",
    "conditions_vi",
    "conditions_en",
    "valid_from",
    "valid_to",
)
"""What the instrument itself says: never changed, neither is a revocation once made."""
REVOCATION = ("revoked_on", "revocation_number", "revocation_date", "revocation_reason")

_ALTERED = " OR ".join(f"NEW.{name} IS {{not_same}} OLD.{name}" for name in KEPT)
_REVOKED_ANEW = "OLD.revoked_on IS NOT NULL AND ({})".format(
    " OR ".join(f"NEW.{name} IS {{not_same}} OLD.{name}" for name in REVOCATION)
)
_CHANGED = f"{_ALTERED} OR ({_REVOKED_ANEW})"

GRANTS_STAND_AS_ENTERED = Guard(
    sqlite=(
        f"""
        CREATE TRIGGER grant_stands_as_entered BEFORE UPDATE ON people_grant
        WHEN {_CHANGED.format(not_same="NOT")}
        BEGIN SELECT RAISE(ABORT, 'an instrument is revoked, not changed'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION grant_stands_as_entered() RETURNS trigger AS $$
        BEGIN
          IF {_CHANGED.format(not_same="DISTINCT FROM")}
          THEN RAISE 'an instrument is revoked, not changed' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER grant_stands_as_entered BEFORE UPDATE ON people_grant
        FOR EACH ROW EXECUTE FUNCTION grant_stands_as_entered()
        """,
    ),
)
"""A grant never changes but for its one revocation."""

_RESTS_ON_A_DELEGATION = "(SELECT kind FROM people_grant WHERE id = NEW.source_id) = 'delegation'"

DELEGATION_STAYS = Guard(
    sqlite=(
        f"""
        CREATE TRIGGER delegation_is_not_passed_on BEFORE INSERT ON people_grant
        WHEN {_RESTS_ON_A_DELEGATION}
        BEGIN SELECT RAISE(ABORT, 'what is delegated is not passed on'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION delegation_is_not_passed_on() RETURNS trigger AS $$
        BEGIN
          IF {_RESTS_ON_A_DELEGATION}
          THEN RAISE 'what is delegated is not passed on' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER delegation_is_not_passed_on BEFORE INSERT ON people_grant
        FOR EACH ROW EXECUTE FUNCTION delegation_is_not_passed_on()
        """,
    ),
)
"""Law 72/2025/QH15 Art 14: who holds by delegation may not delegate it further."""

_AWAY_ALREADY = """
  EXISTS (SELECT 1 FROM people_absence AS other
    WHERE other.officer_id = NEW.officer_id AND other.id <> NEW.id
      AND other.begins_on <= NEW.ends_on AND other.ends_on >= NEW.begins_on
      AND (other.back_on IS NULL OR (other.back_on > other.begins_on AND other.back_on > NEW.begins_on)))
"""

ABSENT_ONCE = Guard(
    sqlite=(
        f"""
        CREATE TRIGGER absent_once BEFORE INSERT ON people_absence WHEN {_AWAY_ALREADY}
        BEGIN SELECT RAISE(ABORT, 'the absences of an officer do not overlap'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION absent_once() RETURNS trigger AS $$
        BEGIN
          IF {_AWAY_ALREADY}
          THEN RAISE 'the absences of an officer do not overlap' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER absent_once BEFORE INSERT ON people_absence
        FOR EACH ROW EXECUTE FUNCTION absent_once()
        """,
    ),
)
"""Of an officer's absences no day is counted twice."""
