"""The signature itself: PAdES B-B by pyHanko, each in an update of its own, with its picture.

pyHanko takes a third of a second to load, so whoever needs this module imports it when the first paper is
signed: no command and no server waits for it at its start.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from PIL.Image import Image
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.stamp import StaticStampStyle

from motcua.domain.workdays import ZONE
from motcua.people.signing.placing import Place

RESERVED = 16_384
"""Hexadecimal digits kept free for a signature with its certificates: a demo one needs 5,000."""


def signed(
    pdf: bytes, signer: Signer, at: datetime, field: str, place: Place, picture: Image | bytes | None
) -> bytes:
    """The PDF with one more signature, in a field of that name; ``picture`` may be a PDF's first page."""
    content = _content(picture)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    spec = SigFieldSpec(field, on_page=place.page, box=place.box if content else None)
    style = StaticStampStyle(border_width=0, background=content, background_layout=WHOLE) if content else None
    out = BytesIO()
    _At(at, meta, signer=signer, stamp_style=style, new_field_spec=spec).sign_pdf(
        writer, output=out, bytes_reserved=RESERVED
    )
    return out.getvalue()


def first_page_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page, in points."""
    page = IncrementalPdfFileWriter(BytesIO(pdf)).prev.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(edge) for edge in page["/MediaBox"])
    return right - left, top - bottom


def _content(picture: Image | bytes | None) -> PdfContent | None:
    if picture is None:
        return None
    return _FirstPage(picture) if isinstance(picture, bytes) else PdfImage(picture)


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
