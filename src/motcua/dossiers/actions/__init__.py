"""Every write to a dossier, from reception to return."""

from motcua.dossiers.actions.aftermath import hand_over_reissue, reissue_result, revoke_result
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.actions.charges import charge, exempt
from motcua.dossiers.actions.closings import close_day
from motcua.dossiers.actions.delivery import (
    choose_delivery,
    enter_news,
    prepare_letter,
    settle_originals,
)
from motcua.dossiers.actions.destruction import (
    approve_destruction,
    carry_out_destruction,
    propose_destruction,
    refuse_destruction,
)
from motcua.dossiers.actions.electronic import download_result, send_result_code
from motcua.dossiers.actions.endings import stop, withdraw
from motcua.dossiers.actions.extensions import extend
from motcua.dossiers.actions.fee_rules import (
    end_exemption_class,
    end_tariff,
    set_account,
    set_exemption_class,
    set_tariff,
)
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
from motcua.dossiers.actions.result_kinds import end_result_kind, set_result_kind
from motcua.dossiers.actions.retention import (
    end_retention_rule,
    hold_dossier,
    lift_hold,
    set_retention_rule,
)
from motcua.dossiers.actions.revisions import move_to_revision, publish_deciding
from motcua.dossiers.actions.rewinding import send_back, take_back
from motcua.dossiers.actions.searching import delete_filter, rename_filter, save_filter, search
from motcua.dossiers.actions.signing import open_draft, sign_opened
from motcua.dossiers.actions.steps import assign, complete_step, decide, hand_over, issue
from motcua.dossiers.actions.supplements import close_unsupplemented, request_supplement, take_supplement
from motcua.dossiers.actions.warnings import look

__all__ = [
    "accept",
    "acknowledge",
    "acknowledge_several",
    "answer_opinion",
    "approve_destruction",
    "approve_refund",
    "ask_at_intake",
    "ask_opinions",
    "ask_refund",
    "assign",
    "carry_out_destruction",
    "change_calendar",
    "charge",
    "choose_delivery",
    "close_day",
    "close_unsupplemented",
    "complete_step",
    "decide",
    "decline_refund",
    "delete_filter",
    "download_result",
    "end_exemption_class",
    "end_result_kind",
    "end_retention_rule",
    "end_tariff",
    "enter_news",
    "exempt",
    "extend",
    "hand_over",
    "hand_over_reissue",
    "hear",
    "hold_dossier",
    "issue",
    "issue_form",
    "lift_hold",
    "look",
    "move_to_revision",
    "open_draft",
    "order_online",
    "pause_for_payment",
    "prepare_letter",
    "propose_destruction",
    "publish_deciding",
    "reassign",
    "reassign_several",
    "receive",
    "record_silence",
    "record_transfer",
    "refuse_at_intake",
    "refuse_destruction",
    "reissue_result",
    "request_supplement",
    "rename_filter",
    "resume_after_payment",
    "save_filter",
    "search",
    "revoke_result",
    "send_back",
    "send_result_code",
    "set_account",
    "set_exemption_class",
    "set_result_kind",
    "set_retention_rule",
    "set_tariff",
    "settle",
    "settle_originals",
    "sign_opened",
    "stop",
    "submit",
    "take_back",
    "take_cash",
    "take_supplement",
    "transfer",
    "withdraw",
]
