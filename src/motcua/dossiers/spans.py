"""From a replayed deadline to the times at which somebody must look at the dossier."""

from datetime import datetime, timedelta
from itertools import pairwise

from motcua.domain.clock import ClockState, Deadline
from motcua.domain.extension import Window, window
from motcua.domain.warnings import Span, next_look


def span_of(deadline: Deadline) -> Span:
    """The present count of the term, with the working time it was paused."""
    paused = timedelta()
    for (_, ended), (resumed, _) in pairwise(deadline.running):
        if ended is not None:
            paused += deadline.hours.working_time_between(ended, resumed)
    return Span(deadline.counted_from, deadline.due_at, paused)


def window_of(deadline: Deadline) -> Window | None:
    """The time for an apology letter; none where one was sent already."""
    if deadline.is_extended:
        return None
    return window(deadline.counted_from, deadline.due_at, deadline.hours)


def next_warning(deadline: Deadline) -> datetime | None:
    """When somebody must first look at a dossier that was just dated; None while its clock stands still."""
    if deadline.state is not ClockState.RUNNING:
        return None
    return next_look(span_of(deadline), deadline.hours, window=window_of(deadline))
