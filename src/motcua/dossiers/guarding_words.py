"""The database itself keeps the words by which a dossier is found: whoever enters or corrects the name.

In the action it would be one more statement at every reception, and forgotten at the next correction.
"""

from motcua.base.guards import Guard

_NUMBER = "substr(code, length(rtrim(code, '0123456789')) + 1)"
"""The serial at the end of the dossier's code."""
_TAIL = "substr(code, length(rtrim(rtrim(rtrim(code, '0123456789'), '-'), '0123456789')) + 1)"
"""The day and the serial, as people read a code aloud: 261123-0010."""


def _insert(parts: str, word: str) -> str:
    return f"""
        INSERT INTO dossiers_searchword (center_id, word, dossier_id)
        SELECT DISTINCT center_id, word, id FROM (
          SELECT center_id, dossiers_dossier.id, {word} AS word FROM dossiers_dossier, {parts}
          WHERE dossiers_dossier.id = NEW.dossier_id
          UNION ALL SELECT center_id, id, {_NUMBER} FROM dossiers_dossier WHERE id = NEW.dossier_id
          UNION ALL SELECT center_id, id, {_TAIL} FROM dossiers_dossier WHERE id = NEW.dossier_id
        ) AS words WHERE word <> '';
    """  # noqa: S608 - our own names


_SQLITE = _insert("json_each('[\"' || replace(NEW.name_search, ' ', '\",\"') || '\"]') AS part", "part.value")
_POSTGRESQL = _insert("string_to_table(NEW.name_search, ' ') AS part", "part")

DOSSIERS_ARE_FOUND = Guard(
    sqlite=(
        f"CREATE TRIGGER applicant_is_found AFTER INSERT ON dossiers_applicant BEGIN {_SQLITE} END",
        f"""
        CREATE TRIGGER applicant_is_found_anew AFTER UPDATE OF name_search ON dossiers_applicant
        WHEN NEW.name_search <> OLD.name_search
        BEGIN DELETE FROM dossiers_searchword WHERE dossier_id = NEW.dossier_id; {_SQLITE} END
        """,  # noqa: S608 - our own names
        """
        CREATE TRIGGER applicant_is_forgotten AFTER DELETE ON dossiers_applicant
        BEGIN DELETE FROM dossiers_searchword WHERE dossier_id = OLD.dossier_id; END
        """,
    ),
    postgresql=(
        f"""
        CREATE FUNCTION applicant_is_found() RETURNS trigger AS $$
        BEGIN
          IF TG_OP <> 'INSERT' THEN
            DELETE FROM dossiers_searchword WHERE dossier_id = OLD.dossier_id;
          END IF;
          IF TG_OP <> 'DELETE' THEN {_POSTGRESQL} END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql
        """,  # noqa: S608 - our own names
        """
        CREATE TRIGGER applicant_is_found AFTER INSERT OR DELETE ON dossiers_applicant
        FOR EACH ROW EXECUTE FUNCTION applicant_is_found()
        """,
        """
        CREATE TRIGGER applicant_is_found_anew AFTER UPDATE OF name_search ON dossiers_applicant
        FOR EACH ROW WHEN (NEW.name_search <> OLD.name_search) EXECUTE FUNCTION applicant_is_found()
        """,
    ),
)
"""``name_search`` is folded (``domain.folding``): words of letters and digits, one space between."""
