"""The parts of a commune, kept in memory: asked for at every reception, made once in years."""

from motcua.places.models import Unit

_kept: dict[str, dict[str, Unit]] = {}


def parts_of(commune: str, *, needed: str = "commune") -> dict[str, Unit]:
    """The units of a commune by kind; at most one statement.

    A unit never changes its kind or its commune, so what was read stays true. One founded since is
    missing from it: the rows are read again where the ``needed`` kind is not among them.
    """
    if needed not in _kept.get(commune, {}):
        _kept[commune] = {unit.kind: unit for unit in Unit.objects.filter(commune_id=commune)}
    return _kept[commune]
