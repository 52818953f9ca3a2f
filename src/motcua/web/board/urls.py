from django.urls import path

from motcua.web.board import authority, procedure

urlpatterns = [
    path("p/<str:code>", procedure.show, name="procedure"),
    path("authority/", authority.register, name="authority"),
    path("authority/units/<str:identifier>", authority.unit, name="authority_unit"),
    path("authority/documents/<uuid:pk>", authority.document, name="authority_document"),
]
