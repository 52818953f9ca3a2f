"""The database refuses one pair of eyes: who appraised a dossier neither reviews nor signs it, and who
reviewed it does not sign it, in whatever round.

Whatever wrote the row, and whoever they stood in for: ``done_by`` is the person who did it.
"""

from motcua.base.guards import Guard

BARRED_BY = {"review": ("appraise",), "sign": ("appraise", "review")}
"""Of an act those that bar from it whoever did one of them."""


def _did_work(officer: str, act: str) -> str:
    """The condition that this officer did a step that bars from the act."""
    acts = ", ".join(f"'{barring}'" for barring in BARRED_BY[act])
    work = (
        "SELECT 1 FROM dossiers_step AS work WHERE work.dossier_id = NEW.dossier_id AND work.outcome = 'done'"
    )
    return f"EXISTS ({work} AND work.act IN ({acts}) AND work.done_by_id = {officer})"


_STEP = "NEW.outcome = 'done' AND ({})".format(
    " OR ".join(f"(NEW.act = '{act}' AND {_did_work('NEW.done_by_id', act)})" for act in BARRED_BY)
)
_DECISION = _did_work("NEW.signed_by_id", "sign")
_SAID = "who appraised or reviewed a dossier does not decide it, nor review their own appraisal"
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
