"""The paper of a result issued again: the same notice, saying what it is, signed by who issues it now."""

from dataclasses import replace
from datetime import datetime

from motcua.base.files import kept
from motcua.dossiers.aftermath import in_force
from motcua.dossiers.forms.result import render
from motcua.dossiers.forms.wording import local
from motcua.dossiers.models import Decision, Reissue, Result
from motcua.dossiers.result_document import KIND, code_of, notice_of
from motcua.people.signing import has_key, seal_as_organisation, sign_as_officer, signer_at


def put_reissue(reissue: Reissue, first: Decision, *, now: datetime) -> None:
    """Give a paper that is not saved yet its code and its file; call it inside the action that issues it."""
    result = reissue.result
    dossier = result.dossier
    again = Result(
        dossier=dossier,
        unit=reissue.unit,
        year=reissue.year,
        number=reissue.number,
        symbol=reissue.text.partition("/")[2],
        issued_at=reissue.issued_at,
        valid_until=reissue.valid_until,
    )
    signed = Decision(
        dossier=dossier,
        kind=first.kind,
        grant=reissue.grant,
        signed_by=reissue.signed_by,
        signed_at=reissue.signed_at,
    )
    again.authenticity = reissue.authenticity = code_of(again)
    again.is_signed = reissue.is_signed = has_key(reissue.unit)
    notice = replace(notice_of(dossier, signed, again), remark=remark_of(reissue))
    pdf, spot = render(notice)
    if reissue.is_signed:
        place = signer_at(spot)
        pdf = sign_as_officer(pdf, reissue.signed_by, at=reissue.signed_at, place=place)
        pdf = seal_as_organisation(pdf, reissue.unit, at=now, beside=place)
    name = f"ket-qua-{dossier.code}-cap-lai-{reissue.position}.pdf"
    reissue.file = kept(pdf, kind=KIND, name=name, now=now)


def remark_of(reissue: Reissue) -> str:
    """What the paper says of itself under its title."""
    stood = in_force(reissue.result, before=reissue.position)
    of = f"văn bản số {stood.text} ngày {local(stood.issued_at):%d/%m/%Y}"
    if reissue.kind == Reissue.Kind.COPY:
        return f"Cấp lại lần {reissue.position} {of}"
    return f"Thay thế {of}. Nội dung đính chính: {reissue.reason}"
