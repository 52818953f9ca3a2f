"""Every write to a dossier, from reception to return."""

from motcua.dossiers.actions.charges import charge, exempt
from motcua.dossiers.actions.closings import close_day
from motcua.dossiers.actions.endings import stop, withdraw
from motcua.dossiers.actions.fee_rules import end_tariff, set_account, set_exemption_class, set_tariff
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.actions.intake import accept, ask_at_intake, refuse_at_intake, submit
from motcua.dossiers.actions.notices import hear, settle
from motcua.dossiers.actions.pauses import pause_for_payment, resume_after_payment
from motcua.dossiers.actions.payments import order_online, record_transfer, take_cash
from motcua.dossiers.actions.reception import receive
from motcua.dossiers.actions.refunds import approve_refund, ask_refund, decline_refund
from motcua.dossiers.actions.steps import assign, complete_step, decide, hand_over, issue
from motcua.dossiers.actions.supplements import close_unsupplemented, request_supplement, take_supplement

__all__ = [
    "accept",
    "approve_refund",
    "ask_at_intake",
    "ask_refund",
    "assign",
    "charge",
    "close_day",
    "close_unsupplemented",
    "complete_step",
    "decide",
    "decline_refund",
    "end_tariff",
    "exempt",
    "hand_over",
    "hear",
    "issue",
    "issue_form",
    "order_online",
    "pause_for_payment",
    "receive",
    "record_transfer",
    "refuse_at_intake",
    "request_supplement",
    "resume_after_payment",
    "set_account",
    "set_exemption_class",
    "set_tariff",
    "settle",
    "stop",
    "submit",
    "take_cash",
    "take_supplement",
    "withdraw",
]
