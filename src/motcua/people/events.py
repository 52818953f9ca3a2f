"""What can happen to officers and their means of access."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "officer.engaged": "An officer began to work here",
        "officer.appointed": "An officer was appointed to a post",
        "grant.entered": "An instrument of authority was entered",
        "grant.revoked": "An instrument of authority was revoked",
        "absence.registered": "An officer was registered as away",
        "absence.ended": "An absence ended before its last day",
        "officer.logged_in": "An officer logged in",
        "token.made": "An API token was made",
        "token.revoked": "An API token was revoked",
    }
)
