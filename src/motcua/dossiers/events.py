"""What can happen to a dossier. Later issues add supplement, pause, extension and withdrawal."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "dossier.received": "A complete dossier was received",
        "dossier.assigned": "The head of the unit assigned an officer",
        "dossier.step_completed": "A step was completed",
        "dossier.decided": "The competent person decided",
        "dossier.issued": "The result was numbered and issued",
        "dossier.returned": "The result was handed over",
    }
)
