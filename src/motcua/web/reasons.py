"""Why a deadline is the date it is, as ``parts/why.html`` shows it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from motcua.domain.clock import Deadline
from motcua.domain.workdays import local
from motcua.web.templatetags.motcua import short_moment


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` is the moment as people write it; of a whole day only its date."""

    at: str
    text: str


def reasons(deadline: Deadline) -> list[Line]:
    language = get_language() or "vi"
    lines = []
    for line in deadline.why:
        at = local(line.at)
        whole_day = at.hour == at.minute == 0
        when = f"{at:%d/%m}" if whole_day else short_moment(at)
        lines.append(Line(when, line.words.in_language(language)))
    return lines
