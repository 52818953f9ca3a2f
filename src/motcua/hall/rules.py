"""What holds in a hall now: the center's own settings, or the defaults where it has set nothing."""

from datetime import timedelta

from motcua.domain.queueing import Rules
from motcua.hall.models import HallRules
from motcua.places.models import Center

RELATION = Center._meta.get_field("hall_rules")


def rules_of(center: Center) -> HallRules:
    """The center's row, or an unsaved one with the defaults. One statement, none where the center was read
    together with them."""
    if RELATION.is_cached(center):
        row = RELATION.get_cached_value(center)
        return row if isinstance(row, HallRules) else HallRules(center=center)
    return HallRules.objects.filter(center=center).first() or HallRules(center=center)


def calling_rules(rules: HallRules) -> Rules:
    """As ``domain.queueing`` reads them."""
    return Rules(
        in_a_row=rules.in_a_row,
        head_start=timedelta(minutes=rules.head_start_minutes),
        no_show_calls=rules.no_show_calls,
        early=timedelta(minutes=rules.early_minutes),
        late=timedelta(minutes=rules.late_minutes),
    )
