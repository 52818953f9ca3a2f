"""What can happen to a message: the journal knows that it left, never where to."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "message.prepared": "A message to a person was prepared",
        "message.sent": "The message was taken over by its carrier",
        "message.refused": "The message could not be sent: the carrier refuses this address",
    }
)
