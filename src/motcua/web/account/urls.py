from django.urls import path

from motcua.web.account import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("desk/", views.desk, name="desk"),
]
