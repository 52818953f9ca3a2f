"""Which clips speak a call, in which order: "Mời số / A / không / một / năm / đến quầy số / ba".

A ticket's number is read as it stands on the paper, one sign after the other: each is one clear syllable, the
noughts are said too, and 015 is never heard as 50 or 115. A counter is a number as people say it: quầy 21 is
"hai mươi mốt". Clips have names, not words, so that the same rule serves every voice that counts alike:
``0``-``19``, ``20``, ``x10`` (mươi), ``x100`` (trăm), ``and`` (linh), ``1-last`` (mốt), ``4-last`` (tư),
``5-last`` (lăm), letters ``a``-``z``, phrases.

>>> spoken("A015", 21, VIETNAMESE)
['call', 'a', '0', '1', '5', 'counter', '2', 'x10', '1-last']
>>> spoken("A015", 21, ENGLISH)
['call', 'a', '0', '1', '5', 'counter', '20', '1']
>>> vietnamese(15), vietnamese(205)
(['10', '5-last'], ['2', 'x100', 'and', '5'])
"""

import string
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MOST = 999
"""The greatest number that is spoken."""
TICKET, COUNTER = "{ticket}", "{counter}"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice says a call: names of clips with ``{ticket}`` and ``{counter}`` between them.

    ``again`` is said when somebody is called once more. ``counting`` is a key of ``COUNTING``.
    """

    call: tuple[str, ...]
    again: tuple[str, ...]
    counting: str


def vietnamese(number: int) -> list[str]:
    """0 to 999 with seventeen words. One after mươi is mốt, four is tư, five after any ten is lăm."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = [str(hundreds), "x100"] if hundreds else []
    if tens == 0:
        if hundreds and ones:
            said.append("and")
        return said + ([str(ones)] if ones or not hundreds else [])
    said += ["10"] if tens == 1 else [str(tens), "x10"]
    if ones == 5 or (tens > 1 and ones in (1, 4)):
        said.append(f"{ones}-last")
    elif ones:
        said.append(str(ones))
    return said


def english(number: int) -> list[str]:
    """0 to 999: three hundred and twenty-one."""
    hundreds, rest = divmod(number, 100)
    said = [str(hundreds), "x100"] if hundreds else []
    if hundreds and rest:
        said.append("and")
    if rest < 20:
        return said + ([str(rest)] if rest or not hundreds else [])
    tens, ones = divmod(rest, 10)
    return [*said, f"{tens}0", *([str(ones)] if ones else [])]


def digits(number: int) -> list[str]:
    """One digit after the other: ten clips are enough, where a language's counting is not set down."""
    return list(str(number))


def each(number: int) -> list[str]:
    """A clip of its own for every number: for a language that counts in no way known here."""
    return [str(number)]


COUNTING: dict[str, Callable[[int], list[str]]] = {
    "vietnamese": vietnamese,
    "english": english,
    "digits": digits,
    "each": each,
}
VIETNAMESE = Manner(("call", TICKET, "counter", COUNTER), ("again", TICKET, "counter", COUNTER), "vietnamese")
ENGLISH = Manner(VIETNAMESE.call, VIETNAMESE.again, "english")


def spoken(ticket: str, counter: int, manner: Manner, *, again: bool = False) -> list[str]:
    """The clips of one call in order; ``ticket`` as on the paper ("A015"). Raises ``ValueError`` for a
    counter that cannot be said (under 0, over ``MOST``)."""
    if not 0 <= counter <= MOST:
        raise ValueError(f"counter {counter} cannot be spoken")
    parts = {
        TICKET: [sign.lower() for sign in ticket if sign.isascii() and sign.isalnum()],
        COUNTER: COUNTING[manner.counting](counter),
    }
    found: list[str] = []
    for name in manner.again if again else manner.call:
        found += parts.get(name, [name])
    return found


def needed(manner: Manner, *, counters: Iterable[int] = range(1, 100)) -> list[str]:
    """Every clip without which a call could not be spoken, sorted: what a recording must hold."""
    count = COUNTING[manner.counting]
    names = {*string.digits, *string.ascii_lowercase, *manner.call, *manner.again}
    for counter in counters:
        names.update(count(counter))
    return sorted(names - {TICKET, COUNTER})
