"""The message port: how the program tells a person something, whatever carries it.

A carrier either takes a message over (``Receipt``) or does not (``Failure``, for good or for now). It sends a
message with the same ``key`` once, where it can tell. Texts name the dossier's code, the procedure and a
date; never a name and an identity number beside them (``domain.md`` 5.3).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.domain import codes, masking
from motcua.domain.refusal import Invalid

log = logging.getLogger("motcua.messages")
Kind = Literal["email", "sms"]


@dataclass(frozen=True, slots=True)
class Message:
    """``to`` is an email address or a telephone number by ``kind``; an SMS has no subject."""

    to: str
    kind: Kind
    subject: str
    text: str
    language: str
    key: str = ""

    @property
    def covered(self) -> str:
        """The address, enough of it to recognise."""
        if self.kind == "sms":
            return masking.phone(self.to)
        name, _, host = self.to.rpartition("@")
        return f"{name[:1]}***@{host}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The carrier has it; ``reference`` is what the carrier calls it."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Not sent. ``code`` says why (a code, no sentence); ``is_final``: no use trying again."""

    code: str
    is_final: bool = False


class Sender(Protocol):
    """A carrier of messages."""

    def send(self, message: Message) -> Receipt | Failure: ...


class SmsProvider(Protocol):
    """A company that sends text messages; its adapter speaks its protocol and knows its refusals."""

    def submit(self, number: str, text: str, *, key: str) -> Receipt | Failure:
        """``number`` in the international form, as +84900000001."""
        ...


class Console:
    """Carries nothing: says in the log that there was a message. For an installation without a carrier."""

    def send(self, message: Message) -> Receipt | Failure:
        log.info("%s to %s: %s", message.kind, message.covered, message.subject)
        return Receipt("console")


class Sms:
    """Text messages through a provider."""

    def __init__(self, provider: SmsProvider) -> None:
        self.provider = provider

    def send(self, message: Message) -> Receipt | Failure:
        try:
            number = codes.phone(message.to)
        except Invalid:
            return Failure("number_wrong", is_final=True)
        return self.provider.submit(f"+84{number[1:]}", message.text, key=message.key)


class ByKind:
    """Each kind of message by its own carrier."""

    def __init__(self, carriers: Mapping[str, Sender]) -> None:
        self.carriers = carriers

    def send(self, message: Message) -> Receipt | Failure:
        carrier = self.carriers.get(message.kind)
        return carrier.send(message) if carrier else Failure("no_carrier", is_final=True)


@cache
def sender() -> Sender:
    """The carrier that ``config`` wired (``settings.MESSAGE_SENDER`` names a function that makes it)."""
    made: Sender = import_string(settings.MESSAGE_SENDER)()
    return made
