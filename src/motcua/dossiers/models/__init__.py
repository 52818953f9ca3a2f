"""The dossier and what happened to it: one file a topic."""

from motcua.dossiers.models.aftermath import Reissue, ReissueReturn, Revocation
from motcua.dossiers.models.clock import ClockEntry
from motcua.dossiers.models.delivery import (
    DeliveryChange,
    Download,
    PostalNews,
    ResultCode,
    Shipment,
)
from motcua.dossiers.models.destruction import (
    DestructionCertificate,
    DestructionLine,
    DestructionList,
    DestructionListQuerySet,
    DestructionSeries,
)
from motcua.dossiers.models.dossier import (
    PROVINCE_ROLES,
    Applicant,
    Dossier,
    DossierQuerySet,
    centers_of,
)
from motcua.dossiers.models.electronic_forms import ElectronicForm
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
from motcua.dossiers.models.openings import Opening
from motcua.dossiers.models.opinions import Opinion, OpinionQuerySet
from motcua.dossiers.models.papers import Paper, SettledOriginal
from motcua.dossiers.models.results import Collected, Decision, Numbered, Result, ResultKind, Return
from motcua.dossiers.models.retention import HOLDS, RetentionHold, RetentionRule
from motcua.dossiers.models.revisions import RevisionMove
from motcua.dossiers.models.searching import SavedFilter, Search, SearchWord
from motcua.dossiers.models.series import CodeSeries, ResultSeries
from motcua.dossiers.models.steps import Step, StepQuerySet
from motcua.dossiers.models.supplements import Defect, Supplement, SupplementQuerySet
from motcua.dossiers.models.warnings import Extension, Warned, Warning

__all__ = [
    "HOLDS",
    "PROVINCE_ROLES",
    "Applicant",
    "Charge",
    "ClockEntry",
    "CodeSeries",
    "Collected",
    "DailyClosing",
    "Decision",
    "Defect",
    "DeliveryChange",
    "DestructionCertificate",
    "DestructionLine",
    "DestructionList",
    "DestructionListQuerySet",
    "DestructionSeries",
    "Dossier",
    "DossierQuerySet",
    "Download",
    "ElectronicForm",
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
    "Numbered",
    "Obligation",
    "Opening",
    "Opinion",
    "OpinionQuerySet",
    "Paper",
    "Payment",
    "PaymentNotice",
    "PaymentOrder",
    "PostalNews",
    "ReceiptSeries",
    "ReceivingAccount",
    "Refund",
    "RefundRequest",
    "Reissue",
    "ReissueReturn",
    "Result",
    "ResultCode",
    "ResultKind",
    "ResultSeries",
    "Resumption",
    "RetentionHold",
    "RetentionRule",
    "Return",
    "RevisionMove",
    "Revocation",
    "SavedFilter",
    "Search",
    "SearchWord",
    "SettledOriginal",
    "Shipment",
    "Step",
    "StepQuerySet",
    "Supplement",
    "SupplementQuerySet",
    "Tariff",
    "UndoneDecision",
    "Warned",
    "Warning",
    "centers_of",
]
