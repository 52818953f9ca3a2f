"""Who wants a message before their turn: an address for a few hours, with the holder's consent."""

from django.db import models

from motcua.base.rows import Row
from motcua.hall.models.tickets import Ticket


class TurnNotice(Row):
    """Left on the ticket's own page. Deleted as soon as the message is on its way, the number ends or the
    day is over; the journal knows only that there was one."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="turn_notice")
    contact = models.CharField(max_length=254)  # a mobile phone number or an e-mail address
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"turn notice of {self.ticket_id}"
