"""What the database itself refuses about hand-overs and opinions."""

from motcua.base.guards import Guard
from motcua.dossiers.guarding_destruction import DOORS

GIVEN = "dossier_id kind step_id from_step_id given_by_id given_at measured from_unit_id to_unit_id to_role"
GIVEN += " to_officer_id paper_due"
ENTERED_ONCE = {
    "received_at": "received_by_id received_at label",
    "paper_received_at": "paper_received_by_id paper_received_at",
}
ASKED = "dossier_id step_id unit_id role question authority term_value term_unit due_at pausing_basis"
ASKED += " asked_by_id asked_at"
CLOSED_ONCE = {
    "answered_at": "answer text answered_by_id answered_for_id answered_at",
    "silence_at": "silence_at silence_actor",
    "set_aside_at": "set_aside_at set_aside_by_id set_aside_reason",
}


def _changed(fixed: str, once: dict[str, str], differs: str) -> str:
    """The condition on a row being updated: something changed that may not."""
    parts = [f"NEW.{name} {differs} OLD.{name}" for name in fixed.split()]
    for when, names in once.items():
        touched = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in names.split())
        parts.append(f"(OLD.{when} IS NOT NULL AND ({touched}))")
    return " OR ".join(parts)


def stays(table: str, fixed: str, once: dict[str, str], said: str, *, kept: bool) -> Guard:
    """Rows whose ``fixed`` columns never change and whose ``once`` groups are filled in once.

    But for what a destruction erases, where the table has such a door.
    """
    name, door = f"{table}_stays", DOORS.get(table)
    refuse = f"RAISE '{said}' USING ERRCODE = 'restrict_violation';"
    if door is not None:
        open_ = f"IF {door.condition('postgresql')} THEN RETURN NEW; END IF;"
        refuse = f"IF TG_OP = 'UPDATE' THEN {open_} END IF; {refuse}"
    unless = f"AND NOT ({door.condition('sqlite')}) " if door is not None else ""
    events = ("UPDATE", "DELETE") if kept else ("UPDATE",)
    sqlite = [
        f"CREATE TRIGGER {name}_no_{event.lower()} BEFORE {event} ON {table} "
        + (f"WHEN ({_changed(fixed, once, 'IS NOT')}) {unless}" if event == "UPDATE" else "")
        + f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        for event in events
    ]
    postgresql = [f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {refuse} END $$ LANGUAGE plpgsql"]
    postgresql += [
        f"CREATE TRIGGER {name}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW "
        + (f"WHEN ({_changed(fixed, once, 'IS DISTINCT FROM')}) " if event == "UPDATE" else "")
        + f"EXECUTE FUNCTION {name}()"
        for event in events
    ]
    return Guard(tuple(sqlite), tuple(postgresql))


HAND_OVERS_STAY = stays(
    "dossiers_handover", GIVEN, ENTERED_ONCE, "what was handed over stays as it was entered", kept=True
)
"""Form 06 is append-only; the receiving side fills in its part once."""

OPINIONS_STAY = stays(
    "dossiers_opinion", ASKED, CLOSED_ONCE, "what was asked and answered stays as it was entered", kept=False
)
"""A question does not change under its answer; it goes with its dossier when that may be destroyed."""

_OPEN = (
    "EXISTS (SELECT 1 FROM dossiers_opinion WHERE dossier_id = NEW.dossier_id AND answered_at IS NULL "
    "AND silence_at IS NULL AND set_aside_at IS NULL)"
)
_SAID = "a decision waits for the opinions that were asked"

DECISIONS_WAIT_FOR_OPINIONS = Guard(
    sqlite=(
        f"CREATE TRIGGER decision_waits_for_opinions BEFORE INSERT ON dossiers_decision WHEN {_OPEN} "
        f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END",
    ),
    postgresql=(
        f"""
        CREATE FUNCTION decision_waits_for_opinions() RETURNS trigger AS $$
        BEGIN
          IF {_OPEN} THEN RAISE '{_SAID}' USING ERRCODE = 'check_violation'; END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER decision_waits_for_opinions BEFORE INSERT ON dossiers_decision
        FOR EACH ROW EXECUTE FUNCTION decision_waits_for_opinions()
        """,
    ),
)
"""Nobody signs over an open question without having set it aside, with a reason."""
