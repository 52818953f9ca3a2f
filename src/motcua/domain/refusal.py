"""What the program answers when a rule says no.

An expected refusal is not an error: it has a code that programs can hold on to, a sentence for the
person, the legal reason where there is one, and the field it belongs to. One middleware turns it
into a page or into an RFC 9457 problem.
"""

from motcua.domain.words import Words


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule says no. ``status`` is the HTTP status the edges answer with."""

    status = 409

    def __init__(self, code: str, words: Words, *, basis: str = "", field: str = "") -> None:
        super().__init__(words.en)
        self.code = code
        self.words = words
        self.basis = basis
        self.field = field


class Invalid(Refusal):
    """A value is missing or wrong; ``field`` names it. Several at once: ``InvalidFields``."""

    status = 422


class InvalidFields(Invalid):
    """Several values are missing or wrong: ``errors`` has one ``Invalid`` each."""

    def __init__(self, errors: list[Invalid]) -> None:
        super().__init__(errors[0].code, errors[0].words, field=errors[0].field)
        self.errors = errors


class Forbidden(Refusal):
    """The person may not do or see this."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or none this person may know of."""

    status = 404


class Conflict(Refusal):
    """Somebody else was first; the sentence says who and when."""

    status = 409
