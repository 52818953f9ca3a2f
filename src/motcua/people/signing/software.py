"""Keys as PKCS#12 files in a folder of their own, readable by the program alone; and a demo authority.

For the demo and for tests. The certificates say DEMO in every name, and their root is trusted by nobody
but this installation. ``keys/roots/*.pem`` are the roots that ``/verify`` trusts, theirs and real ones.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

ROOT_NAME = "DEMO Motcua root, of no legal value"
COUNTRY = "VN"
KDF_ROUNDS = 20_000
"""Of the file's encryption; the passphrase is 256 bits by chance, so rounds add nothing but waiting."""


class FolderKeys:
    """A ``KeyStore`` of files ``<holder>.p12``; a file that was renewed is read anew."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def signer(self, holder: str) -> "Signer | None":
        path = self.folder / f"{holder}.p12"
        try:
            changed = path.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        return _opened(path, changed, passphrase(self.folder))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a certificate is made for: the file's name, the name in it, and the organisation."""

    file: str
    name: str
    organisation: str
    identifier: str = ""  # of the organisation, in its seal's certificate


def passphrase(folder: Path) -> bytes:
    """From the environment, or made once and kept beside the keys, readable by the program alone."""
    given = os.environ.get("MOTCUA_KEYS_PASSPHRASE", "")
    if given:
        return given.encode()
    path = folder / "passphrase"
    if not path.exists():
        _private(path, secrets.token_urlsafe(32).encode())
    return path.read_bytes()


def make_authority(folder: Path, *, valid_from: datetime, valid_to: datetime) -> None:
    """The demo root: its key beside the others, its certificate among the trusted roots. Once only."""
    if (folder / "root.p12").exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(ROOT_NAME, "Motcua")
    made = (
        _certificate(name, name, key, valid_from, valid_to)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    roots = folder / "roots"
    roots.mkdir(parents=True, exist_ok=True, mode=0o700)
    (roots / "demo.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    _keep(folder, "root", key, made, ())


def make_key(folder: Path, holder: Holder, *, valid_from: datetime, valid_to: datetime) -> None:
    """A key and certificate for one holder, issued by the demo root; an older one is replaced."""
    root_key, root, _ = pkcs12.load_key_and_certificates(
        (folder / "root.p12").read_bytes(), passphrase(folder)
    )
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    assert root is not None
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"DEMO {holder.name}", holder.organisation, holder.identifier)
    made = (
        _certificate(subject, root.subject, key, valid_from, valid_to)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    _keep(folder, holder.file, key, made, (root,))


@lru_cache(maxsize=512)
def _opened(path: Path, changed: int, phrase: bytes) -> "Signer":
    from pyhanko.sign.signers import SimpleSigner

    signer = SimpleSigner.load_pkcs12(str(path), passphrase=phrase)
    if signer is None:
        raise OSError(f"{path.name} cannot be opened with the passphrase of this installation")
    return signer


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    valid_from: datetime,
    valid_to: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from - timedelta(days=1))
        .not_valid_after(valid_to)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str, organisation: str, identifier: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
        x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
    ]
    if identifier:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, identifier))
    return x509.Name(parts)


def _usage(*, signs: bool) -> x509.KeyUsage:
    """A holder signs and stands by it (non-repudiation); a root signs certificates."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def _keep(
    folder: Path,
    name: str,
    key: ec.EllipticCurvePrivateKey,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
) -> None:
    sealed = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase(folder))
    )
    content = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, chain or None, sealed)
    _private(folder / f"{name}.p12", content)


def _private(path: Path, content: bytes) -> None:
    """Written under another name with owner-only rights, then renamed: never half, never open to others."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
