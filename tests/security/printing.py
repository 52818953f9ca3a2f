"""A printer and a kiosk at each center, and what an honest request about them sends."""

from typing import Any
from uuid import UUID

from motcua.base.actors import System
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import Printer
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.models import Center, Device
from tests.cast import MONDAY_0900

SYSTEM = System("test")
FORM = {"name": "Cửa", "kind": "network", "address": "192.168.1.51", "dots": "576", "way": "raster"}


def set_up(center: Center) -> tuple[Printer, Device]:
    entry = Entry("Sảnh", "network", "192.168.1.50:9100", for_staff=True)
    printer = actions.add_printer(center, entry=entry, by=SYSTEM, now=MONDAY_0900)
    code = offer_pairing(center, kind="kiosk", by=SYSTEM, now=MONDAY_0900)
    return printer, pair_device(center, kind="kiosk", code=code, by=SYSTEM, now=MONDAY_0900)[0]


def example(words: list[str], place: Any) -> dict[str, str]:
    """Of the parts of an address about printing; the slip of no agent is nobody's."""
    found = {"print_id": str(UUID(int=0)), "printer_id": str(place.printer.pk)}
    if words[:2] == ["setup", "printer"]:
        found["pk"] = str(place.printer.pk)
    if words[:2] == ["setup", "kiosks"]:
        found["pk"] = str(place.kiosk.pk)
    return found


def bodies(place: Any) -> dict[str, dict[str, Any]]:
    return {
        "/setup/printers/<str:center>/entry": FORM,
        "/setup/printer/<uuid:pk>": FORM,
        "/setup/kiosks/<uuid:pk>/printer": {"printer": str(place.printer.pk)},
        "/api/v1/centers/<center>/devices": {"code": "0000-0000"},
        "/api/v1/prints/takings": {"printers": []},
        "/api/v1/prints/<print_id>/outcomes": {"outcome": "confirmed"},
    }
