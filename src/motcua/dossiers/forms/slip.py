"""The number on paper: an 80 mm slip for the kiosk's printer."""

from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import local


def ticket_slip(
    *, center: str, number: str, field: str, issued_at: datetime, people_ahead: int, link: str
) -> bytes:
    """A PDF as long as it needs to be, black only: thermal printers know no grey."""
    here = local(issued_at)
    data = {
        "center": center,
        "number": number,
        "field": field,
        "issued": f"{here:%H:%M}, {here:%d/%m/%Y}",
        "ahead": people_ahead,
        "link": link,
    }
    return typeset(FOLDER / "slip.typ", data, at=issued_at, pictures={"qr": qr_svg(link)})
