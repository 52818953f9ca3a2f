"""What can happen to the catalogue."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "fields.loaded": "The fields of work were loaded",
        "revision.entered": "A revision of a procedure was entered as a draft",
        "revision.drafted": "A draft was made from a revision of a procedure",
        "revision.saved": "A draft of a procedure's revision was changed",
        "revision.approved": "A revision of a procedure was approved; its text stays from now on",
        "revision.published": "A revision of a procedure was published",
        "revision.ended": "The last day of a procedure's revision was set",
        "revision.cancelled": "A revision of a procedure was put away before it came into force",
        "procedures.named": "Procedures took the names of their revisions that came into force",
    }
)
