from django.urls import path

from motcua.web.office import acts, dossier, lists

urlpatterns = [
    path("", lists.turns, name="office"),
    path("unit", lists.unit, name="office_unit"),
    path("done", lists.done, name="office_done"),
    path("found", lists.found, name="office_found"),
    path("dossiers/<str:code>", dossier.file, name="office_dossier"),
    path("dossiers/<str:code>/assignment", acts.assignment, name="office_assignment"),
    path("dossiers/<str:code>/step-completion", acts.step_completion, name="office_step_completion"),
    path("dossiers/<str:code>/decision", acts.decision, name="office_decision"),
    path("dossiers/<str:code>/issue", acts.issue, name="office_issue"),
]
