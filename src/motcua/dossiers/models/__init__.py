"""The dossier and what happened to it: one file a topic."""

from motcua.dossiers.models.clock import ClockEntry
from motcua.dossiers.models.dossier import PROVINCE_ROLES, Applicant, Dossier, DossierQuerySet
from motcua.dossiers.models.fees import (
    Charge,
    Exemption,
    ExemptionClass,
    Obligation,
    Resumption,
    Tariff,
)
from motcua.dossiers.models.forms import FormKind, FormSeries, IssuedForm
from motcua.dossiers.models.handovers import HandOver, HandOverQuerySet, UndoneDecision
from motcua.dossiers.models.money import (
    DailyClosing,
    NoticeSettled,
    Payment,
    PaymentNotice,
    PaymentOrder,
    ReceiptSeries,
    ReceivingAccount,
    Refund,
    RefundRequest,
)
from motcua.dossiers.models.movements import Movement
from motcua.dossiers.models.opinions import Opinion, OpinionQuerySet
from motcua.dossiers.models.papers import Paper
from motcua.dossiers.models.results import Decision, Result, Return
from motcua.dossiers.models.revisions import RevisionMove
from motcua.dossiers.models.series import CodeSeries, ResultSeries
from motcua.dossiers.models.steps import Step, StepQuerySet
from motcua.dossiers.models.supplements import Defect, Supplement, SupplementQuerySet
from motcua.dossiers.models.warnings import Extension, Warned, Warning

__all__ = [
    "PROVINCE_ROLES",
    "Applicant",
    "Charge",
    "ClockEntry",
    "CodeSeries",
    "DailyClosing",
    "Decision",
    "Defect",
    "Dossier",
    "DossierQuerySet",
    "Exemption",
    "ExemptionClass",
    "Extension",
    "FormKind",
    "FormSeries",
    "HandOver",
    "HandOverQuerySet",
    "IssuedForm",
    "Movement",
    "NoticeSettled",
    "Obligation",
    "Opinion",
    "OpinionQuerySet",
    "Paper",
    "Payment",
    "PaymentNotice",
    "PaymentOrder",
    "ReceiptSeries",
    "ReceivingAccount",
    "Refund",
    "RefundRequest",
    "Result",
    "ResultSeries",
    "Resumption",
    "Return",
    "RevisionMove",
    "Step",
    "StepQuerySet",
    "Supplement",
    "SupplementQuerySet",
    "Tariff",
    "UndoneDecision",
    "Warned",
    "Warning",
]
