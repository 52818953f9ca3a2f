"""The dossier and what happened to it: one file a topic."""

from motcua.dossiers.models.clock import ClockEntry
from motcua.dossiers.models.dossier import PROVINCE_ROLES, Applicant, Dossier, DossierQuerySet
from motcua.dossiers.models.movements import Movement
from motcua.dossiers.models.papers import Paper
from motcua.dossiers.models.results import Decision, Result, Return
from motcua.dossiers.models.series import CodeSeries, ResultSeries
from motcua.dossiers.models.steps import Step, StepQuerySet

__all__ = [
    "PROVINCE_ROLES",
    "Applicant",
    "ClockEntry",
    "CodeSeries",
    "Decision",
    "Dossier",
    "DossierQuerySet",
    "Movement",
    "Paper",
    "Result",
    "ResultSeries",
    "Return",
    "Step",
    "StepQuerySet",
]
