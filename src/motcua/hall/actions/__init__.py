"""Every write of the hall: numbers, counters, calls, visits, slips."""

from motcua.hall.actions.board_voices import MOST_VOICES, set_voices
from motcua.hall.actions.breaks import begin_break, end_break
from motcua.hall.actions.calling import call_next, call_ticket, recall
from motcua.hall.actions.closures import declare_closure, end_closure
from motcua.hall.actions.counters import change_counter, close_counter, open_counter
from motcua.hall.actions.drawing import draw
from motcua.hall.actions.foreseeing import ease, foresee
from motcua.hall.actions.from_the_phone import ask_for_notice, give_up, tell_turn, withdraw_notice
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.leasing import OfflineNumber, join, lease
from motcua.hall.actions.moving_on import add_errand, go_on, transfer
from motcua.hall.actions.points import (
    change_point,
    close_point,
    create_point,
    place_counter,
    place_device,
)
from motcua.hall.actions.presence import arrive, come_back
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
from motcua.hall.actions.replacing import replace
from motcua.hall.actions.rules import HallSettings, set_field_rules, set_hall_rules
from motcua.hall.actions.undo import undo
from motcua.hall.actions.visits import (
    complete,
    hold,
    no_show,
    resume,
    start_serving,
    void,
    write_note,
)
from motcua.hall.actions.walk_ins import serve_without_ticket

__all__ = [
    "MOST_VOICES",
    "HallSettings",
    "OfflineNumber",
    "add_errand",
    "add_printer",
    "arrive",
    "ask_for_notice",
    "assign_printer",
    "begin_break",
    "call_next",
    "call_ticket",
    "change_counter",
    "change_point",
    "change_printer",
    "close_counter",
    "close_point",
    "come_back",
    "complete",
    "create_point",
    "declare_closure",
    "draw",
    "ease",
    "end_break",
    "end_closure",
    "foresee",
    "give_up",
    "go_on",
    "hear_printer",
    "hold",
    "issue",
    "join",
    "lease",
    "no_show",
    "open_counter",
    "place_counter",
    "place_device",
    "print_papers",
    "print_test",
    "print_ticket",
    "recall",
    "remove_printer",
    "replace",
    "report_print",
    "reprint",
    "resume",
    "serve_without_ticket",
    "set_field_rules",
    "set_hall_rules",
    "set_voices",
    "settle_prints",
    "start_serving",
    "take_print",
    "tell_turn",
    "transfer",
    "undo",
    "void",
    "withdraw_notice",
    "write_note",
]
