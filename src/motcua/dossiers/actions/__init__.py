"""Every write to a dossier, from reception to return."""

from motcua.dossiers.actions.reception import receive
from motcua.dossiers.actions.steps import assign, complete_step, decide, hand_over, issue

__all__ = ["assign", "complete_step", "decide", "hand_over", "issue", "receive"]
