"""Rows of the tables of facts about places, typed: what a province is loaded from."""

from dataclasses import dataclass
from decimal import Decimal

from motcua.domain.words import Words


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """``kind`` is commune or ward; ``neighbours`` are codes; ``agency_id`` is provisional."""

    code: str
    name: Words
    kind: str
    area_km2: Decimal
    population: int
    lat: Decimal
    lon: Decimal
    neighbours: tuple[str, ...]
    inspected: bool
    agency_id: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A body of the province, or a commune's People's Committee (``commune_code`` set)."""

    agency_id: str
    parent_id: str
    level: str
    commune_code: str
    name: Words
    short_vi: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that every commune has; ``commune_kind``: commune, ward or any."""

    code: str
    commune_kind: str
    name: Words
    short_vi: str
    head_title: Words
    order: int

    def is_of(self, commune_kind: str) -> bool:
        return self.commune_kind in ("any", commune_kind)
