"""Every write of the hall: numbers, counters, calls, visits, slips."""

from motcua.hall.actions.calling import call_next, call_ticket, recall
from motcua.hall.actions.counters import close_counter, open_counter
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.leasing import OfflineNumber, join, lease
from motcua.hall.actions.printers import (
    add_printer,
    assign_printer,
    change_printer,
    hear_printer,
    remove_printer,
)
from motcua.hall.actions.printing import (
    print_papers,
    print_test,
    print_ticket,
    report_print,
    reprint,
    settle_prints,
    take_print,
)
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
    "add_printer",
    "assign_printer",
    "call_next",
    "call_ticket",
    "change_printer",
    "close_counter",
    "complete",
    "hear_printer",
    "hold",
    "issue",
    "join",
    "lease",
    "no_show",
    "open_counter",
    "print_papers",
    "print_test",
    "print_ticket",
    "recall",
    "remove_printer",
    "report_print",
    "reprint",
    "resume",
    "settle_prints",
    "start_serving",
    "take_print",
    "transfer",
    "void",
]
