"""What the database itself refuses about signing, in the words of both vendors."""

from motcua.base.guards import Guard

SEALED_FORMS_STAY = Guard(
    sqlite=(
        """
        CREATE TRIGGER sealed_form_stays BEFORE UPDATE ON dossiers_electronicform
        WHEN OLD.sealed_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a sealed form stays as it is'); END
        """,
    ),
    postgresql=(
        """
        CREATE FUNCTION sealed_form_stays() RETURNS trigger AS $$
        BEGIN RAISE 'a sealed form stays as it is' USING ERRCODE = 'restrict_violation';
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER sealed_form_stays BEFORE UPDATE ON dossiers_electronicform
        FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION sealed_form_stays()
        """,
    ),
)
"""What carries the organisation's seal is not changed afterwards; its content ends with its retention."""
