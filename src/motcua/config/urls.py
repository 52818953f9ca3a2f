"""Every address, by audience."""

from django.urls import include, path

from motcua.api.docs import docs
from motcua.api.v1 import api
from motcua.web import refusals
from motcua.web.hall.live import live_urls

urlpatterns = [
    path("", include("motcua.web.home.urls")),
    path("", include("motcua.web.account.urls")),
    path("", include("motcua.web.kiosk.urls")),
    path("", include("motcua.web.display.urls")),
    path("", include("motcua.web.resident.urls")),
    path("", include("motcua.web.verify.urls")),
    path("", include("motcua.web.board.urls")),
    *live_urls,
    path("hall/<str:center>/", include("motcua.web.hall.urls")),
    path("support/", include("motcua.web.support.urls")),
    path("counter/", include("motcua.web.counter.urls")),
    path("office/", include("motcua.web.office.urls")),
    path("", include("motcua.sandbox.bank")),
    path("", include("motcua.sandbox.inbox")),
    path("center/", include("motcua.web.center.urls")),
    path("province/", include("motcua.web.province.urls")),
    path("setup/", include("motcua.web.setup.urls")),
    path("api/v1/docs", docs, name="api_docs"),
    path("api/v1/", api.urls),
]

handler400 = refusals.bad_request
handler404 = refusals.not_found
handler500 = refusals.server_error
