from django.urls import path

from motcua.web.province import communes, dossiers, overview

urlpatterns = [
    path("", overview.province, name="province"),
    path("communes/<str:code>", communes.commune, name="province_commune"),
    path("dossiers/<str:code>", dossiers.dossier, name="province_dossier"),
]
