from django.urls import path

from motcua.web.center import views

urlpatterns = [
    path("", views.day, name="center"),
    path("<slug:which>", views.heap, name="center_heap"),
]
