"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.people.models import Officer


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "demo": settings.DEMO,
        "officer": user if isinstance(user, Officer) else None,
        "language": get_language() or "vi",
        "now": getattr(request, "now", None),
    }
