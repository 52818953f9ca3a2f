"""What the office's page of a dossier says about its tax: may it wait for it, and for what does it wait."""

from datetime import date
from typing import Any

from motcua.catalogue.queries import bundle
from motcua.domain.states import State
from motcua.dossiers import access, money
from motcua.dossiers.charging import BY_LAW
from motcua.dossiers.models import Dossier, Step
from motcua.people.models import Officer


def paying(dossier: Dossier, step: Step | None, officer: Officer, day: date) -> dict[str, Any]:
    """Nothing, and no statement, for a procedure without a financial obligation."""
    if not any(fee.kind == BY_LAW for fee in bundle(dossier.revision).fees):
        return {}
    waits = dossier.state == State.AWAIT_PAYMENT
    mine = step is not None and access.may_take_step(officer, step, day)
    return {
        "may_pause": mine
        and step is not None
        and step.act == "appraise"
        and dossier.state == State.IN_PROCESS,
        "may_resume": mine and waits,
        "obligation": money.waiting_obligation(dossier) if waits else None,
    }
