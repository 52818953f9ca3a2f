"""``/counter/``: the desk, its counter, numbers, reception, dossiers, results."""

from django.urls import path

from motcua.web.counter import dossiers, hall_desk, opening, reception, results, visits

urlpatterns = [
    path("", hall_desk.desk, name="counter"),
    path("opening", opening.opening, name="counter_opening"),
    path("closing", opening.closing, name="counter_closing"),
    path("calls", visits.call, name="counter_calls"),
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
    path("dossiers/<str:code>/receipt.pdf", dossiers.receipt, name="counter_receipt"),
    path("results", results.results, name="counter_results"),
    path("results/<str:code>", results.collect, name="counter_result"),
]
