"""Every write to a dossier, from reception to return."""

from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.actions.charges import charge, exempt
from motcua.dossiers.actions.closings import close_day
from motcua.dossiers.actions.endings import stop, withdraw
from motcua.dossiers.actions.extensions import extend
from motcua.dossiers.actions.fee_rules import end_tariff, set_account, set_exemption_class, set_tariff
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.actions.handing import acknowledge, acknowledge_several, transfer
from motcua.dossiers.actions.intake import accept, ask_at_intake, refuse_at_intake, submit
from motcua.dossiers.actions.notices import hear, settle
from motcua.dossiers.actions.opinions import answer_opinion, ask_opinions, record_silence
from motcua.dossiers.actions.pauses import pause_for_payment, resume_after_payment
from motcua.dossiers.actions.payments import order_online, record_transfer, take_cash
from motcua.dossiers.actions.reassigning import reassign, reassign_several
from motcua.dossiers.actions.reception import receive
from motcua.dossiers.actions.refunds import approve_refund, ask_refund, decline_refund
from motcua.dossiers.actions.revisions import move_to_revision, publish_deciding
from motcua.dossiers.actions.rewinding import send_back, take_back
from motcua.dossiers.actions.steps import assign, complete_step, decide, hand_over, issue
from motcua.dossiers.actions.supplements import close_unsupplemented, request_supplement, take_supplement
from motcua.dossiers.actions.warnings import look

__all__ = [
    "accept",
    "acknowledge",
    "acknowledge_several",
    "answer_opinion",
    "approve_refund",
    "ask_at_intake",
    "ask_opinions",
    "ask_refund",
    "assign",
    "change_calendar",
    "charge",
    "close_day",
    "close_unsupplemented",
    "complete_step",
    "decide",
    "decline_refund",
    "end_tariff",
    "exempt",
    "extend",
    "hand_over",
    "hear",
    "issue",
    "issue_form",
    "look",
    "move_to_revision",
    "order_online",
    "pause_for_payment",
    "publish_deciding",
    "reassign",
    "reassign_several",
    "receive",
    "record_silence",
    "record_transfer",
    "refuse_at_intake",
    "request_supplement",
    "resume_after_payment",
    "send_back",
    "set_account",
    "set_exemption_class",
    "set_tariff",
    "settle",
    "stop",
    "submit",
    "take_back",
    "take_cash",
    "take_supplement",
    "transfer",
    "withdraw",
]
