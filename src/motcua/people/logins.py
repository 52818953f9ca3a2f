"""How an officer proves who they are: log-in name and password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from motcua.people.models import Officer


class OfficerBackend(BaseBackend):
    """Django's contract, without its permission tables: rights hang on posts (``people.models``)."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Officer | None:
        try:
            officer = Officer.objects.get_by_natural_key(username)
        except Officer.DoesNotExist:
            Officer().set_password(password)  # as slow for an unknown name as for a known one
            return None
        if officer.check_password(password or "") and officer.is_active:
            return officer
        return None

    def get_user(self, user_id: Any) -> Officer | None:
        return Officer.objects.filter(pk=user_id, is_active=True).first()
