from django.urls import path

from motcua.web.display import views

urlpatterns = [
    path("display/<str:center>", views.display, name="display"),
    path("display/<str:center>/pairing", views.pair, name="display_pair"),
    path("display/<str:center>/board", views.board, name="display_board"),
]
