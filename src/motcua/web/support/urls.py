"""``/support/``: the helpers' desk."""

from django.urls import path

from motcua.web.support import desk, giving, number, papers

urlpatterns = [
    path("", desk.desk, name="support"),
    path("numbers", giving.giving, name="support_numbers"),
    path("search", desk.find, name="support_find"),
    path("lists/<str:code>", desk.brought, name="support_list"),
    path("numbers/<uuid:pk>", number.number, name="support_number"),
    path("numbers/<uuid:pk>/procedures", papers.choose, name="support_procedures"),
    path("numbers/<uuid:pk>/papers/<str:code>", papers.papers, name="support_papers"),
    *[
        path(f"numbers/<uuid:pk>/{noun}", number.act, {"noun": noun}, name=f"support_{noun}")
        for noun in number.ACTS
    ],
    path("help/<uuid:pk>/ending", number.help_ended, name="support_help_ended"),
    path("checks/<uuid:pk>", papers.check, name="support_check"),
    path("checks/<uuid:pk>/prints", papers.printed, name="support_prints"),
]
