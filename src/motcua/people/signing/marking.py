"""Putting a signature or a seal on a PDF: whose key, which picture, and where it stands.

After the person's signature the organisation's may follow and nothing else: whoever verifies compares the
updates (``verifying``). The time is the action's. Decree 30/2020/NĐ-CP Art 5: a paper signed by the person
and by the organisation is the original.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from motcua.base.typesetting import typeset
from motcua.domain.workdays import ZONE
from motcua.people.models import Officer
from motcua.people.signing import pictures
from motcua.people.signing.keys import signer_for
from motcua.people.signing.placing import Place, seal_beside, upper_right
from motcua.places.models import Unit

if TYPE_CHECKING:
    from PIL.Image import Image
    from pyhanko.sign.signers import Signer

SIGNER_FIELD, SEAL_FIELD = "nguoi-ky", "co-quan"


def sign_as_officer(
    pdf: bytes, officer: Officer, *, at: datetime, place: Place, field_name: str = SIGNER_FIELD
) -> bytes:
    """The PDF signed by the officer's key, with the blue picture of their signature at ``place``.

    Raises ``Invalid`` ``key_missing`` or ``key_expired``; then nothing was signed.
    """
    holder, signer = signer_for(officer, at)
    picture = pictures.picture_of(holder)
    return _signed(pdf, signer, at, field_name, place, picture)


def seal_as_organisation(
    pdf: bytes, unit: Unit, *, at: datetime, beside: Place, field_name: str = SEAL_FIELD
) -> bytes:
    """The PDF sealed by the unit's key (else its organisation's): the red seal over a third of ``beside``.

    ``beside`` is where the person's signature stands. Refuses as ``sign_as_officer`` does.
    """
    holder, signer = signer_for(unit, at)
    picture = pictures.picture_of(holder)
    side = pictures.size_of(picture)[0] if picture else 0.0
    return _signed(pdf, signer, at, field_name, seal_beside(beside, side), picture)


def stamp_as_organisation(
    pdf: bytes, unit: Unit, *, at: datetime, text: str, field_name: str = SEAL_FIELD
) -> bytes:
    """A form or an attachment sealed without a picture: number and symbol, and the time by ISO 8601.

    At the upper right of the first page, 10 pt, black (Annex I, Part I, II.8). Refuses as the others do.
    """
    from motcua.people.signing.pades import first_page_size

    _, signer = signer_for(unit, at)
    moment = at.astimezone(ZONE).isoformat(timespec="seconds")
    stamp = typeset(pictures.FOLDER / "stamp.typ", {"lines": [text, moment]}, at=at)
    return _signed(pdf, signer, at, field_name, upper_right(*first_page_size(pdf)), stamp)


def _signed(
    pdf: bytes, signer: "Signer", at: datetime, field: str, place: Place, picture: "Image | bytes | None"
) -> bytes:
    from motcua.people.signing.pades import signed

    return signed(pdf, signer, at, field, place, picture)
