"""Instruments of authority as tests need them."""

from typing import Any

from motcua.base.rows import new_id
from motcua.people.models import Grant, Officer


def instead(officer: Officer, **change: Any) -> Grant:
    """The officer's one grant as if its document said something else: the old one was never entered."""
    grant = Grant.objects.get(holder__officer=officer)
    Grant.objects.filter(pk=grant.pk).delete()
    grant.pk = new_id()
    for name, value in change.items():
        setattr(grant, name, value)
    grant.save(force_insert=True)
    return grant
