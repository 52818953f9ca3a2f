"""What somebody hands in at the counter, checked before anything is written.

Decree 118/2025 Art 17(1): the officer checks correctness and completeness; a gap is named in one
go, all gaps at once. So ``check`` gathers every problem and raises them together.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from motcua.base.typesetting import printable
from motcua.catalogue.models import Channel, Document
from motcua.catalogue.queries import Bundle
from motcua.domain import codes
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.dossiers import delivering
from motcua.dossiers.delivering import Delivery, Reachable
from motcua.dossiers.models import Applicant, Paper

RECEIVED_HERE = "motcua"
NAME_LENGTH, ADDRESS_LENGTH, NOTE_LENGTH, ANSWERS_SIZE = 200, 300, 500, 20_000
PASSPORT = re.compile(r"[A-Z0-9]{6,14}")
ORGANISATION = re.compile(r"[0-9]{10}([0-9]{2,3})?")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
FIRST_BIRTHDAY = date(1880, 1, 1)
COMPLETENESS = "Nghị định 118/2025/NĐ-CP, Điều 17"


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant, and the agent who files for them if there is one (fields of Form 01)."""

    name: str
    kind: str = Applicant.Kind.PERSON
    identity_number: str = ""
    born_on: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    agent_name: str = ""
    agent_identity_number: str = ""
    agent_paper: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """``count`` pieces of the component ``code``, in one form (original, copy, certified ...)."""

    code: str
    kind: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Filing:
    procedure: str
    channel: str
    applicant: Person
    papers: tuple[Handed, ...]
    answers: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    delivery: Delivery = Delivery()


def check_filed_here(parts: Bundle) -> None:
    """Refuses a procedure whose authoritative system is another: it is guided here, received there."""
    if parts.procedure.authoritative_system != RECEIVED_HERE:
        raise Refusal(
            "filed_elsewhere",
            Words(
                vi="Thủ tục này nộp trên hệ thống của bộ quản lý, qua Cổng Dịch vụ công quốc gia; quầy không "
                "nhận hồ sơ. Hãy hướng dẫn người dân nộp tại đó.",
                en="This procedure is filed in the ministry's own system, through the National Public "
                "Service Portal; the counter does not take it. Please show the person how to file it there.",
            ),
            basis="Nghị định 118/2025/NĐ-CP, Điều 15",
            field="procedure",
        )


def check(filing: Filing, parts: Bundle, day: date, *, is_complete: bool = True) -> Filing:
    """The filing with its values tidied, held against the procedure in force on ``day``.

    ``is_complete=False``: papers may be missing, as in what is registered to be completed or refused.

    Raises ``InvalidFields`` with one entry for each problem; what is wrong with a component of the
    dossier has the field ``documents.<its code>``.
    """
    errors: list[Invalid] = []
    if filing.channel not in Channel.values:
        errors.append(_say("channel", "Chọn cách nộp hồ sơ.", "Choose how the dossier was filed."))
    elif filing.channel not in parts.terms:
        errors.append(
            Invalid(
                "channel_closed",
                Words(
                    vi="Thủ tục này không nhận hồ sơ theo cách đã chọn.",
                    en="This procedure does not take dossiers by this channel.",
                ),
                field="channel",
            )
        )
    applicant = _person(filing.applicant, day, errors)
    reachable = Reachable(applicant.address, applicant.phone, applicant.email)
    delivery = delivering.checked(filing.delivery, reachable, errors)
    _papers(filing.papers, parts, errors)
    if is_complete:
        _missing(filing.papers, parts, errors)
    note = _taken(lambda: written(filing.note, field="note", most=NOTE_LENGTH), errors)
    _answers(filing.answers, errors)
    if errors:
        raise InvalidFields(errors)
    return replace(filing, applicant=applicant, note=note, delivery=delivery)


def _person(person: Person, day: date, errors: list[Invalid]) -> Person:
    if person.kind not in Applicant.Kind.values:
        errors.append(_say("kind", "Chọn người nộp là ai.", "Choose the kind of applicant."))
    name = _name(person.name, "name", errors)
    number = _identity(person, errors)
    if person.born_on is not None and not FIRST_BIRTHDAY <= person.born_on <= day:
        errors.append(_say("born_on", "Ngày sinh không đúng.", "The date of birth cannot be right."))
    address = _line(person.address)
    if len(address) > ADDRESS_LENGTH:
        errors.append(_say("address", "Địa chỉ dài quá 300 ký tự.", "The address is over 300 characters."))
    phone = _taken(lambda: codes.phone(person.phone), errors) if person.phone.strip() else ""
    tidy = replace(person, name=name, identity_number=number, address=address, phone=phone)
    return _agent(replace(tidy, email=_email(person.email, errors)), errors)


