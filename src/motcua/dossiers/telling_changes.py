"""What people are told when a dossier waits for them or its appointment moves.

No list of papers, no reason, no name: what is wanted stands on the dossier's page, which asks who reads it.
"""

from datetime import datetime

from motcua.domain.day_words import moment_words
from motcua.domain.words import Words
from motcua.dossiers.links import resident_page
from motcua.dossiers.models import Dossier, Obligation, Supplement
from motcua.dossiers.telling import Text, named


def supplement_text(dossier: Dossier, supplement: Supplement) -> Text:
    """To the resident: something is missing; the page says what."""
    procedure, until, link = named(dossier), moment_words(supplement.wait_ends_at), resident_page(dossier)
    return Text(
        "supplement_requested",
        Words(vi=f"Hồ sơ {dossier.code} cần bổ sung", en=f"Dossier {dossier.code} needs completing"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) cần bổ sung trước {until.vi}. Mở {link} xem cần "
            "gì, rồi mang đến Trung tâm.",
            en=f"Dossier {dossier.code} ({procedure.en}) needs completing before {until.en}. Open {link} to "
            "see what is needed, then bring it to the center.",
        ),
    )


def allowance_text(dossier: Dossier, supplement: Supplement) -> Text:
    """To the head in whose name papers were asked for late or again: who wrote it, and where to look."""
    procedure, officer = named(dossier), supplement.requested_by.name_vi
    return Text(
        "late_request_allowed",
        Words(
            vi=f"Yêu cầu bổ sung ghi ông/bà cho phép: {dossier.code}",
            en=f"A request for papers names your leave: {dossier.code}",
        ),
        Words(
            vi=f"{officer} ghi ông/bà đã cho phép yêu cầu bổ sung lần {supplement.number} của hồ sơ "
            f"{dossier.code} ({procedure.vi}); lần này bị tính là chậm. Nếu không đúng, mở hồ sơ và xử lý.",
            en=f"{officer} entered that you allowed request no. {supplement.number} for papers of dossier "
            f"{dossier.code} ({procedure.en}); it counts as late. If that is not so, open the dossier.",
        ),
    )


def moved_text(dossier: Dossier, before: datetime, after: datetime) -> Text:
    """To the resident: the appointment is another one."""
    procedure, old, new = named(dossier), moment_words(before), moment_words(after)
    return Text(
        "appointment_moved",
        Words(vi=f"Ngày hẹn mới của hồ sơ {dossier.code}", en=f"A new date for dossier {dossier.code}"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) đổi ngày hẹn: trước là {old.vi}, nay là {new.vi}. "
            f"Lý do: {resident_page(dossier)}",
            en=f"Dossier {dossier.code} ({procedure.en}) has a new date: it was {old.en}, now it is "
            f"{new.en}. The reason: {resident_page(dossier)}",
        ),
    )


def payment_text(dossier: Dossier, obligation: Obligation) -> Text:
    """To the resident: what to pay, where, and that the proof goes to the center."""
    procedure, amount = named(dossier), f"{obligation.charge.amount:,}".replace(",", ".")
    number, agency = obligation.notice_number, obligation.agency
    return Text(
        "payment_awaited",
        Words(vi=f"Hồ sơ {dossier.code} chờ nộp tiền", en=f"Dossier {dossier.code} waits for a payment"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) chờ ông/bà nộp {amount} đồng vào ngân sách theo thông "
            f"báo số {number} của {agency}, rồi đưa chứng từ cho Trung tâm. Xem {resident_page(dossier)}",
            en=f"Dossier {dossier.code} ({procedure.en}) waits: pay {amount} dong to the State budget by "
            f"notice {number} of {agency}, then bring the proof to the center. See {resident_page(dossier)}",
        ),
    )
