from motcua.web.resident.dossiers import dossier_urls
from motcua.web.resident.ticket_rating import rating_urls
from motcua.web.resident.tickets import ticket_urls

urlpatterns = [*ticket_urls, *rating_urls, *dossier_urls]