def _agent(person: Person, errors: list[Invalid]) -> Person:
    """Who files for somebody else says who they are and on which paper; all of it, or nothing."""
    given = (person.agent_name, person.agent_identity_number, person.agent_paper)
    if not any(text.strip() for text in given):
        return replace(person, agent_name="", agent_identity_number="", agent_paper="")
    name = _name(person.agent_name, "agent_name", errors)
    number = _taken(lambda: codes.person_id(person.agent_identity_number, "agent_identity_number"), errors)
    paper = _line(person.agent_paper)
    if not paper or len(paper) > NAME_LENGTH:
        errors.append(
            _say(
                "agent_paper",
                "Ghi giấy ủy quyền đã xem, không quá 200 ký tự.",
                "Name the authorisation that was shown, in at most 200 characters.",
            )
        )
    return replace(person, agent_name=name, agent_identity_number=number, agent_paper=paper)


def _name(text: str, field_name: str, errors: list[Invalid]) -> str:
    name = _line(text)
    if not any(letter.isalpha() for letter in name):
        errors.append(_say(field_name, "Nhập họ và tên.", "Enter the name."))
    elif len(name) > NAME_LENGTH:
        errors.append(_say(field_name, "Họ tên dài quá 200 ký tự.", "The name is over 200 characters."))
    return name


def _identity(person: Person, errors: list[Invalid]) -> str:
    if person.kind not in (Applicant.Kind.FOREIGNER, Applicant.Kind.ORGANISATION):
        if not person.identity_number.strip():
            errors.append(
                _say(
                    "identity_number",
                    "Nhập số định danh cá nhân (12 chữ số).",
                    "Enter the personal identification number (12 digits).",
                )
            )
            return ""
        return _taken(lambda: codes.person_id(person.identity_number, "identity_number"), errors)
    number = re.sub(r"[\s.\-]", "", person.identity_number).upper()
    shape, vi, en = (
        (
            ORGANISATION,
            "Mã số tổ chức gồm 10, 12 hoặc 13 chữ số.",
            "An organisation's number has 10, 12 or 13 digits.",
        )
        if person.kind == Applicant.Kind.ORGANISATION
        else (
            PASSPORT,
            "Số hộ chiếu gồm 6 đến 14 chữ và số.",
            "A passport number has 6 to 14 letters and digits.",
        )
    )
    if not shape.fullmatch(number):
        errors.append(_say("identity_number", vi, en))
    return number


def _email(text: str, errors: list[Invalid]) -> str:
    email = _line(text)
    if email and (len(email) > 254 or not EMAIL.fullmatch(email)):
        errors.append(
            _say("email", "Thư điện tử có dạng ten@vidu.vn.", "An email looks like name@example.vn.")
        )
    return email


def _papers(papers: tuple[Handed, ...], parts: Bundle, errors: list[Invalid]) -> None:
    known = {document.code for document in parts.documents}
    seen: set[tuple[str, str]] = set()
    for paper in papers:
        at = f"documents.{paper.code}" if paper.code in known else "documents"
        if paper.code not in known:
            shown = printable(paper.code)[:12]
            errors.append(
                _say(at, f"Thủ tục không có giấy tờ {shown}.", f"The procedure has no document {shown}.")
            )
        elif paper.kind not in Paper.Kind.values or not 1 <= paper.count <= 99:
            errors.append(
                _say(
                    at,
                    "Chọn bản chính hay bản sao, và số lượng từ 1 đến 99.",
                    "Choose original or copy, and a count from 1 to 99.",
                )
            )
        elif (paper.code, paper.kind) in seen:
            errors.append(_say(at, "Giấy tờ này được ghi hai lần.", "This document is listed twice."))
        seen.add((paper.code, paper.kind))


def _missing(papers: tuple[Handed, ...], parts: Bundle, errors: list[Invalid]) -> None:
    errors += [missing(document) for document in lacking(parts, {paper.code for paper in papers})]


def lacking(parts: Bundle, there: Collection[str]) -> list[Document]:
    """The documents that are always part of such a dossier and whose codes are not among these."""
    return [document for document in parts.documents if document.is_always and document.code not in there]


def missing(document: Document) -> Invalid:
    return Invalid(
        "document_missing",
        Words(vi=f"Còn thiếu: {document.name_vi}", en=f"Missing: {document.name_in('en')}"),
        basis=COMPLETENESS,
        field=f"documents.{document.code}",
    )


def _answers(answers: object, errors: list[Invalid]) -> None:
    """Answers are stored as JSON: neither database takes NUL or half a surrogate pair in a text."""
    try:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):  # UnicodeEncodeError is a ValueError
        text = b""
    if not isinstance(answers, dict) or not text or len(text) > ANSWERS_SIZE or b"\\u0000" in text:
        errors.append(_say("answers", "Nội dung kê khai không hợp lệ.", "The answers cannot be read."))


def _taken(parse: Any, errors: list[Invalid]) -> str:
    try:
        return str(parse())
    except Invalid as error:
        errors.append(error)
        return ""


def _line(text: str) -> str:
    """One line of composed text without control characters and doubled spaces."""
    return " ".join(printable(text).split())


def _say(field_name: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field_name.partition('.')[0]}_wrong", Words(vi=vi, en=en), field=field_name)
