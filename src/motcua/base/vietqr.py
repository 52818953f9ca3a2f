"""The text of a VietQR code: a transfer to the center's account with amount and reference filled in.

The format is EMVCo's merchant-presented QR in the profile of NAPAS (tag 38 with the bank's BIN and the
account, 53 = 704, 54 the amount, 62-08 the purpose, 63 the check sum); the library writes it.

>>> code = payload(Account("970415", "113366668888", "UBND XA KIM BANG"), 15_000, "H41.17.791-261123-0007")
>>> code[:12], code[-8:-4]
('000201010212', '6304')
>>> same_reference("h4117791 2611230007 le phi", "H41.17.791-261123-0007")
True
"""

import re
from dataclasses import dataclass

from vietqr_emvco import VietQRGenerator

from motcua.domain.folding import fold
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

PURPOSE_LENGTH = 25
HOLDER_LENGTH = 25
BANK = re.compile(r"[0-9]{6}")
NUMBER = re.compile(r"[0-9A-Z]{4,19}")
_OTHER = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes: the bank's BIN (six digits), the account's number, whose it is."""

    bank: str
    number: str
    holder: str


def checked(account: Account) -> Account:
    """The account as a bank's application takes it. Raises ``Invalid`` for the field that is wrong."""
    bank, number = account.bank.strip(), account.number.replace(" ", "").upper()
    holder = " ".join(_OTHER.sub(" ", fold(account.holder).upper()).split())
    if not BANK.fullmatch(bank):
        raise _wrong("bank", "Nhập mã BIN của ngân hàng: 6 chữ số.", "Enter the bank's BIN: 6 digits.")
    if not NUMBER.fullmatch(number):
        raise _wrong(
            "number",
            "Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái.",
            "An account number has 4 to 19 digits or letters.",
        )
    if not 3 <= len(holder) <= HOLDER_LENGTH:
        raise _wrong(
            "holder",
            f"Tên chủ tài khoản gồm 3 đến {HOLDER_LENGTH} chữ, không dấu.",
            f"The holder's name has 3 to {HOLDER_LENGTH} letters.",
        )
    return Account(bank, number, holder)


def payload(account: Account, amount: int, reference: str) -> str:
    """What the code says. ``reference`` is the dossier's code; one too long loses its dots and dashes."""
    purpose = reference if len(reference) <= PURPOSE_LENGTH else compact(reference)[:PURPOSE_LENGTH]
    writer = VietQRGenerator(account.bank, account.number)
    return str(writer.generate(amount=amount, memo=purpose, merchant_name=account.holder))


def compact(reference: str) -> str:
    """The reference as it survives a bank's statement, which drops signs and case."""
    return _OTHER.sub("", reference.upper())


def same_reference(statement: str, reference: str) -> bool:
    """Whether the words of a statement's line name this reference."""
    return compact(reference) in compact(statement)


def _wrong(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
