"""What the program tells people about a dossier: a code, the procedure and a date, in both languages.

Never a name or an identity number: who reads over a shoulder learns nothing (``domain.md`` 5.3).
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.base import outgoing
from motcua.base.actors import Actor
from motcua.base.messages import Message
from motcua.domain import codes
from motcua.domain.day_words import moment_words
from motcua.domain.warnings import Level
from motcua.domain.words import Words
from motcua.dossiers.links import resident_page
from motcua.dossiers.models import Applicant, Dossier, Step
from motcua.people.models import Officer

LONGEST_NAME = 120
"""Letters of a procedure's name in a message; some names are a paragraph."""


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; ``purpose`` is its code in the journal."""

    purpose: str
    subject: Words
    text: Words


def warning_text(dossier: Dossier, step: Step, level: Level) -> Text:
    procedure, due = named(dossier), moment_words(dossier.due_at)
    turn = Words(vi=f"bước “{step.name_vi}”", en=f"the step “{step.name_in('en')}”")
    if level is Level.OVERDUE:
        return Text(
            "became_overdue",
            Words(vi=f"Hồ sơ {dossier.code} đã quá hạn", en=f"Dossier {dossier.code} is overdue"),
            Words(
                vi=f"Hồ sơ {dossier.code} ({procedure.vi}) hẹn trả {due.vi} đã quá hạn, đang ở {turn.vi}.",
                en=f"Dossier {dossier.code} ({procedure.en}), due {due.en}, is overdue; it is at {turn.en}.",
            ),
        )
    return Text(
        f"warned_{level.value}",
        Words(
            vi=f"Hồ sơ {dossier.code} đã qua {level.value}% thời hạn",
            en=f"Dossier {dossier.code} has used {level.value}% of its time",
        ),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) đã qua {level.value}% thời hạn, hẹn trả {due.vi}, "
            f"đang ở {turn.vi}.",
            en=f"Dossier {dossier.code} ({procedure.en}) has used {level.value}% of its time. It is due "
            f"{due.en} and is at {turn.en}.",
        ),
    )


def letter_text(dossier: Dossier, sign_by: datetime) -> Text:
    """To the heads: a letter waits for a signature."""
    procedure, by = named(dossier), moment_words(sign_by)
    return Text(
        "letter_to_sign",
        Words(vi=f"Phiếu xin lỗi chờ ký: {dossier.code}", en=f"Apology letter to sign: {dossier.code}"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) có thể trễ hẹn. Phiếu xin lỗi đã soạn sẵn, cần ký "
            f"trước {by.vi}.",
            en=f"Dossier {dossier.code} ({procedure.en}) may miss its date. The apology letter is prepared; "
            f"it must be signed before {by.en}.",
        ),
    )


def extension_text(dossier: Dossier, new_due_at: datetime) -> Text:
    """To the resident."""
    procedure, new = named(dossier), moment_words(new_due_at)
    return Text(
        "extended",
        Words(
            vi=f"Xin lỗi ông/bà: ngày hẹn mới của hồ sơ {dossier.code}",
            en=f"Our apologies: a new date for dossier {dossier.code}",
        ),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) chưa kịp giải quyết đúng hẹn, chúng tôi xin lỗi "
            f"ông/bà. Ngày hẹn mới: {new.vi}.",
            en=f"Dossier {dossier.code} ({procedure.en}) will not be ready on its day. We apologise. "
            f"The new date: {new.en}.",
        ),
    )


def available_text(dossier: Dossier) -> Text:
    """To the resident: the electronic result is there."""
    procedure, link = named(dossier), resident_page(dossier)
    return Text(
        "result_available",
        Words(
            vi=f"Kết quả hồ sơ {dossier.code} đã có bản điện tử",
            en=f"The electronic result of dossier {dossier.code} is ready",
        ),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) đã có kết quả điện tử. Mở {link} để tải.",
            en=f"The electronic result of dossier {dossier.code} ({procedure.en}) is ready. Open {link}.",
        ),
    )


def ready_text(dossier: Dossier) -> Text:
    """To the resident: the result waits at the center."""
    procedure = named(dossier)
    return Text(
        "result_ready",
        Words(vi=f"Đã có kết quả hồ sơ {dossier.code}", en=f"The result of {dossier.code} is ready"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) đã có kết quả. Mời ông/bà đến Trung tâm nhận.",
            en=f"The result of dossier {dossier.code} ({procedure.en}) is ready. Please collect it at the "
            "center.",
        ),
    )


def answer_text(dossier: Dossier) -> Text:
    """To the resident whose request was refused: a written answer waits; what it says is told there."""
    procedure = named(dossier)
    return Text(
        "answer_ready",
        Words(vi=f"Đã có trả lời hồ sơ {dossier.code}", en=f"There is an answer to {dossier.code}"),
        Words(
            vi=f"Hồ sơ {dossier.code} ({procedure.vi}) đã có văn bản trả lời. Mời ông/bà đến Trung tâm nhận.",
            en=f"There is a written answer to dossier {dossier.code} ({procedure.en}). Please collect it at "
            "the center.",
        ),
    )


def code_text(dossier: Dossier, code: str) -> Text:
    """To the resident: the code that opens the result."""
    return Text(
        "result_code",
        Words(vi=f"Mã mở kết quả hồ sơ {dossier.code}", en=f"Code for the result of {dossier.code}"),
        Words(
            vi=f"Mã mở kết quả hồ sơ {dossier.code}: {code}. Có hiệu lực 15 phút. Không đưa mã cho ai, kể cả "
            "người tự xưng là cán bộ.",
            en=f"Code to open the result of dossier {dossier.code}: {code}. Valid for 15 minutes. Give it to "
            "nobody, not even to somebody who says they are an officer.",
        ),
    )


def posted_text(dossier: Dossier, tracking_number: str) -> Text:
    """To the resident: the carrier has the result."""
    procedure = named(dossier)
    return Text(
        "result_posted",
        Words(vi=f"Đã gửi kết quả hồ sơ {dossier.code}", en=f"The result of {dossier.code} was posted"),
        Words(
            vi=f"Kết quả hồ sơ {dossier.code} ({procedure.vi}) đã giao bưu chính, mã vận đơn "
            f"{tracking_number}.",
            en=f"The result of dossier {dossier.code} ({procedure.en}) was posted, tracking number "
            f"{tracking_number}.",
        ),
    )


def came_back_text(dossier: Dossier) -> Text:
    """To the resident: the letter came back."""
    return Text(
        "result_came_back",
        Words(vi=f"Kết quả hồ sơ {dossier.code} bị hoàn về", en=f"The result of {dossier.code} came back"),
        Words(
            vi=f"Bưu chính không phát được kết quả hồ sơ {dossier.code}; kết quả đã về lại Trung tâm. Mời "
            "ông/bà đến nhận hoặc báo địa chỉ khác.",
            en=f"The post could not deliver the result of dossier {dossier.code}; it is at the center again. "
            "Please collect it or give another address.",
        ),
    )


def revoked_text(dossier: Dossier, number: str) -> Text:
    """To the resident: the result with this number was revoked."""
    procedure = named(dossier)
    return Text(
        "result_revoked",
        Words(vi=f"Kết quả hồ sơ {dossier.code} bị thu hồi", en=f"The result of {dossier.code} was revoked"),
        Words(
            vi=f"Kết quả số {number} của hồ sơ {dossier.code} ({procedure.vi}) đã có quyết định thu hồi. "
            "Hỏi lý do tại Trung tâm; ông/bà có quyền khiếu nại.",
            en=f"Result no. {number} of dossier {dossier.code} ({procedure.en}) was revoked. Ask the "
            "center for the reason; you have the right to complain.",
        ),
    )


def tell_officers(officers: list[Officer], text: Text, dossier: Dossier, *, by: Actor, now: datetime) -> None:
    """By email to those whose address is known; all of them see it in their work list anyway."""
    for officer in officers:
        if officer.email:
            message = Message(officer.email, "email", text.subject.vi, text.text.vi, "vi")
            outgoing.prepare(message, about=dossier, purpose=text.purpose, by=by, now=now)


def tell_applicant(dossier: Dossier, text: Text, *, by: Actor, now: datetime) -> int:
    """By text message and by email, as far as the applicant left an address; how many messages that made.

    Whoever left none reads it on the dossier's page.
    """
    person = dossier.applicant
    language = "en" if person.kind == Applicant.Kind.FOREIGNER else "vi"
    words, subject = text.text.in_language(language), text.subject.in_language(language)
    messages = []
    if codes.MOBILE.fullmatch(person.phone):
        messages.append(Message(person.phone, "sms", "", words, language))
    if person.email:
        messages.append(Message(person.email, "email", subject, words, language))
    for message in messages:
        outgoing.prepare(message, about=dossier, purpose=text.purpose, by=by, now=now)
    return len(messages)


def named(dossier: Dossier) -> Words:
    """The procedure's name, cut where it is a paragraph."""
    row = dossier.revision.procedure
    return Words(vi=_short(row.name_in("vi")), en=_short(row.name_in("en")))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
