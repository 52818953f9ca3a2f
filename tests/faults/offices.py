"""Programs that take dossiers from the counter to the numbered result, each act by whose turn it is."""

import random
from typing import Any

from tests.faults.clients import FILED, Client

CHARGED: dict[str, Any] = FILED | {
    "procedure": "2.000913",  # a fixed fee: reception makes the charge in the same transaction
    "documents": [{"code": code, "kind": "original", "count": 1} for code in ("D1", "D2")],
}
ISSUED = 0.5
"""The share of the decisions that the clerk numbers; the others wait for their number."""


class Office(Client):
    """One dossier after the other, through six hands."""

    others = ("head", "office", "leader", "clerk")

    def turn(self) -> None:
        code = self.post("/dossiers", random.choice((FILED, CHARGED)))["code"]
        self.told.dossiers.append(code)
        path = f"/dossiers/{code}"
        self.post(f"{path}/assignments", {"officer": "office.kimbang", "step": 2}, by="head")
        self.post(f"{path}/step-completions", {"step": 3}, by="office")
        self.post(f"{path}/step-completions", {"step": 4}, by="head")
        self.post(f"{path}/decisions", {"kind": "granted", "step": 5}, by="leader")
        self.told.decided.append(code)
        if random.random() < ISSUED:
            issued = self.post(f"{path}/issues", {"symbol": "KQ", "step": 6}, by="clerk")
            self.told.issued.append(f"{code} {issued['result']['number']}")
