"""What the database itself refuses about destruction, and the one door it leaves in the rows that stay.

A row that never changes may lose its words when its dossier was destroyed on a list that two others
approved: those columns take the mark of what was erased, and nothing else of the row differs.
"""

from dataclasses import dataclass

from motcua.base.guards import Guard

ERASED = "—"
"""What stands where somebody's words stood; some columns may not be empty."""


def destroyed(dossier: str) -> str:
    """SQL: whether the dossier that this expression names was destroyed."""
    return (
        "EXISTS (SELECT 1 FROM dossiers_destructionline AS line "  # noqa: S608 - our own tables
        "JOIN dossiers_destructionlist AS list ON list.id = line.list_id "
        f"WHERE line.dossier_id = {dossier} AND line.outcome = 'destroyed' AND list.state = 'executed')"
    )


@dataclass(frozen=True, slots=True)
class Door:
    """``kept``: columns that stay; ``erased``: column -> what it may become; ``dossier``: whose it is."""

    kept: str
    erased: tuple[tuple[str, str], ...]
    dossier: str = "OLD.dossier_id"

    def condition(self, vendor: str) -> str:
        """SQL over OLD and NEW: whether this change only erases."""
        same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
        parts = [f"NEW.{name} {same} OLD.{name}" for name in self.kept.split()]
        parts += [f"(NEW.{name} {same} OLD.{name} OR NEW.{name} = {blank})" for name, blank in self.erased]
        return " AND ".join([*parts, destroyed(self.dossier)])


_MARK = f"'{ERASED}'"
_OF_CHARGE = "(SELECT dossier_id FROM dossiers_charge WHERE id = OLD.charge_id)"
_OF_NOTICE = """(SELECT charge.dossier_id FROM dossiers_paymentnotice AS notice
  JOIN dossiers_paymentorder AS orders ON orders.id = notice.order_id
  JOIN dossiers_charge AS charge ON charge.id = orders.charge_id WHERE notice.id = OLD.notice_id)"""
DOORS = {
    "dossiers_issuedform": Door(
        "id dossier_id center_id form year number symbol issued_at issued_by_id is_electronic digest",
        (("words", "'{}'"),),
    ),
    "dossiers_opinion": Door(
        "id dossier_id step_id unit_id role authority expected_vi expected_en term_value term_unit due_at "
        "pausing_basis asked_by_id asked_at answer answered_by_id answered_for_id answered_at silence_at "
        "silence_actor set_aside_at set_aside_by_id",
        (("question", _MARK), ("text", _MARK), ("set_aside_reason", _MARK)),
    ),
    "dossiers_undonedecision": Door(
        "id dossier_id kind grant_id signed_by_id signed_at undone_at undone_by_id", (("reason", _MARK),)
    ),
    "dossiers_exemption": Door(
        "charge_id exempted_class_id percent amount basis at by_id", (("proof", _MARK),), _OF_CHARGE
    ),
    "dossiers_noticesettled": Door("notice_id at by_id", (("words", _MARK),), _OF_NOTICE),
}
"""The rows that never change otherwise, and what of them may be erased."""

_PAIRS = (
    ("proposed", "first_approved"),
    ("first_approved", "approved"),
    ("proposed", "refused"),
    ("first_approved", "refused"),
    ("approved", "executed"),
)
_PROPOSED = "id center_id year number digest proposed_at proposed_by_id"
_ONCE = {
    "first_at": "first_at first_by_id",
    "second_at": "second_at second_by_id",
    "refused_at": "refused_at refused_by_id refused_reason",
    "executed_at": "executed_at executed_by_id",
}
_WAY = " OR ".join(f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in _PAIRS)
_SAID_LIST = "a destruction list is proposed, approved twice and carried out, in this order"
_SAID_LINE = "the lines of a destruction list stay as they were proposed"
_SAID_GONE = "nothing happens to a destroyed dossier any more"
_FIXED_LINE = "id list_id dossier_id position rule_id closed_on kept_until"
_STATE = "(SELECT state FROM dossiers_destructionlist WHERE id = NEW.list_id)"
_DAY = {
    "sqlite": "(SELECT date(executed_at, '+7 hours') FROM dossiers_destructionlist WHERE id = NEW.list_id)",
    "postgresql": "(SELECT (executed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date "
    "FROM dossiers_destructionlist WHERE id = NEW.list_id)",
}


