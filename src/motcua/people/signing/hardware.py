"""Keys in a token or a hardware module, through PKCS#11: they never leave it.

Needs the optional package ``python-pkcs11`` and the module's own library, named by ``MOTCUA_PKCS11_MODULE``.
Inside, the key and its certificate carry the holder's name as their label. See
``docs/how-to/sign-with-a-token.md``.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.domain.refusal import Refusal
from motcua.domain.words import Words

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


class TokenKeys:
    """A ``KeyStore`` over one PKCS#11 token; its session is opened at the first signature and kept."""

    def __init__(self, module: str, *, token: str, pin_file: str) -> None:
        self.module, self.token, self.pin_file = module, token, pin_file

    def signer(self, holder: str) -> "Signer | None":
        session = self._session
        from pkcs11.exceptions import PKCS11Error
        from pyhanko.sign.pkcs11 import PKCS11Signer

        signer = PKCS11Signer(session, cert_label=holder, key_label=holder)
        try:
            return signer if signer.signing_cert is not None else None
        except PKCS11Error:
            return None

    @cached_property
    def _session(self) -> Any:
        try:
            from pyhanko.config.pkcs11 import TokenCriteria
            from pyhanko.sign.pkcs11 import open_pkcs11_session
        except ImportError as error:
            raise Refusal(
                "pkcs11_missing",
                Words(
                    vi="Chưa cài gói python-pkcs11 nên không dùng được thiết bị ký số.",
                    en="The package python-pkcs11 is not installed, so the signing token cannot be used.",
                ),
            ) from error
        pin = Path(self.pin_file).read_text().strip() if self.pin_file else None
        wanted = TokenCriteria(label=self.token) if self.token else None
        return open_pkcs11_session(self.module, token_criteria=wanted, user_pin=pin)
