"""Loading the province: its units, communes, centers and the official calendar, from tables of facts."""

from collections.abc import Iterable
from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.workdays import Calendar
from motcua.places.actions_calendar import adopt
from motcua.places.models import CalendarVersion, Center, Commune, Counter, Unit
from motcua.places.rows import AgencyRow, CommuneRow, UnitRow

STANDARD_HOURS = {str(weekday): [["07:30", "11:30"], ["13:00", "17:00"]] for weekday in range(5)}


@action
def load_province(
    communes: list[CommuneRow],
    *,
    agencies: list[AgencyRow],
    parts: list[UnitRow],
    calendar: Calendar,
    by: Actor,
    now: datetime,
) -> Unit:
    """Enter everything that stands above and around a center. Idempotent: what exists stays."""
    Commune.objects.bulk_create((_commune(row) for row in communes), ignore_conflicts=True)
    _neighbours(communes)
    units = _agencies(agencies)
    _parts(units, communes, parts)
    _centers(communes)
    province = next(unit for unit in units.values() if unit.kind == Unit.Kind.PROVINCE)
    if not CalendarVersion.objects.exists():
        adopt(province, calendar=calendar, decision="", source="data/calendar.csv", by=by, now=now)
    record("places.loaded", province, by=by, at=now, communes=len(communes), agencies=len(agencies))
    return province


@action
def equip(
    center: Center,
    *,
    counters: int,
    address: str,
    hotline: str,
    round_the_clock: bool = False,
    by: Actor,
    now: datetime,
) -> Center:
    """Give a center its numbered counters, and say where it is and which telephone answers."""
    Counter.objects.bulk_create(
        (Counter(center=center, number=number) for number in range(1, counters + 1)), ignore_conflicts=True
    )
    Center.objects.filter(pk=center.pk).update(
        address=address, hotline=hotline, round_the_clock=round_the_clock
    )
    record("center.equipped", center, by=by, at=now, counters=counters)
    return center


def _commune(row: CommuneRow) -> Commune:
    return Commune(
        code=row.code,
        kind=row.kind,
        name_vi=row.name.vi,
        name_en=row.name.en,
        area_km2=row.area_km2,
        population=row.population,
        latitude=row.lat,
        longitude=row.lon,
        inspected=row.inspected,
    )


def _neighbours(communes: Iterable[CommuneRow]) -> None:
    through = Commune.neighbours.through
    pairs = {(row.code, other) for row in communes for other in row.neighbours}
    pairs |= {(other, code) for code, other in pairs}
    through.objects.bulk_create(
        (through(from_commune_id=one, to_commune_id=other) for one, other in sorted(pairs)),
        ignore_conflicts=True,
    )


def _agencies(rows: list[AgencyRow]) -> dict[str, Unit]:
    """Agencies by identifier. A row comes after its parent; those of a commune are the communes."""
    for row in rows:
        top = Unit.Kind.COMMUNE if row.commune_code else Unit.Kind.DEPARTMENT
        Unit.objects.get_or_create(
            identifier=row.agency_id,
            defaults={
                "kind": top if row.parent_id else Unit.Kind.PROVINCE,
                "parent": Unit.objects.get(identifier=row.parent_id) if row.parent_id else None,
                "commune_id": row.commune_code or None,
                "provisional": row.provisional,
                "name_vi": row.name.vi,
                "name_en": row.name.en,
            },
        )
    return {unit.identifier: unit for unit in Unit.objects.all()}


def _parts(units: dict[str, Unit], communes: list[CommuneRow], parts: list[UnitRow]) -> None:
    kinds = {row.code: row.kind for row in communes}
    rows = [
        Unit(
            identifier=f"{unit.identifier}.{place:02d}",
            kind=part.code,
            parent=unit,
            commune_id=unit.commune_id,
            provisional=True,
            name_vi=part.name.vi,
            name_en=part.name.en,
        )
        for unit in units.values()
        if unit.kind == Unit.Kind.COMMUNE and unit.commune_id in kinds
        for place, part in enumerate((p for p in parts if p.is_of(kinds[unit.commune_id])), start=1)
    ]
    Unit.objects.bulk_create(rows, ignore_conflicts=True)


def _centers(communes: list[CommuneRow]) -> None:
    parents = dict(Unit.objects.filter(kind=Unit.Kind.COMMUNE).values_list("commune_id", "identifier"))
    centers = {unit.commune_id: unit for unit in Unit.objects.filter(kind=Unit.Kind.CENTER)}
    Center.objects.bulk_create(
        (
            Center(
                commune_id=row.code,
                unit=centers[row.code],
                identifier=parents[row.code],
                hours=STANDARD_HOURS,
            )
            for row in communes
        ),
        ignore_conflicts=True,
    )
