"""What holds in a hall now: the center's own settings, or the defaults where it has set nothing."""

from datetime import timedelta

from motcua.domain.queueing import Rules
from motcua.hall.models import HallRules
from motcua.places.models import Center


def rules_of(center: Center) -> HallRules:
    """The center's row, or an unsaved one with the defaults; one statement."""
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
