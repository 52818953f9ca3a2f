"""What the database itself refuses about revisions, in the words of both vendors.

Both know ``IS DISTINCT FROM`` (SQLite since 3.39).
"""

from motcua.base.guards import Guard

PARTS = ("revisiontext", "procedureterm", "fee", "document", "procedurestep")
KEPT = ("procedure_id", "number", "result_vi", "result_en", "decision", "is_standard_process", "based_on_id")
"""What an approved revision says, beside its parts."""


def _differ(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns) + ")"


def _sqlite_part(part: str, operation: str, row: str) -> str:
    return f"""
        CREATE TRIGGER {part}_stays_{operation} BEFORE {operation} ON catalogue_{part}
        WHEN (SELECT state FROM catalogue_revision WHERE id = {row}.revision_id) <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'the text of an approved revision stays'); END
        """  # noqa: S608 - made of the names above


TEXT_STAYS = Guard(
    sqlite=tuple(
        _sqlite_part(part, operation, row)
        for part in PARTS
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
    postgresql=(
        """
        CREATE FUNCTION revision_text_stays() RETURNS trigger AS $$
        DECLARE part record;
        BEGIN
          IF TG_OP = 'INSERT' THEN part := NEW; ELSE part := OLD; END IF;
          IF (SELECT state FROM catalogue_revision WHERE id = part.revision_id) <> 'draft'
          THEN RAISE 'the text of an approved revision stays' USING ERRCODE = 'check_violation';
          END IF;
          RETURN COALESCE(NEW, part);
        END $$ LANGUAGE plpgsql
        """,
        *(
            f"""
        CREATE TRIGGER {part}_stays BEFORE INSERT OR UPDATE OR DELETE ON catalogue_{part}
        FOR EACH ROW EXECUTE FUNCTION revision_text_stays()
        """
            for part in PARTS
        ),
    ),
)
"""Terms, documents, steps, fees and the text change in a draft only."""

_LIVES = """(
    (NEW.state = OLD.state)
    OR ((OLD.state || ' ' || NEW.state) IN ('draft approved', 'approved published', 'draft cancelled',
        'approved cancelled', 'published cancelled')
        AND EXISTS (SELECT 1 FROM catalogue_revisionact WHERE revision_id = NEW.id AND kind = NEW.state))
)"""
_WRONG_CHANGE = (
    f"(OLD.state <> 'draft' AND {_differ(*KEPT)})"
    f" OR (OLD.state = 'published' AND {_differ('valid_from', 'digest')}) OR NOT {_LIVES}"
)
_OVERLAPS = """NEW.state = 'published' AND EXISTS (
    SELECT 1 FROM catalogue_revision AS other
    WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id AND other.state = 'published'
    AND (NEW.valid_to IS NULL OR other.valid_from <= NEW.valid_to)
    AND (other.valid_to IS NULL OR other.valid_to >= NEW.valid_from)
)"""

ONE_REVISION_A_DAY = Guard(
    sqlite=(
        """
        CREATE TRIGGER revision_begins_as_draft BEFORE INSERT ON catalogue_revision WHEN NEW.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'a revision begins as a draft'); END
        """,
        f"""
        CREATE TRIGGER revision_lives_in_order BEFORE UPDATE ON catalogue_revision WHEN {_WRONG_CHANGE}
        BEGIN SELECT RAISE(ABORT, 'a revision is approved and published by its acts, and then stays'); END
        """,
        f"""
        CREATE TRIGGER one_revision_a_day BEFORE UPDATE ON catalogue_revision WHEN {_OVERLAPS}
        BEGIN SELECT RAISE(ABORT, 'two revisions in force on one day'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION revision_lives_in_order() RETURNS trigger AS $$
        BEGIN
          IF TG_OP = 'INSERT' THEN
            IF NEW.state <> 'draft'
            THEN RAISE 'a revision begins as a draft' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
          END IF;
          IF {_WRONG_CHANGE}
          THEN RAISE 'a revision is approved and published by its acts, and then stays'
            USING ERRCODE = 'check_violation';
          END IF;
          IF {_OVERLAPS}
          THEN RAISE 'two revisions in force on one day' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER revision_lives_in_order BEFORE INSERT OR UPDATE ON catalogue_revision
        FOR EACH ROW EXECUTE FUNCTION revision_lives_in_order()
        """,
    ),
)
"""Draft, approved, published, by an act of that name each; of one procedure one at most is in force."""

_OWN_DRAFT = """NEW.kind = 'approved' AND EXISTS (
    SELECT 1 FROM catalogue_revisionact
    WHERE revision_id = NEW.revision_id AND kind IN ('drafted', 'saved') AND by_id = NEW.by_id
)"""

FOUR_EYES = Guard(
    sqlite=(
        f"""
        CREATE TRIGGER revision_has_four_eyes BEFORE INSERT ON catalogue_revisionact WHEN {_OWN_DRAFT}
        BEGIN SELECT RAISE(ABORT, 'who drafted a revision does not approve it'); END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION revision_has_four_eyes() RETURNS trigger AS $$
        BEGIN
          IF {_OWN_DRAFT}
          THEN RAISE 'who drafted a revision does not approve it' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER revision_has_four_eyes BEFORE INSERT ON catalogue_revisionact
        FOR EACH ROW EXECUTE FUNCTION revision_has_four_eyes()
        """,
    ),
)
"""Whoever wrote a part of it does not approve it."""
