from django.urls import path

from motcua.web.kiosk import appointment, card, choices, missing, offline, views

urlpatterns = [
    path("kiosk/<str:center>", views.kiosk, name="kiosk"),
    path("kiosk/<str:center>/pairing", views.pair, name="kiosk_pair"),
    path("kiosk/<str:center>/priority", views.priority, name="kiosk_priority"),
    path("kiosk/<str:center>/more", choices.more, name="kiosk_more"),
    path("kiosk/<str:center>/basket", choices.basket, name="kiosk_basket"),
    path("kiosk/<str:center>/needs", choices.needs, name="kiosk_needs"),
    path("kiosk/<str:center>/missing", missing.missing, name="kiosk_missing"),
    path("kiosk/<str:center>/card", card.card, name="kiosk_card"),
    path("kiosk/<str:center>/offline", offline.pages, name="kiosk_offline"),
    path("kiosk/<str:center>/appointment", appointment.appointment, name="kiosk_appointment"),
    path("kiosk/<str:center>/tickets", views.issue, name="kiosk_issue"),
    path("kiosk/<str:center>/number/<str:token>", views.number, name="kiosk_number"),
    path("kiosk/<str:center>/number/<str:token>/printing", views.printing, name="kiosk_printing"),
    path("kiosk/<str:center>/number/<str:token>/slip.pdf", views.slip, name="kiosk_slip"),
]
