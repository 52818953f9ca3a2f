"""What must never be in the database, asked by its bare driver right after a kill, while others write on.

Each question is one statement, so that it sees one moment; it finds nothing where all is well.
"""

from motcua.domain.states import OPEN_STATES, State
from tests.base.workers import opened
from tests.faults.offices import CHARGED

OPEN = ", ".join(str(state.value) for state in sorted(OPEN_STATES))


def _count(table: str, where: str = "") -> str:
    return f"(SELECT count(*) FROM {table} x WHERE x.dossier_id = d.id {where})"


def _events(kind: str) -> str:
    told = f"e.subject = 'dossier/' || d.code AND e.kind = '{kind}'"
    return f"(SELECT count(*) FROM base_event e WHERE {told})"


QUESTIONS = {
    "received by halves": f"""
        SELECT d.code FROM dossiers_dossier d
        WHERE {_count("dossiers_applicant")} <> 1 OR {_count("dossiers_clockentry")} = 0
           OR {_count("dossiers_paper")} = 0 OR {_count("dossiers_step")} < 2
           OR {_events("dossier.received")} <> 1""",
    "without its charge": f"""
        SELECT d.code FROM dossiers_dossier d
        JOIN catalogue_revision r ON r.id = d.revision_id
        WHERE {_count("dossiers_charge")}
           <> CASE r.procedure_id WHEN '{CHARGED["procedure"]}' THEN 1 ELSE 0 END""",
    "in no queue, or in two": f"""
        SELECT d.code FROM dossiers_dossier d
        WHERE {_count("dossiers_step", "AND x.done_at IS NULL")}
           <> CASE WHEN d.state IN ({OPEN}, {State.PROCESSED.value}) THEN 1 ELSE 0 END""",
    "in a state that its moves don't lead to": f"""
        SELECT d.code FROM dossiers_dossier d
        LEFT JOIN dossiers_movement m ON m.dossier_id = d.id AND m.position = d.moves
        WHERE m.id IS NULL OR m."after" <> d.state OR {_count("dossiers_movement")} <> d.moves""",
    "with a step that nobody brought": """
        SELECT s.id FROM dossiers_step s
        WHERE (SELECT count(*) FROM dossiers_handover h WHERE h.step_id = s.id AND h.kind <> 'reassigned')
           <> CASE s.position WHEN 1 THEN 0 ELSE 1 END""",
    "decided by halves": f"""
        SELECT d.code FROM dossiers_dossier d
        LEFT JOIN dossiers_decision q ON q.dossier_id = d.id
        LEFT JOIN people_grant g ON g.id = q.grant_id
        WHERE {_count("dossiers_movement", "AND x.move = 'decide'")}
           <> CASE WHEN g.id IS NULL THEN 0 ELSE 1 END
           OR {_events("dossier.decided")} <> CASE WHEN q.dossier_id IS NULL THEN 0 ELSE 1 END""",
    "issued by halves": f"""
        SELECT d.code FROM dossiers_dossier d
        WHERE {_count("dossiers_movement", "AND x.move = 'issue'")} <> {_count("dossiers_result")}
           OR {_events("dossier.issued")} <> {_count("dossiers_result")}""",
    "with a code that another one has": "SELECT code FROM dossiers_dossier GROUP BY code HAVING count(*) > 1",
    "units whose codes have a gap": """
        SELECT s.unit_id FROM dossiers_codeseries s GROUP BY s.unit_id
        HAVING sum(s.last) <> (SELECT count(*) FROM dossiers_dossier d
                               JOIN places_center c ON c.id = d.center_id WHERE c.unit_id = s.unit_id)""",
    "units and years whose results have a gap or the same number": """
        SELECT s.unit_id, s.year FROM dossiers_resultseries s
        WHERE s.last <> (SELECT count(DISTINCT r.number) FROM dossiers_result r
                         WHERE r.unit_id = s.unit_id AND r.year = s.year)
           OR s.last <> (SELECT count(*) FROM dossiers_result r
                         WHERE r.unit_id = s.unit_id AND r.year = s.year)""",
    "answers kept by halves": "SELECT key FROM base_answered WHERE status = 0",
    "events that don't follow the one before": """
        SELECT b.stream, b.number FROM base_event b
        LEFT JOIN base_event a ON a.stream = b.stream AND a.number = b.number - 1
        WHERE b.number > 1 AND (a.id IS NULL OR b.previous <> a.hash)""",
    "streams that end elsewhere than their last event": """
        SELECT s.code FROM base_stream s
        LEFT JOIN base_event e ON e.stream = s.code AND e.number = s.number
        WHERE s.number > 0 AND (e.id IS NULL OR e.hash <> s.hash)""",
}


def found(environment: dict[str, str]) -> list[str]:
    """What should not be there at this moment, in words."""
    with opened(environment) as database:
        answers = {what: database.execute(question).fetchall() for what, question in QUESTIONS.items()}
    return [f"{what}: {rows[:5]}" for what, rows in answers.items() if rows]
