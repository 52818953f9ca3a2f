"""The paper of a result: written from the dossier's rows, signed and sealed, and kept.

Decree 30/2020/NĐ-CP Art 5: signed by the person and by the organisation, the electronic paper is the
original. Where the organisation has no key yet, the same paper is printed, signed and sealed by hand: nobody
waits for a certificate. Where it has one that cannot be used, that is said and nothing is issued.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.utils.crypto import salted_hmac

from motcua.base.files import kept
from motcua.base.typesetting import Spot
from motcua.domain.authenticity import authenticity_code
from motcua.dossiers.forms.official import Person
from motcua.dossiers.forms.result import ResultNotice, head_of, render, title_lines
from motcua.dossiers.forms.wording import local
from motcua.dossiers.models import Decision, Dossier, Result
from motcua.dossiers.receipt import center_name, place_of
from motcua.people.models import Grant
from motcua.people.signing import has_key, seal_as_organisation, sign_as_officer, signer_at
from motcua.places.models import Unit

KIND = "result"
SIGNED_BY = ("signed_by", "grant__holder__unit__parent", "grant__issuer", "grant__source__holder")
"""What is read with a decision to say on paper who signed it, and how."""


def put_document(result: Result, *, on_paper: bool, now: datetime) -> None:
    """Give a result that is not saved yet its code and its file; call it inside the action that issues.

    Signed as the decision was, by its person at its time, and sealed now; unsigned where the organisation
    has no key, or where the clerk chose paper. Raises ``Invalid`` ``key_missing`` or ``key_expired``.
    """
    decision = Decision.objects.select_related(*SIGNED_BY).get(dossier=result.dossier)
    result.authenticity = code_of(result)
    result.is_signed = not on_paper and has_key(result.unit)
    notice = notice_of(result.dossier, decision, result)
    pdf, spot = render(notice)
    if result.is_signed:
        pdf = _signed(pdf, spot, result, decision, now)
    result.file = kept(pdf, kind=KIND, name=f"ket-qua-{result.dossier.code}.pdf", now=now)


def result_document(dossier: Dossier, decision: Decision, result: Result) -> bytes:
    """The notice as PDF before anybody signed it, the same however often it is made."""
    return render(notice_of(dossier, decision, result))[0]


def code_of(result: Result) -> str:
    """The short code by which this result is recognised; only this installation can make it."""
    issued = local(result.issued_at).date().isoformat()
    value = f"{result.dossier.code}|{result.text}|{result.year}|{issued}"
    digest = salted_hmac("motcua.result.authenticity", value, algorithm="sha256").digest()
    return authenticity_code(digest)


def verify_link(code: str, authenticity: str) -> str:
    """What the QR on the paper opens."""
    return f"{settings.PUBLIC_ADDRESS}/verify?{urlencode({'result': code, 'code': authenticity})}"


def notice_of(dossier: Dossier, decision: Decision, result: Result) -> ResultNotice:
    """The notice with this dossier's values."""
    person, grant = dossier.applicant, decision.grant
    given = f"{grant.document_number} ngày {grant.document_date:%d/%m/%Y}"
    return ResultNotice(
        code=dossier.code,
        symbol=result.text,
        agency=result.unit.name_vi,
        center=center_name(dossier),
        place=place_of(dossier.center),
        procedure=dossier.revision.procedure.name_vi,
        applicant=Person(person.name, person.identity_number, person.address),
        received_at=dossier.received_at,
        issued_at=result.issued_at,
        granted=decision.kind == Decision.Kind.GRANTED,
        outcome=dossier.revision.result_vi,
        reason=decision.reason,
        validity=f"đến hết ngày {result.valid_until:%d/%m/%Y}" if result.valid_until else "",
        grounds=(f"thẩm quyền ký theo văn bản số {given}",),
        title_lines=signing_lines(grant, result.unit),
        signer=decision.signed_by.name_vi,
        authenticity=result.authenticity,
        link=verify_link(dossier.code, result.authenticity),
        address=f"{settings.PUBLIC_ADDRESS}/verify",
        electronic=result.is_signed,
    )


def signing_lines(grant: Grant, organisation: Unit) -> tuple[str, ...]:
    """How a signer stands on a paper of this organisation: as the instrument says that carried the decision.

    A delegation is signed under its giver (TUQ.), as the public board says of it. Who decides by their own
    right signs as head, for the head (KT.), or, heading a part of the organisation, by its order (TL.).
    """
    holder = grant.holder
    if grant.as_rule().signed_for_giver:
        giver = head_of(grant.source.holder.title_vi) if grant.source else _heads(grant.issuer)
        return title_lines(holder.title_vi, authorised_by=giver)
    inside = holder.unit.owner == organisation != holder.unit
    if inside and holder.unit.kind != Unit.Kind.COMMITTEE:
        return title_lines(holder.title_vi, ordered_by=_heads(organisation))
    return title_lines(holder.title_vi)


def _heads(organisation: Unit) -> str:
    """The title of who heads it: a department's director, a commune's or the province's chairman."""
    return "Giám đốc" if organisation.kind == Unit.Kind.DEPARTMENT else "Chủ tịch"


def _signed(pdf: bytes, spot: Spot, result: Result, decision: Decision, now: datetime) -> bytes:
    place = signer_at(spot)
    pdf = sign_as_officer(pdf, decision.signed_by, at=decision.signed_at, place=place)
    return seal_as_organisation(pdf, result.unit, at=now, beside=place)
