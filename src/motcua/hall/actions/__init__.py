"""Every write of the hall: numbers, counters, calls, visits."""

from motcua.hall.actions.calling import call_next, call_ticket, recall
from motcua.hall.actions.counters import close_counter, open_counter
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.leasing import OfflineNumber, join, lease
from motcua.hall.actions.visits import (
    complete,
    hold,
    no_show,
    resume,
    start_serving,
    transfer,
    void,
)

__all__ = [
    "OfflineNumber",
    "call_next",
    "call_ticket",
    "close_counter",
    "complete",
    "hold",
    "issue",
    "join",
    "lease",
    "no_show",
    "open_counter",
    "recall",
    "resume",
    "start_serving",
    "transfer",
    "void",
]
