"""One measured figure, and how a benchmark says it: a line of JSON among whatever else it prints."""

import json
from dataclasses import asdict, dataclass

OPERATORS = {"<=": float.__le__, ">=": float.__ge__, "==": float.__eq__}


@dataclass(frozen=True)
class Figure:
    """A value, its unit, and the promise it is held to: ``Figure("CPU a ticket", 9.4, "ms", "<=", 15)``."""

    name: str
    value: float
    unit: str
    operator: str = ""
    promise: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the promise is kept; None where none was made."""
        if self.promise is None:
            return None
        return OPERATORS[self.operator](float(self.value), float(self.promise))


def show(figure: Figure) -> None:
    """Print the figure for ``make bench`` to find."""
    print(json.dumps({"figure": asdict(figure)}, ensure_ascii=False), flush=True)


def parse(output: str) -> list[Figure]:
    """The figures in what a benchmark printed."""
    lines = [line for line in output.splitlines() if line.startswith('{"figure"')]
    return [Figure(**json.loads(line)["figure"]) for line in lines]
