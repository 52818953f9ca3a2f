"""How a result is to reach its applicant: what is chosen at reception or later, checked.

Decree 118/2025/NĐ-CP Art 22: at the place of reception, unless post or electronic delivery is registered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from motcua.base.typesetting import printable
from motcua.domain import codes
from motcua.domain.delivery import BASIS, Way, way_of
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.dossiers.models import Applicant, Dossier, Result, Shipment

ADDRESS_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way, and for the post its address and phone; empty ones are the applicant's own."""

    way: str = Way.COUNTER
    address: str = ""
    phone: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """As the applicant's row keeps it."""
        return {"post_address": self.address, "post_phone": self.phone}


@dataclass(frozen=True, slots=True)
class Reachable:
    """How the applicant can be reached by other means."""

    address: str
    phone: str
    email: str


def checked(delivery: Delivery, applicant: Reachable, errors: list[Invalid]) -> Delivery:
    """The choice, tidied; what is wrong with it is added to ``errors``.

    The post needs an address. Electronically needs a mobile number or an email: the code that opens the
    result is sent there.
    """
    way = _taken(lambda: way_of(delivery.way), errors)
    if way == Way.POST:
        return _by_post(delivery, applicant, errors)
    if way == Way.ELECTRONIC and not codes.MOBILE.fullmatch(applicant.phone) and not applicant.email:
        errors.append(
            Invalid(
                "no_address_for_code",
                Words(
                    vi="Nhận bản điện tử cần số điện thoại di động hoặc thư điện tử để gửi mã mở kết quả.",
                    en="To receive it electronically, a mobile number or an email is needed for the code.",
                ),
                basis=BASIS,
                field="phone",
            )
        )
    return Delivery(way or Way.COUNTER)


def reachable(applicant: Applicant) -> Reachable:
    return Reachable(applicant.address, applicant.phone, applicant.email)


def address_of(applicant: Applicant) -> tuple[str, str]:
    """Where the post brings the result: address and phone."""
    return applicant.post_address or applicant.address, applicant.post_phone or applicant.phone


def way_now(dossier: Dossier, result: Result | None) -> Way:
    """The way in fact: what has no signed file cannot be received electronically, so it waits here."""
    way = Way(dossier.return_way)
    if way is Way.ELECTRONIC and (result is None or not result.is_signed):
        return Way.COUNTER
    return way


def check_is_here(dossier: Dossier) -> None:
    """Refuses where the carrier has the result: nobody can be handed it."""
    letter = Shipment.objects.away().filter(dossier=dossier).first()
    if letter is not None:
        raise Conflict(
            "result_with_the_carrier",
            Words(
                vi=f"Kết quả đang ở bưu chính, mã vận đơn {letter.tracking_number}; chờ phát hoặc hoàn về.",
                en=f"The carrier has the result, tracking number {letter.tracking_number}; wait until it is "
                "delivered or comes back.",
            ),
            basis=BASIS,
        )


def _by_post(delivery: Delivery, applicant: Reachable, errors: list[Invalid]) -> Delivery:
    address = " ".join(printable(delivery.address).split())
    if not address and not applicant.address.strip():
        errors.append(
            _say("post_address", "Ghi địa chỉ nhận bưu phẩm.", "Enter the address the post brings it to.")
        )
    elif len(address) > ADDRESS_LENGTH:
        errors.append(
            _say("post_address", "Địa chỉ dài quá 300 ký tự.", "The address is longer than 300 characters.")
        )
    phone = ""
    if delivery.phone.strip():
        phone = _taken(lambda: codes.phone(delivery.phone), errors, "post_phone")
    return Delivery(Way.POST, address, phone)


def _taken(parse: Callable[[], str], errors: list[Invalid], field: str = "") -> str:
    try:
        return parse()
    except Invalid as error:
        errors.append(Invalid(error.code, error.words, basis=error.basis, field=field or error.field))
        return ""


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), basis=BASIS, field=field)
