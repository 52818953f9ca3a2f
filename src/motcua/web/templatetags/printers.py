"""What staff should know of the printers of their center, on whatever page they have open."""

from typing import Any

from django import template

from motcua.hall.printers import troubled
from motcua.places.models import Center

register = template.Library()


@register.inclusion_tag("parts/printers.html", takes_context=True)
def printers_in_trouble(context: dict[str, Any], center: Center) -> dict[str, Any]:
    """Nothing where every printer is ready; one statement."""
    return {"printers": troubled(center, context["request"].now)}
