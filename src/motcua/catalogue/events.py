"""What can happen to the catalogue."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "fields.loaded": "The fields of work were loaded",
        "revision.entered": "A revision of a procedure was entered as a draft",
        "revision.published": "A revision of a procedure was published",
    }
)
