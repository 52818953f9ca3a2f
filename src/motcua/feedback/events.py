"""What people can say back."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "dossier.rated": "A resident rated a finished dossier",
        "visit.rated": "A resident rated a visit at a counter",
        "ratings.words_erased": "What residents wrote about visits was erased after a year",
    }
)
