"""Who comes for the result, and how they prove who they are."""

from dataclasses import asdict, dataclass

from motcua.domain import codes
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
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
    name = " ".join(collection.receiver_name.split())
    if not name or len(name) > 200:
        errors.append(_say("receiver_name", "Nhập họ tên người nhận.", "Enter the name of the person."))
    if collection.proof not in Return.Proof.values:
        errors.append(_say("proof", "Chọn giấy tờ đã xem.", "Choose the proof of identity you saw."))
    number = collection.receiver_identity_number.strip().upper()
    foreign = collection.proof == Return.Proof.PASSPORT
    try:
        number = number if foreign and 6 <= len(number) <= 14 else codes.person_id(number, "receiver_identity_number")
    except Invalid as error:
        errors.append(error)
    paper = " ".join(collection.paper.split())
    if collection.is_agent and not paper:
        errors.append(_say("paper", "Ghi giấy ủy quyền đã xem.", "Name the authorisation you saw."))
    if not collection.is_agent and not errors and number not in _known(applicant):
        errors.append(
            _say(
                "receiver_identity_number",
                "Số định danh không phải của người nộp hồ sơ. Nếu nhận thay, chọn “nhận thay” và ghi giấy ủy quyền.",
                "This number is not the applicant's. Somebody who collects for them is an agent with a paper.",
            )
        )
    if errors:
        raise InvalidFields(errors)
    return Collection(name, number, collection.proof, collection.is_agent, paper[:200])


def _known(applicant: Applicant) -> set[str]:
    """Whose numbers may collect without more: the applicant's and the agent's named on the receipt.

    An organisation sends a person, whose own number stands in no register of ours.
    """
    return {applicant.identity_number, applicant.agent_identity_number} - {""}


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
