"""Which voices a center's boards speak with."""

from django.conf import settings

from motcua.hall.models import BoardVoices
from motcua.places.models import Center


def chosen(center: Center) -> list[str]:
    """The names that the head of the center chose, else the installation's (``MOTCUA_VOICES``)."""
    names = BoardVoices.objects.filter(center=center).values_list("names", flat=True).first()
    return list(settings.VOICES) if names is None else names
