from motcua.web.resident.tickets import ticket_urls

urlpatterns = [*ticket_urls]
