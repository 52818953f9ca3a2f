"""``/hall/<center>/``: one file a page."""

from motcua.web.hall.missing_papers import papers_urls

urlpatterns = [
    *papers_urls,
]
