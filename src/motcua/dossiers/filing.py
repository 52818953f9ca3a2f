"""What somebody hands in at the counter, checked before anything is written.

Decree 118/2025 Art 17(1): the officer checks correctness and completeness; a gap is named in one
go, all gaps at once. So ``check`` gathers every problem and raises them together.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.catalogue.models import Channel
from motcua.dossiers.models import Applicant, Paper
from motcua.domain import codes
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words

NAME_LENGTH, ADDRESS_LENGTH, ANSWERS_SIZE = 200, 300, 20_000
PASSPORT = re.compile(r"[A-Z0-9]{6,14}")
ORGANISATION = re.compile(r"\d{10}(\d{3})?|\d{12}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


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


def check(filing: Filing, required: dict[str, str], known: set[str]) -> Filing:
    """The filing with its values tidied; ``required`` maps component codes to their names.

    Raises ``InvalidFields`` with one entry for each problem.
    """
    errors: list[Invalid] = []
    if filing.channel not in Channel.values:
        errors.append(_say("channel", "Chọn cách nộp hồ sơ.", "Choose how the dossier was filed."))
    applicant = _person(filing.applicant, errors)
    _papers(filing.papers, required, known, errors)
    if errors:
        raise InvalidFields(errors)
    return Filing(filing.procedure, filing.channel, applicant, filing.papers, filing.answers, filing.note)


def _person(person: Person, errors: list[Invalid]) -> Person:
    name = _line(person.name)
    if not name:
        errors.append(_say("name", "Nhập họ và tên.", "Enter the name."))
    elif len(name) > NAME_LENGTH:
        errors.append(_say("name", "Họ tên dài quá 200 chữ.", "The name is longer than 200 letters."))
    if person.kind not in Applicant.Kind.values:
        errors.append(_say("kind", "Chọn loại người nộp.", "Choose the kind of applicant."))
    if len(person.address) > ADDRESS_LENGTH:
        errors.append(_say("address", "Địa chỉ dài quá 300 chữ.", "The address is longer than 300 letters."))
    agent_id = _taken(lambda: codes.person_id(person.agent_identity_number, "agent_identity_number"), errors) if (
        person.agent_name
    ) else ""
    if person.agent_name and not _line(person.agent_paper):
        errors.append(
            _say("agent_paper", "Ghi giấy tờ ủy quyền đã xem.", "Name the authorisation paper that was shown.")
        )
    return Person(
        name=name,
        kind=person.kind,
        identity_number=_identity(person, errors),
        born_on=person.born_on,
        address=_line(person.address),
        phone=_taken(lambda: codes.phone(person.phone), errors) if person.phone.strip() else "",
        email=_email(person.email, errors),
        agent_name=_line(person.agent_name)[:NAME_LENGTH],
        agent_identity_number=agent_id,
        agent_paper=_line(person.agent_paper)[:NAME_LENGTH],
    )


def _identity(person: Person, errors: list[Invalid]) -> str:
    if person.kind == Applicant.Kind.PERSON:
        return _taken(lambda: codes.person_id(person.identity_number, "identity_number"), errors)
    number = re.sub(r"[\s.\-]", "", person.identity_number).upper()
    shape, vi, en = (
        (ORGANISATION, "Mã số tổ chức gồm 10, 12 hoặc 13 chữ số.", "An organisation's number has 10, 12 or 13 digits.")
        if person.kind == Applicant.Kind.ORGANISATION
        else (PASSPORT, "Số hộ chiếu gồm 6 đến 14 chữ và số.", "A passport number has 6 to 14 letters and digits.")
    )
    if not shape.fullmatch(number):
        errors.append(_say("identity_number", vi, en))
    return number


def _email(text: str, errors: list[Invalid]) -> str:
    email = text.strip()
    if email and (len(email) > 254 or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email)):
        errors.append(_say("email", "Thư điện tử có dạng ten@vidu.vn.", "An email looks like name@example.vn."))
    return email


def _papers(
    papers: tuple[Handed, ...], required: dict[str, str], known: set[str], errors: list[Invalid]
) -> None:
    if len({(paper.code, paper.kind) for paper in papers}) != len(papers):
        errors.append(_say("documents", "Một giấy tờ được ghi hai lần.", "One paper is listed twice."))
    for paper in papers:
        if paper.code not in known:
            errors.append(
                _say(
                    "documents",
                    f"Thủ tục không có thành phần hồ sơ {paper.code[:12]}.",
                    f"The procedure has no document {paper.code[:12]}.",
                )
            )
        elif paper.kind not in Paper.Kind.values or not 1 <= paper.count <= 99:
            errors.append(
                _say(
                    "documents",
                    f"Giấy tờ {paper.code}: chọn bản chính hay bản sao, số lượng từ 1 đến 99.",
                    f"Document {paper.code}: choose original or copy, and a count from 1 to 99.",
                )
            )
    handed = {paper.code for paper in papers}
    for code, name in required.items():
        if code not in handed:
            errors.append(
                Invalid(
                    "document_missing",
                    Words(vi=f"Còn thiếu: {name}", en=f"Missing: {name}"),
                    basis="Nghị định 118/2025/NĐ-CP, Điều 17",
                    field="documents",
                )
            )


def _taken(parse: Any, errors: list[Invalid]) -> str:
    try:
        return str(parse())
    except Invalid as error:
        errors.append(error)
        return ""


def _line(text: str) -> str:
    """One line of text without control characters and doubled spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def _say(field_name: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field_name}_wrong", Words(vi=vi, en=en), field=field_name)
