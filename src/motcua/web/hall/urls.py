"""``/hall/<center>/``: one file a page."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
