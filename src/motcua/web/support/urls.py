"""``/support/``: the helpers' desk."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
