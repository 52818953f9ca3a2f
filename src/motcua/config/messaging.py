"""Who carries messages: wired here from the settings, asked for through ``base.messages.sender``."""

from collections.abc import Callable

from django.conf import settings

from motcua.base.messages import ByKind, Console, Sender, Sms, SmsProvider
from motcua.base.messages_smtp import Smtp
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.sandbox.messages import Mailbox, Provider, store

PROVIDERS: dict[str, Callable[[], SmsProvider]] = {"sandbox": lambda: Provider(store())}
"""A provider of text messages is a line here and an adapter that has ``submit`` (``SmsProvider``)."""


def sender() -> Sender:
    """Each kind of message by its own carrier. Raises ``Refusal`` for a provider nobody knows."""
    return ByKind({"email": _email(), "sms": _sms()})


def _email() -> Sender:
    if settings.EMAIL_HOST:
        return Smtp()
    return Mailbox(store()) if settings.DEMO else Console()


def _sms() -> Sender:
    name = settings.SMS_PROVIDER or ("sandbox" if settings.DEMO else "")
    if not name:
        return Console()
    if name not in PROVIDERS:
        known = ", ".join(sorted(PROVIDERS))
        raise Refusal(
            "sms_provider",
            Words(
                vi=f"MOTCUA_SMS nêu nhà cung cấp chưa có; hiện có: {known}.",
                en=f"MOTCUA_SMS names a provider that does not exist; there are: {known}.",
            ),
        )
    return Sms(PROVIDERS[name]())
