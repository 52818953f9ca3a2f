from django.urls import path

from motcua.web.center import counters_needed, hall, hall_counter, history, views

urlpatterns = [
    path("", views.day, name="center"),
    path("hall", hall.hall, name="center_hall"),
    path("hall/counters/<int:number>", hall_counter.counter, name="center_counter"),
    *[
        path(
            f"hall/counters/<int:number>/{noun}",
            hall_counter.act,
            {"noun": noun},
            name=f"center_counter_{noun}",
        )
        for noun in hall_counter.ACTS
    ],
    *[
        path(f"hall/fields/<str:code>/{noun}", hall.field_act, {"noun": noun}, name=f"center_field_{noun}")
        for noun in ("closings", "openings")
    ],
    path("hall/notices", hall.notice, name="center_notices"),
    path("hall/notices/<uuid:pk>/ending", hall.notice_ended, name="center_notice_ended"),
    path("counters-needed", counters_needed.counters_needed, name="center_counters_needed"),
    path("history", history.page, name="center_history"),
    path("history.csv", history.download, name="center_history_csv"),
    path("<slug:which>", views.heap, name="center_heap"),
]
