"""Putting a signature or a seal on a PDF: PAdES B-B, each in an update of its own, with its picture.

After the person's signature the organisation's may follow and nothing else: whoever verifies compares the
updates (``verifying``). The time is the action's. Decree 30/2020/NĐ-CP Art 5: a paper signed by the person
and by the organisation is the original.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.stamp import StaticStampStyle

from motcua.base.typesetting import typeset
from motcua.domain.workdays import ZONE
from motcua.people.models import Officer
from motcua.people.signing import pictures
from motcua.people.signing.keys import signer_for
from motcua.people.signing.placing import Place, seal_beside, upper_right
from motcua.places.models import Unit

RESERVED = 16_384
"""Hexadecimal digits kept free for a signature with its certificates: a demo one needs 5,000."""
SIGNER_FIELD, SEAL_FIELD = "nguoi-ky", "co-quan"


def sign_as_officer(
    pdf: bytes, officer: Officer, *, at: datetime, place: Place, field_name: str = SIGNER_FIELD
) -> bytes:
    """The PDF signed by the officer's key, with the blue picture of their signature at ``place``.

    Raises ``Invalid`` ``key_missing`` or ``key_expired``; then nothing was signed.
    """
    holder, signer = signer_for(officer, at)
    picture = pictures.picture_of(holder)
    return _signed(pdf, signer, at, field_name, place, PdfImage(picture) if picture else None)


def seal_as_organisation(
    pdf: bytes, unit: Unit, *, at: datetime, beside: Place, field_name: str = SEAL_FIELD
) -> bytes:
    """The PDF sealed by the unit's key (else its organisation's): the red seal over a third of ``beside``.

    ``beside`` is where the person's signature stands. Refuses as ``sign_as_officer`` does.
    """
    holder, signer = signer_for(unit, at)
    picture = pictures.picture_of(holder)
    side = pictures.size_of(picture)[0] if picture else 0.0
    content = PdfImage(picture) if picture else None
    return _signed(pdf, signer, at, field_name, seal_beside(beside, side), content)


def stamp_as_organisation(
    pdf: bytes, unit: Unit, *, at: datetime, text: str, field_name: str = SEAL_FIELD
) -> bytes:
    """A form or an attachment sealed without a picture: number and symbol, and the time by ISO 8601.

    At the upper right of the first page, 10 pt, black (Annex I, Part I, II.8). Refuses as the others do.
    """
    _, signer = signer_for(unit, at)
    moment = at.astimezone(ZONE).isoformat(timespec="seconds")
    stamp = typeset(pictures.FOLDER / "stamp.typ", {"lines": [text, moment]}, at=at)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    left, bottom, right, top = (float(edge) for edge in _media_box(writer))
    place = upper_right(right - left, top - bottom)
    return _signed(pdf, signer, at, field_name, place, _FirstPage(stamp))


def _signed(
    pdf: bytes, signer: Signer, at: datetime, field: str, place: Place, picture: PdfContent | None
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    spec = SigFieldSpec(field, on_page=place.page, box=place.box if picture else None)
    style = StaticStampStyle(border_width=0, background=picture, background_layout=WHOLE) if picture else None
    out = BytesIO()
    _At(at, meta, signer=signer, stamp_style=style, new_field_spec=spec).sign_pdf(
        writer, output=out, bytes_reserved=RESERVED
    )
    return out.getvalue()


WHOLE = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins.uniform(0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)


class _At(PdfSigner):
    """pyHanko reads the clock of the machine; here the time is an argument."""

    def __init__(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at.astimezone(ZONE).replace(microsecond=0)
        return session


class _FirstPage(PdfContent):
    """The first page of a small PDF as the picture of a signature."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self.pdf)))
        self.resources.xobject["/Page"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Page Do"


def _media_box(writer: IncrementalPdfFileWriter) -> Any:
    page = writer.prev.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    return page["/MediaBox"]
