"""What the database itself refuses about a dossier, in the words of both vendors."""

from motcua.base.guards import Guard
from motcua.dossiers.guarding_destruction import DOORS

STATES_FOLLOW_MOVES = Guard(
    sqlite=(
        """
        CREATE TRIGGER dossier_begins_with_a_move BEFORE INSERT ON dossiers_dossier
        WHEN NEW.state IS NOT
          (SELECT after FROM dossiers_movement WHERE dossier_id = NEW.id ORDER BY position DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'the state of a dossier is the fold of its moves'); END
        """,
        """
        CREATE TRIGGER dossier_state_is_moved BEFORE UPDATE OF state ON dossiers_dossier
        WHEN NEW.state IS NOT
          (SELECT after FROM dossiers_movement WHERE dossier_id = NEW.id ORDER BY position DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'the state of a dossier is the fold of its moves'); END
        """,
        """
        CREATE TRIGGER movement_follows_the_last BEFORE INSERT ON dossiers_movement
        WHEN NEW.before IS NOT
          (SELECT after FROM dossiers_movement AS last
           WHERE last.dossier_id = NEW.dossier_id ORDER BY last.position DESC LIMIT 1)
          OR NEW.position <>
          (SELECT count(*) + 1 FROM dossiers_movement WHERE dossier_id = NEW.dossier_id)
        BEGIN SELECT RAISE(ABORT, 'a move begins where the last one ended'); END
        """,
    ),
    postgresql=(
        """
        CREATE FUNCTION dossier_state_is_moved() RETURNS trigger AS $$
        BEGIN
          IF NEW.state IS DISTINCT FROM
            (SELECT after FROM dossiers_movement WHERE dossier_id = NEW.id ORDER BY position DESC LIMIT 1)
          THEN RAISE 'the state of a dossier is the fold of its moves' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER dossier_state_is_moved BEFORE INSERT OR UPDATE OF state ON dossiers_dossier
        FOR EACH ROW EXECUTE FUNCTION dossier_state_is_moved()
        """,
        """
        CREATE FUNCTION movement_follows_the_last() RETURNS trigger AS $$
        DECLARE last record;
        BEGIN
          SELECT position, after INTO last FROM dossiers_movement
          WHERE dossier_id = NEW.dossier_id ORDER BY position DESC LIMIT 1;
          IF NEW.before IS DISTINCT FROM last.after OR NEW.position <> COALESCE(last.position, 0) + 1
          THEN RAISE 'a move begins where the last one ended' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER movement_follows_the_last BEFORE INSERT ON dossiers_movement
        FOR EACH ROW EXECUTE FUNCTION movement_follows_the_last()
        """,
    ),
)
"""A dossier has the state its last move left it in, and its moves are a chain."""

_ERASED = DOORS["dossiers_issuedform"]
FORMS_STAY = Guard(
    sqlite=(
        f"""
        CREATE TRIGGER issued_form_stays BEFORE UPDATE ON dossiers_issuedform
        WHEN NOT ({_ERASED.condition("sqlite")})
        BEGIN SELECT RAISE(ABORT, 'an issued form stays as it is'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION issued_form_stays() RETURNS trigger AS $$
        BEGIN
          IF {_ERASED.condition("postgresql")} THEN RETURN NEW; END IF;
          RAISE 'an issued form stays as it is' USING ERRCODE = 'restrict_violation';
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER issued_form_stays BEFORE UPDATE ON dossiers_issuedform
        FOR EACH ROW EXECUTE FUNCTION issued_form_stays()
        """,
    ),
)
"""What a paper said is not changed afterwards; its words go when its dossier is destroyed."""
