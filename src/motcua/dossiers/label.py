"""The label of a letter with a result: who sends it, whom it goes to, and the dossier's QR code."""

from motcua.dossiers.forms.label import Label, render_label
from motcua.dossiers.models import Shipment
from motcua.dossiers.receipt import center_name


def label_pdf(letter: Shipment, *, link: str) -> bytes:
    """The label as PDF; ``link`` is the resident's page in full."""
    center = letter.dossier.center
    return render_label(
        Label(
            sender=center_name(letter.dossier),
            sender_address=center.address,
            sender_phone=center.hotline,
            name=letter.name,
            address=letter.address,
            phone=letter.phone,
            code=letter.dossier.code,
            tracking_number=letter.tracking_number,
            prepared_at=letter.prepared_at,
            link=link,
        )
    )
