"""More numbers a day than any hall gives, for the tests and benchmarks whose crowd outgrows the range."""

from motcua.catalogue.models import Field
from motcua.hall.models import FieldRules
from motcua.places.models import Center

ENDLESS = 999_999


def widen(center: Center) -> None:
    """No field of the center runs out of numbers; beyond what ``set_field_rules`` lets anybody set."""
    FieldRules.objects.bulk_create(
        (FieldRules(center=center, field=field, final=ENDLESS) for field in Field.objects.all()),
        update_conflicts=True,
        unique_fields=["center", "field"],
        update_fields=["final"],
    )
