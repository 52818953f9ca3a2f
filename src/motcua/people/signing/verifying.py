"""Who signed a PDF, for whom, when, and whether anything was changed since.

A signature is trusted where its certificate chains to a root under ``keys/roots``. Revocation is not asked
over the network: nothing here waits for a foreign system, and B-B carries none; the page says so.

Loaded with pyHanko when the first paper is verified (``signature``).
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.people.signing.signature import Signature

MOST_SIGNATURES = 20
ALLOWED_LAST = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
ALLOWED_BEFORE = (*ALLOWED_LAST, ModificationLevel.FORM_FILLING)


def found_in(pdf: bytes, now: datetime) -> list[Signature]:
    """As ``signature.signatures_of`` says."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = reader.embedded_regular_signatures
    except Exception as error:  # a stranger's file may break a parser in any way
        raise _unreadable() from error
    if len(found) > MOST_SIGNATURES:
        raise _unreadable()
    return [_looked_at(one, now, is_last=one is found[-1]) for one in found]


def _looked_at(embedded: Any, now: datetime, *, is_last: bool) -> Signature:
    certificate = _certificate(embedded)
    status = None
    try:
        context = _context(embedded.self_reported_timestamp or now, now)
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except (SignatureValidationError, SigningError, UnacceptableSignerError, PdfError, ValueError):
        pass
    except Exception:  # noqa: S110 - a stranger's file may break a parser in any way; it is then not intact
        pass
    subject = certificate.subject.native if certificate is not None else {}
    return Signature(
        signer=_line(subject.get("common_name", "")),
        organisation=_line(subject.get("organization_name", "")),
        is_seal="organization_identifier" in subject,
        at=embedded.self_reported_timestamp,
        is_intact=bool(status and status.intact and status.valid),
        is_trusted=bool(status and status.trusted),
        changed_since=status is None or _changed(embedded, status, is_last=is_last),
        covers_whole_document=bool(status and status.coverage == SignatureCoverageLevel.ENTIRE_FILE),
    )


def _changed(embedded: Any, status: Any, *, is_last: bool) -> bool:
    """Whether the file has more than what was signed, beyond what may follow.

    After any signature: what proves it longer (time stamps, revocation lists). After all but the last: the
    other signatures. Bytes behind the end that belong to no update may not follow.
    """
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return True
    if embedded.signed_revision == embedded.reader.xrefs.total_revisions - 1:
        return True
    return status.modification_level not in (ALLOWED_LAST if is_last else ALLOWED_BEFORE)


def _certificate(embedded: Any) -> x509.Certificate | None:
    try:
        certificate = embedded.signer_cert
    except Exception:
        return None
    return certificate if isinstance(certificate, x509.Certificate) else None


def _context(at: datetime, now: datetime) -> ValidationContext:
    """Judged as of the claimed time, never a later one than now."""
    return ValidationContext(
        trust_roots=_roots(Path(settings.KEYS_ROOT) / "roots"),
        moment=min(at, now),
        best_signature_time=min(at, now),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _roots(folder: Path) -> list[x509.Certificate]:
    found = []
    for path in sorted(folder.glob("*.pem")):
        for _, _, content in pem.unarmor(path.read_bytes(), multiple=True):
            found.append(x509.Certificate.load(content))
    return found


def _line(value: object) -> str:
    """A name from a certificate; some have several."""
    return " ".join(value) if isinstance(value, list) else str(value)


def _unreadable() -> Invalid:
    return Invalid(
        "pdf_unreadable",
        Words(vi="Không đọc được tệp PDF này.", en="This PDF cannot be read."),
        field="file",
    )
