"""A million random histories, read alike by the clock and by the minute grid (no database).

The lives are split over the processors of the machine; the first on which the two clocks differ ends it.
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor

from benchmarks.figures import Figure, show
from tests.domain.test_clock_oracle import compare

HISTORIES = int(os.environ.get("MOTCUA_BENCH_HISTORIES", "1000000"))
CHUNK = 5_000


def compared(first: int) -> int:
    """How many of a chunk were compared; raises where the clocks differ."""
    numbers = range(first, min(first + CHUNK, HISTORIES))
    compare(numbers)
    return len(numbers)


def main() -> None:
    began = time.perf_counter()
    with ProcessPoolExecutor() as processes:
        agreed = sum(processes.map(compared, range(0, HISTORIES, CHUNK)))
    seconds = time.perf_counter() - began
    show(Figure("histories read alike by two clocks", agreed, "", "==", HISTORIES))
    show(Figure("histories a second, all processors", agreed / seconds, "a second"))


if __name__ == "__main__":
    main()
