"""What honest requests to the hall's pages carry: numbers from home, presence, the hall's set-up."""

from typing import Any
from uuid import UUID

from motcua.hall import presence
from tests.security.world import Place


def bodies(place: Place) -> dict[str, dict[str, Any]]:
    waiting = place.tickets["waiting"]
    return {
        "/kiosk/<str:center>/missing": {"code": waiting.text, "press": "a" * 32},
        "/hall/<str:center>/number": {"field": "land", "phone": "0900000001", "press": "a" * 32},
        "/hall/<str:center>/here": {"number": waiting.text, "door": presence.door_key(place.center)},
        "/setup/hall/rules": {
            "in_a_row": "2",
            "head_start_minutes": "60",
            "no_show_calls": "3",
            "misses": "3",
            "early_minutes": "10",
            "late_minutes": "15",
            "wait_limit_minutes": "30",
            "agent_numbers": "5",
            "fair_start": "draw",
            "day_begins": "00:00",
        },
        "/setup/hall/fields/<slug:code>": {"first": "1", "final": "500"},
        "/setup/hall/closures/new": {
            "begins_on": "2026-12-01",
            "begins_time": "08:00",
            "ends_on": "2026-12-01",
            "ends_time": "12:00",
            "reason_vi": "mất điện",
            "go": "save",
        },
        "/setup/hall/points/new": {"name_vi": "Điểm Ba Sao"},
        "/setup/hall/counters/<int:number>": {"point": ""},
        "/setup/hall/pairing": {"kind": "kiosk"},
        "/setup/hall/voices": {"first": "english", "second": "north"},
    }


def example(words: list[str]) -> dict[str, str]:
    """A field, a closed counter, and a point that nobody has set up."""
    return {"code": "land", "number": "4", "pk": str(UUID(int=0))} if words[:2] == ["setup", "hall"] else {}
