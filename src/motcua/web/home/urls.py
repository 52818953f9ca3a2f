from django.urls import path

from motcua.web.home.health import health
from motcua.web.home.views import home

urlpatterns = [
    path("", home, name="home"),
    path("health", health, name="health"),
]
