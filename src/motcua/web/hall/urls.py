"""``/hall/<center>/``: one file a page."""

from motcua.web.hall.appointments import appointment_urls
from motcua.web.hall.log import log_urls
from motcua.web.hall.missing_papers import papers_urls
from motcua.web.hall.numbers import number_urls
from motcua.web.hall.presence import here_urls
from motcua.web.hall.start import start_urls

urlpatterns = [
    *appointment_urls,
    *papers_urls,
    *number_urls,
    *here_urls,
    *start_urls,
    *log_urls,
]
