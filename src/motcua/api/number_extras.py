"""What a number can carry besides its field: lane, needs, amount, the rest of the basket, the point."""

from typing import Any

from motcua.api.hall_schemas import ErrandWanted, NumberWanted
from motcua.catalogue.models import Field, Procedure
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.wishes import Wish
from motcua.places.models import Center, Point


def extras(wanted: NumberWanted, center: Center) -> dict[str, Any]:
    """Keywords of ``hall.actions.issue``; raises ``Invalid``, named by the field."""
    return {
        "lane": wanted.lane,
        "needs": wanted.needs,
        "amount": wanted.amount,
        "errands": [wish_of(errand) for errand in wanted.errands],
        "point": _point(wanted, center),
    }


def wish_of(errand: ErrandWanted) -> Wish:
    procedure = Procedure.objects.filter(code=errand.procedure).first() if errand.procedure else None
    code = procedure.field_id if procedure is not None else errand.field
    field = Field.objects.filter(code=code).first()
    if field is None or (errand.procedure and (procedure is None or errand.field not in ("", code))):
        raise Invalid(
            "errand_unknown",
            Words(
                "Mỗi việc cần một lĩnh vực hoặc thủ tục có thật.",
                "Each errand needs a known field or procedure.",
            ),
            field="errands",
        )
    return Wish(field, errand.procedure, errand.amount)


def _point(wanted: NumberWanted, center: Center) -> Point | None:
    if wanted.point is None:
        return None
    point = Point.objects.filter(pk=wanted.point, center=center, closed_at__isnull=True).first()
    if point is None:
        raise Invalid(
            "point_unknown",
            Words("Trung tâm không có điểm tiếp nhận này.", "The center has no such receiving point."),
            field="point",
        )
    return point
