"""The database refuses one pair of eyes: who appraised a dossier last neither reviews nor signs it.

Whatever wrote the row, and whoever they stood in for: ``done_by`` is the person who did it.
"""

from motcua.base.guards import Guard

_APPRAISED = """
  (SELECT appraisal.done_by_id FROM dossiers_step AS appraisal
   WHERE appraisal.dossier_id = NEW.dossier_id AND appraisal.act = 'appraise' AND appraisal.outcome = 'done'
   ORDER BY appraisal.round DESC, appraisal.position DESC LIMIT 1)
"""
_STEP = f"NEW.act IN ('review', 'sign') AND NEW.outcome = 'done' AND NEW.done_by_id = {_APPRAISED}"
_DECISION = f"NEW.signed_by_id = {_APPRAISED}"
_SAID = "who appraised a dossier neither reviews nor signs it"
_GUARDED = (
    ("step_has_four_eyes", "UPDATE OF done_by_id, outcome ON dossiers_step", _STEP),
    ("decision_has_four_eyes", "INSERT ON dossiers_decision", _DECISION),
)

FOUR_EYES = Guard(
    sqlite=tuple(
        f"CREATE TRIGGER {name} BEFORE {event} WHEN {one_pair} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        for name, event, one_pair in _GUARDED
    ),
    postgresql=tuple(
        statement
        for name, event, one_pair in _GUARDED
        for statement in (
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
            f"IF {one_pair} THEN RAISE '{_SAID}' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}()",
        )
    ),
)
