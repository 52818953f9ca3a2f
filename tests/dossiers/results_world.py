"""Results to return: a dossier up to its issue, by any way, with or without keys."""

from dataclasses import replace
from datetime import timedelta

from motcua.dossiers.actions import receive
from motcua.dossiers.delivering import Delivery
from motcua.dossiers.models import Dossier
from motcua.people.signing import software
from motcua.people.signing.keys import holder_of
from tests.cast import ALICE, MONDAY_0900, filing
from tests.dossiers.test_steps import NOW, TURNS, perform

ISSUED = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=3)


def make_keys(settings, cast) -> None:
    """The commune's seal and its leader's key."""
    span = {"valid_from": MONDAY_0900 - timedelta(days=30), "valid_to": MONDAY_0900 + timedelta(days=900)}
    software.make_authority(settings.KEYS_ROOT, **span)
    commune = cast.kim_bang.unit.owner
    for who, identifier in ((cast.leader, ""), (commune, commune.identifier)):
        holder = software.Holder(holder_of(who), who.name_vi, commune.name_vi, identifier)
        software.make_key(settings.KEYS_ROOT, holder, **span)


def issued(cast, *, way: str = "counter", address: str = "", person=ALICE, **more) -> Dossier:
    """A birth registration whose result is issued and waits to be returned."""
    asked = replace(filing(applicant=person), delivery=Delivery(way, address))
    dossier = receive(asked, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    for act, login in TURNS.items():
        extra = more if act == "number" else {}
        perform(act, dossier, getattr(cast, login), cast, now=ISSUED, **extra)
    dossier.refresh_from_db()
    return dossier
