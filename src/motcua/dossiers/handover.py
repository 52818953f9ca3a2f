"""Who comes for the result, and how they prove who they are."""

import re
from dataclasses import asdict, dataclass

from motcua.base.typesetting import printable
from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.dossiers.filing import NAME_LENGTH, PASSPORT
from motcua.dossiers.models import Applicant, Return


@dataclass(frozen=True, slots=True)
class Collection:
    """The person at the counter. An agent shows an authorisation; a lost receipt blocks nobody."""

    receiver_name: str
    receiver_identity_number: str
    proof: str
    is_agent: bool = False
    paper: str = ""

    def as_row(self) -> dict[str, object]:
        return asdict(self)


def checked(collection: Collection, applicant: Applicant) -> Collection:
    """The collection tidied, or ``InvalidFields``: the applicant themself, or an agent with a paper."""
    errors: list[Invalid] = []
    name = _line(collection.receiver_name)
    if not any(letter.isalpha() for letter in name) or len(name) > NAME_LENGTH:
        errors.append(
            _say(
                "receiver_name",
                "Nhập họ tên người nhận, không quá 200 ký tự.",
                "Enter the name, in at most 200 characters.",
            )
        )
    number = _number(collection, errors)
    if collection.proof not in Return.Proof.values:
        errors.append(_say("proof", "Chọn giấy tờ đã xem.", "Choose the proof of identity you saw."))
    paper = _paper(collection, errors)
    if not collection.is_agent and number and not errors and number not in known_numbers(applicant):
        errors.append(
            _say(
                "receiver_identity_number",
                "Số này không phải của người nộp hồ sơ. Nếu người khác nhận thay, chọn “nhận thay” và ghi "
                "giấy ủy quyền.",
                "This number is not the applicant's. If somebody collects for them, say so and name the "
                "authorisation.",
            )
        )
    elif not collection.is_agent and not errors and not _is_named(name, number, applicant):
        errors.append(
            _say(
                "receiver_name",
                "Số giấy tờ là của người nộp hồ sơ nhưng họ tên không khớp. Ghi họ tên như trên giấy tờ; nếu "
                "người khác nhận thay, chọn “nhận thay” và ghi giấy ủy quyền.",
                "The number is the applicant's, but the name is another. Enter it as the paper has it; if "
                "somebody collects for them, say so and name the authorisation.",
            )
        )
    if errors:
        raise InvalidFields(errors)
    return Collection(name, number, collection.proof, collection.is_agent, paper)


def _number(collection: Collection, errors: list[Invalid]) -> str:
    """The number on the paper that was shown: a passport's, else the personal number."""
    number = re.sub(r"[\s.\-]", "", collection.receiver_identity_number).upper()
    if collection.proof == Return.Proof.PASSPORT and PASSPORT.fullmatch(number):
        return number
    try:
        return codes.person_id(number, "receiver_identity_number")
    except Invalid as error:
        errors.append(error)
        return ""


def _paper(collection: Collection, errors: list[Invalid]) -> str:
    """The authorisation: only an agent has one."""
    paper = _line(collection.paper) if collection.is_agent else ""
    if collection.is_agent and (not paper or len(paper) > NAME_LENGTH):
        errors.append(
            _say(
                "paper",
                "Ghi giấy ủy quyền đã xem, không quá 200 ký tự.",
                "Name the authorisation you saw, in at most 200 characters.",
            )
        )
    return paper


def known_numbers(applicant: Applicant) -> set[str]:
    """Whose numbers may collect without more: the applicant's and the agent's named on the receipt.

    An organisation sends a person, whose own number stands in no register of ours.
    """
    return {applicant.identity_number, applicant.agent_identity_number} - {""}


def _is_named(name: str, number: str, applicant: Applicant) -> bool:
    """Whether the number's owner is called so, in whatever order and with whatever marks it was typed."""
    owners = (
        (applicant.identity_number, applicant.name),
        (applicant.agent_identity_number, applicant.agent_name),
    )
    return any(_parts(name) == _parts(owner) for known, owner in owners if known == number)


def _parts(name: str) -> list[str]:
    return sorted((fold(name) or name.casefold()).split())


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
