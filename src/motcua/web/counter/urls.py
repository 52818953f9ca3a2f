"""``/counter/``: the desk, its counter, numbers, reception, dossiers, results."""

from django.urls import path

from motcua.web.counter import (
    closing,
    completing,
    dossiers,
    fees,
    hall_desk,
    line_work,
    lists,
    opening,
    originals,
    posting,
    reception,
    reissues,
    results,
    visits,
    way,
)
from motcua.web.counter.appointment_changes import change_urls
from motcua.web.counter.appointments import appointment_urls

urlpatterns = [
    *appointment_urls,
    *change_urls,
    path("", hall_desk.desk, name="counter"),
    path("opening", opening.opening, name="counter_opening"),
    path("closing", opening.closing, name="counter_closing"),
    path("calls", visits.call, name="counter_calls"),
    path("undos", line_work.undo, name="counter_undos"),
    path("walk-ins", line_work.walk_in, name="counter_walk_ins"),
    path("breaks", line_work.begin_break, name="counter_breaks"),
    path("breaks/ends", line_work.end_break, name="counter_break_ends"),
    path("slips", line_work.slip, name="counter_slips"),
    path("numbers", line_work.add_person, name="counter_numbers"),
    *(
        path(
            f"tickets/<uuid:pk>/{noun}", visits.act, {"noun": noun}, name=f"counter_{noun.replace('-', '_')}"
        )
        for noun in visits.ACTS
    ),
    path("reception", reception.choose, name="counter_reception"),
    path("reception/<str:code>", reception.receive, name="counter_receive"),
    path("dossiers", dossiers.received_today, name="counter_dossiers"),
    path("dossiers/<str:code>", dossiers.dossier, name="counter_dossier"),
    path("dossiers/<str:code>/fees", fees.fees, name="counter_fees"),
    *(
        path(f"dossiers/<str:code>/{noun}", fees.act, {"noun": noun}, name=name)
        for noun, name in fees.ADDRESSES.items()
    ),
    path("dossiers/<str:code>/payments/<int:year>-<int:number>.pdf", fees.slip, name="counter_payment_slip"),
    path("cash", closing.cash, name="counter_cash"),
    path("cash/closings", closing.close, name="counter_cash_closings"),
    path("cash/refunds", closing.answer, name="counter_cash_refunds"),
    path("cash/settlements", closing.settle, name="counter_cash_settlements"),
    path("cash/accounts", closing.account, name="counter_cash_accounts"),
    path("dossiers/<str:code>/receipt.pdf", dossiers.receipt, name="counter_receipt"),
    path("dossiers/<str:code>/supplement", completing.supplement, name="counter_supplement"),
    path("dossiers/<str:code>/acceptance", completing.acceptance, name="counter_acceptance"),
    path("dossiers/<str:code>/withdrawal", completing.withdrawal, name="counter_withdrawal"),
    path("dossiers/<str:code>/closing", completing.closing, name="counter_dossier_closing"),
    path("dossiers/<str:code>/way", way.change, name="counter_way"),
    path("results", results.results, name="counter_results"),
    path("waiting", lists.waiting, name="counter_waiting"),
    path("found", lists.search, name="counter_search"),
    path("found/<uuid:pk>", lists.found, name="counter_found"),
    path("letters", posting.letters, name="counter_letters"),
    path("letters/<uuid:pk>", posting.letter, name="counter_letter"),
    path("letters/<uuid:pk>/label.pdf", posting.label, name="counter_label"),
    path("originals", originals.held, name="counter_originals"),
    path("results/<str:code>", results.collect, name="counter_result"),
    path("results/<str:code>/letters", posting.prepare, name="counter_letters_of"),
    path("results/<str:code>/originals", originals.settle, name="counter_originals_of"),
    path("results/<str:code>/reissues/<int:position>", reissues.collect, name="counter_reissue"),
    path(
        "results/<str:code>/reissues/<int:position>.pdf", reissues.document, name="counter_reissue_document"
    ),
]
