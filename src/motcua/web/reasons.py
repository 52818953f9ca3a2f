"""Why a deadline is the date it is, as ``parts/why.html`` shows it."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language

from motcua.domain.clock import ClockKind, Deadline
from motcua.domain.workdays import local
from motcua.web.templatetags.motcua import short_moment


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` is the moment as people write it; of a whole day only its date.

    Empty for the answer where something of the way happened after the date it names.
    """

    at: str
    text: str


def reasons(deadline: Deadline) -> list[Line]:
    """In order of time; the answer is the last line."""
    language = get_language() or "vi"
    *way, answer = deadline.why
    lines = []
    for line in deadline.why:
        at = local(line.at)
        whole_day = at.hour == at.minute == 0
        when = f"{at:%d/%m}" if whole_day else short_moment(at)
        lines.append(Line(when, line.words.in_language(language)))
    if way and way[-1].at > answer.at:
        lines[-1] = replace(lines[-1], at="")
    return lines


def reasons_in_brief(deadline: Deadline) -> list[Line]:
    """The same for residents, without the changes of the calendar that left the date as it was."""
    return reasons(
        replace(
            deadline,
            steps=tuple(
                step
                for step in deadline.steps
                if step.event.kind is not ClockKind.CALENDAR_CHANGED or step.due_before != step.due_after
            ),
        )
    )
