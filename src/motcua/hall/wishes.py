"""What somebody came for: one thing on the ticket, the rest of the basket as errands on the same number."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.models import Ticket

MOST = 7
"""Errands besides the first: the eight fields of a kiosk."""
MOST_AMOUNT = 200
"""Copies or dossiers on one number."""


@dataclass(frozen=True)
class Wish:
    """One thing more: the field, the procedure if known, how many copies or dossiers."""

    field: Field
    procedure_code: str = ""
    amount: int = 1

    def named_in(self, language: str) -> str:
        """As it stands on paper: the field, and how many where it is more than one."""
        name = self.field.name_in(language)
        return f"{name} ×\u00a0{self.amount}" if self.amount > 1 else name


def still_wanted(ticket: Ticket) -> list[Wish]:
    """What the number is for now, and after it the errands not begun yet, in order; no statement more where
    ``errands__field`` was loaded with the ticket."""
    further = [errand for errand in ticket.errands.all() if errand.begun_at is None]
    return [
        Wish(ticket.field, ticket.procedure_code, ticket.amount),
        *(Wish(errand.field, errand.procedure_code, errand.amount) for errand in further),
    ]


def check_wishes(field: Field, wishes: Sequence[Wish]) -> None:
    """Few enough, each once, and each possible; raises ``Invalid``."""
    seen = [(field.pk, ""), *((wish.field.pk, wish.procedure_code) for wish in wishes)]
    if len(wishes) > MOST or len(set(seen)) < len(seen):
        raise Invalid(
            "errands_impossible",
            Words("Mỗi việc chỉ chọn một lần.", "Choose each thing once."),
            field="errands",
        )
    for wish in wishes:
        check_amount(wish.amount, field="errands")
        if wish.procedure_code:
            codes.procedure_code(wish.procedure_code)


def check_amount(amount: int, *, field: str = "amount") -> int:
    if not 1 <= amount <= MOST_AMOUNT:
        raise Invalid(
            "amount_impossible",
            Words(f"Số lượng từ 1 đến {MOST_AMOUNT}.", f"From 1 to {MOST_AMOUNT}."),
            field=field,
        )
    return amount
