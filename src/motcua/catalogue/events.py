"""What can happen to the catalogue."""

from motcua.base.journal import declare

EVENTS = declare({"revision.published": "A revision of a procedure came into force"})
