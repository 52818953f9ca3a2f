"""``/health``: whether this program can serve, for machines that watch it. No log-in, nothing personal."""

from django.db import DatabaseError, connection
from django.db.models import Count, Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua import __version__
from motcua.base.models import Delivery


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, else 503. Deliveries tell whether the work process keeps up.

    Both counts are read from partial indexes: done deliveries are never looked at.
    """
    answer = {"status": "ok", "version": __version__, "database": connection.vendor}
    try:
        counts = Delivery.objects.filter(state__in=("waiting", "dead")).aggregate(
            waiting=Count("pk", filter=Q(state="waiting")), dead=Count("pk", filter=Q(state="dead"))
        )
    except DatabaseError:
        return JsonResponse(answer | {"status": "database does not answer"}, status=503)
    return JsonResponse(answer | {"deliveries_waiting": counts["waiting"], "deliveries_dead": counts["dead"]})