def _differs(vendor: str) -> str:
    return "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"


def _list_changed(vendor: str) -> str:
    """Somebody alters what was proposed or already signed, or skips a step."""
    differs = _differs(vendor)
    parts = [f"NEW.{name} {differs} OLD.{name}" for name in _PROPOSED.split()]
    for when, names in _ONCE.items():
        touched = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in names.split())
        parts.append(f"(OLD.{when} IS NOT NULL AND ({touched}))")
    return " OR ".join([*parts, f"NOT ({_WAY})"])


def _line_changed(vendor: str) -> str:
    """A line ends once, as its list does; what is destroyed was due before that day."""
    differs = _differs(vendor)
    parts = [f"NEW.{name} {differs} OLD.{name}" for name in _FIXED_LINE.split()]
    ends = (
        f"(NEW.outcome = 'dropped' AND {_STATE} = 'refused' AND NEW.verdict = OLD.verdict) "
        f"OR (NEW.outcome = 'left' AND {_STATE} = 'executed') "
        f"OR (NEW.outcome = 'destroyed' AND {_STATE} = 'executed' AND NEW.verdict = OLD.verdict "
        f"AND NEW.kept_until < {_DAY[vendor]})"
    )
    return " OR ".join([*parts, "OLD.outcome <> ''", f"NOT ({ends})"])


_NEW_LINE = f"{_STATE} IS NULL OR {_STATE} <> 'proposed' OR NEW.outcome NOT IN ('', 'excluded')"
_RULES = (
    # table, event, what must not be (by vendor), what it says
    ("dossiers_destructionlist", "INSERT", lambda vendor: "NEW.state <> 'proposed'", _SAID_LIST),
    ("dossiers_destructionlist", "UPDATE", _list_changed, _SAID_LIST),
    ("dossiers_destructionlist", "DELETE", lambda vendor: "", _SAID_LIST),
    ("dossiers_destructionline", "INSERT", lambda vendor: _NEW_LINE, _SAID_LINE),
    ("dossiers_destructionline", "UPDATE", _line_changed, _SAID_LINE),
    ("dossiers_destructionline", "DELETE", lambda vendor: "", _SAID_LINE),
    ("dossiers_movement", "INSERT", lambda vendor: destroyed("NEW.dossier_id"), _SAID_GONE),
    (
        "dossiers_applicant",
        "UPDATE",
        lambda vendor: (
            f"{destroyed('NEW.dossier_id')} AND (NEW.name <> '{ERASED}' OR NEW.name_search <> '' "
            "OR NEW.identity_number <> '' OR NEW.phone <> '' OR NEW.email <> '' OR NEW.address <> '' "
            "OR NEW.born_on IS NOT NULL)"
        ),
        _SAID_GONE,
    ),
)


def _name(table: str, event: str) -> str:
    return f"{table.removeprefix('dossiers_')}_of_destruction_{event.lower()}"


def _sqlite(table: str, event: str, wrong: str, says: str) -> str:
    when = f"WHEN {wrong} " if wrong else ""
    return (
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    )


def _postgresql(table: str, event: str, wrong: str, says: str) -> tuple[str, str]:
    name = _name(table, event)
    refuse = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation';"
    body = f"IF {wrong} THEN {refuse} END IF; RETURN NEW;" if wrong else refuse
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


DESTRUCTION_IS_APPROVED = Guard(
    sqlite=tuple(_sqlite(table, event, wrong("sqlite"), says) for table, event, wrong, says in _RULES),
    postgresql=tuple(
        statement
        for table, event, wrong, says in _RULES
        for statement in _postgresql(table, event, wrong("postgresql"), says)
    ),
)
"""A list goes its way in order, its lines stay, and what was destroyed stays destroyed."""
