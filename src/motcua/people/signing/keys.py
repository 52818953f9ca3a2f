"""Who has a key, and the refusals where there is none that is valid.

A key's holder is an officer (the signer) or a unit (the seal): one name for both stores. ``software`` is a
folder of PKCS#12 files, made for the demo; ``hardware`` is a module behind PKCS#11. Either gives pyHanko's
``Signer``; nothing above knows which one it was.
"""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.people.models import Officer
from motcua.places.models import Unit

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


class KeyStore(Protocol):
    """Where private keys live. A store never gives a key away, only something that signs with it."""

    def signer(self, holder: str) -> "Signer | None":
        """What signs for this holder; None where the store has no key of that name."""


def holder_of(who: Officer | Unit) -> str:
    """``officer-<id>`` or ``unit-<identifier>``: the name of a PKCS#12 file and of a label in a module.

    >>> holder_of(Unit(identifier="H41.17.791"))
    'unit-H41.17.791'
    """
    return f"officer-{who.pk}" if isinstance(who, Officer) else f"unit-{who.identifier}"


def has_key(who: Officer | Unit) -> bool:
    """Whether there is a key at all, valid or not; for a unit, its own or its organisation's."""
    return _found(who) is not None


def signer_for(who: Officer | Unit, at: datetime) -> "tuple[str, Signer]":
    """The holder's name and what signs for them at this moment.

    Raises ``Invalid`` ``key_missing`` or ``key_expired``: nothing has been signed then.
    """
    found = _found(who)
    if found is None:
        raise Invalid(
            "key_missing",
            Words(
                vi=f"{who.name_vi} chưa có khóa ký số ở đây. Hãy cài đặt chứng thư số, hoặc ban hành bản "
                "giấy.",
                en=f"{who.name_vi} has no signing key here. Install a certificate, or issue on paper.",
            ),
            basis=BASIS,
        )
    certificate = found[1].signing_cert
    assert certificate is not None
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        ends = f"{certificate.not_valid_after.astimezone(ZONE):%d/%m/%Y}"
        begins = f"{certificate.not_valid_before.astimezone(ZONE):%d/%m/%Y}"
        raise Invalid(
            "key_expired",
            Words(
                vi=f"Chứng thư số của {who.name_vi} chỉ có hiệu lực từ {begins} đến {ends}. Hãy gia hạn "
                "chứng thư, hoặc ban hành bản giấy.",
                en=f"The certificate of {who.name_vi} is valid only from {begins} to {ends}. Renew it, or "
                "issue on paper.",
            ),
            basis=BASIS,
        )
    return found


BASIS = "Nghị định 30/2020/NĐ-CP, Điều 5 và Phụ lục I"


def _found(who: Officer | Unit) -> "tuple[str, Signer] | None":
    holders = [holder_of(who)]
    if isinstance(who, Unit) and who.owner != who:
        holders.append(holder_of(who.owner))
    for holder in holders:
        signer = store().signer(holder)
        if signer is not None:
            return holder, signer
    return None


def store() -> KeyStore:
    """The store this installation is set to."""
    return _store(str(settings.KEYS_ROOT), settings.KEY_MODULE)


@cache
def _store(folder: str, module: str) -> KeyStore:
    if module:
        from motcua.people.signing.hardware import TokenKeys

        return TokenKeys(module, token=settings.KEY_TOKEN, pin_file=settings.KEY_PIN_FILE)
    from motcua.people.signing.software import FolderKeys

    return FolderKeys(folder)
