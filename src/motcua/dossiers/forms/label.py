"""The label of a letter (A6): sender, receiver, dossier code and QR; no word about the matter itself.

Public postal service, Decision 45/2016/QĐ-TTg: results travel as documents handed over against a signature.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import local, unit_held


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """``tracking_number`` is empty until the carrier gave one."""

    sender: str
    sender_address: str
    sender_phone: str
    name: str
    address: str
    phone: str
    code: str
    tracking_number: str
    prepared_at: datetime
    link: str


def render_label(label: Label) -> bytes:
    """The PDF, the same however often it is printed."""
    data = asdict(label) | {
        "sender": unit_held(label.sender),
        "prepared_at": f"{local(label.prepared_at):%d/%m/%Y}",
    }
    return typeset(FOLDER / "label.typ", data, at=label.prepared_at, pictures={"qr": qr_svg(label.link)})
