"""The electronic result: a code to the applicant's own phone or mailbox opens the signed file.

Decree 45/2020/NĐ-CP Art 14 (the electronic result); Decree 118/2025/NĐ-CP Art 22. The first download by
somebody who proved who they are is the return of the result.
"""

import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from motcua.base.actions import action
from motcua.base.actors import Resident
from motcua.base.journal import record
from motcua.domain.delivery import BASIS, Way
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import aftermath, delivering, returning
from motcua.dossiers.handover import known_numbers
from motcua.dossiers.models import Dossier, Download, Numbered, Result, ResultCode, Return
from motcua.dossiers.moving import locked
from motcua.dossiers.telling import code_text, tell_applicant

LIFE = timedelta(minutes=15)
DIGITS = 6


@action
def send_result_code(dossier: Dossier, *, identity_number: str, by: Resident, now: datetime) -> ResultCode:
    """Send a one-time code to the phone and mailbox that the applicant left at reception."""
    dossier = locked(dossier)
    document_of(dossier)
    if re.sub(r"[\s.\-]", "", identity_number).upper() not in known_numbers(dossier.applicant):
        raise Invalid(
            "identity_number_wrong",
            Words(vi="Số này không phải của người nộp hồ sơ.", en="This number is not the applicant's."),
            field="identity_number",
        )
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = ResultCode.objects.create(
        dossier=dossier, digest=_digest(dossier, code), sent_at=now, expires_at=now + LIFE
    )
    row.said = code
    sent = tell_applicant(dossier, code_text(dossier, code), by=by, now=now)
    record("result.code_sent", dossier, by=by, at=now, messages=sent)
    return row


@action
def download_result(dossier: Dossier, *, code: str, by: Resident, now: datetime) -> Download:
    """Whoever knows the code takes the newest signed file; the first time, the result is returned."""
    dossier = locked(dossier)
    document = document_of(dossier)
    typed = re.sub(r"\s", "", code)
    last = dossier.result_codes.filter(expires_at__gt=now).last()
    if last is None or not hmac.compare_digest(last.digest, _digest(dossier, typed)):
        raise Invalid(
            "code_wrong",
            Words(
                vi="Mã không đúng hoặc đã quá 15 phút. Xem lại tin nhắn mới nhất, hoặc xin mã khác.",
                en="The code is wrong or older than 15 minutes. Read the newest message, or ask for another.",
            ),
            field="code",
        )
    if dossier.state == State.PROCESSED:
        issued = Result.objects.select_related("issued_by").get(dossier=dossier)
        handover = Return(
            dossier=dossier,
            way=Way.ELECTRONIC,
            at=now,
            receiver_name=dossier.applicant.name,
            receiver_identity_number=dossier.applicant.identity_number,
            proof=Return.ONE_TIME_CODE,
        )
        returning.returned(handover, answers=issued.issued_by, by=by, now=now)
    sha256 = document.file.sha256 if document.file else ""
    download = Download.objects.create(dossier=dossier, at=now, sha256=sha256)
    record("result.downloaded", dossier, by=by, at=now, file=sha256)
    return download


def document_of(dossier: Dossier) -> Numbered:
    """The signed paper that may be downloaded; ``Refusal`` where the dossier has none for this way."""
    issued = Result.objects.filter(dossier=dossier).select_related("file").first()
    if issued is None or delivering.way_now(dossier, issued) is not Way.ELECTRONIC:
        raise Refusal(
            "no_electronic_result",
            Words(
                vi="Hồ sơ này không có kết quả điện tử để tải.",
                en="This dossier has no electronic result to download.",
            ),
            basis=BASIS,
        )
    return aftermath.newest(issued)


def _digest(dossier: Dossier, code: str) -> str:
    return salted_hmac("motcua.result.code", f"{dossier.pk}|{code}", algorithm="sha256").hexdigest()
