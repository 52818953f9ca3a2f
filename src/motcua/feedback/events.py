"""What people can say back."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "dossier.rated": "A resident rated a finished dossier",
        "visit.rated": "A resident rated a visit at a counter",
    }
)
