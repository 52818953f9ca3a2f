"""What the surroundings say: every environment variable the program reads, in one place."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from motcua.domain.refusal import Refusal
from motcua.domain.words import Words

TRUE = {"1", "true", "yes", "on"}


def flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in TRUE


def home() -> Path:
    """Where the installation keeps its own files: database, secret key, collected static files."""
    return Path(os.environ.get("MOTCUA_HOME", "var")).resolve()


def secret_key() -> str:
    """From the environment, or made once and kept beside the database with owner-only rights."""
    given = os.environ.get("MOTCUA_SECRET_KEY", "")
    if given:
        return given
    path = home() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server as named by ``DATABASE_URL``."""

    name: str
    user: str
    password: str
    host: str
    port: str


def server(url: str) -> Server:
    """``postgresql://user:password@host:port/name?host=/socket/folder`` in its parts.

    Raises ``Refusal`` for any other kind of database: SQLite is named by a path (``MOTCUA_DB``).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong_url() from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise _wrong_url()
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return Server(
        name=unquote(parts.path.lstrip("/")) or "motcua",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(query.get("host", parts.hostname or "")),
        port=str(port or query.get("port", "")),
    )


def _wrong_url() -> Refusal:
    return Refusal(
        "database_url",
        Words(
            vi="DATABASE_URL phải có dạng postgresql://tài_khoản:mật_khẩu@máy:cổng/tên; với SQLite hãy đặt "
            "MOTCUA_DB là đường dẫn tệp.",
            en="DATABASE_URL must look like postgresql://user:password@host:port/name; for SQLite set "
            "MOTCUA_DB to a path.",
        ),
    )


def hosts() -> list[str]:
    """The names this installation answers to; on loopback only, where none is given."""
    given = os.environ.get("MOTCUA_HOSTS", "")
    return given.split(",") if given else ["127.0.0.1", "localhost", "[::1]"]


def origins() -> list[str]:
    return [f"https://{host}" for host in os.environ.get("MOTCUA_HOSTS", "").split(",") if host]


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class Mail:
    """An SMTP server as named by ``MOTCUA_SMTP_URL``; without a host there is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    scheme: str = ""


def mail() -> Mail:
    """``smtp+tls://user:password@host:587``: plain ``smtp`` (a relay on this machine), ``smtp+tls``
    (STARTTLS) or ``smtps``. Raises ``Refusal`` for anything else."""
    url = os.environ.get("MOTCUA_SMTP_URL", "")
    if not url:
        return Mail()
    parts = urlsplit(url)
    try:
        port = parts.port or MAIL_PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise _wrong_mail() from None
    if not parts.hostname:
        raise _wrong_mail()
    return Mail(
        parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme
    )


def _wrong_mail() -> Refusal:
    return Refusal(
        "smtp_url",
        Words(
            vi="MOTCUA_SMTP_URL phải có dạng smtp+tls://tài_khoản:mật_khẩu@máy:cổng (smtp, smtp+tls, smtps).",
            en="MOTCUA_SMTP_URL must look like smtp+tls://user:password@host:port (smtp, smtp+tls, smtps).",
        ),
    )


def mail_from() -> str:
    """Whom messages come from."""
    return os.environ.get("MOTCUA_MAIL_FROM", "") or "motcua@localhost"


def sms_provider() -> str:
    """Who carries text messages: the name of a provider, or empty for the console."""
    return os.environ.get("MOTCUA_SMS", "").strip().lower()


def voices() -> list[str]:
    """The voices that speak a call, one after the other; a board may be given others by its address."""
    return [name for part in os.environ.get("MOTCUA_VOICES", "north").split(",") if (name := part.strip())]


def public_address() -> str:
    """Where people reach this installation, without a slash at the end: what a printed QR code opens."""
    named = [host for host in os.environ.get("MOTCUA_HOSTS", "").split(",") if host]
    given = os.environ.get("MOTCUA_PUBLIC_ADDRESS", "").rstrip("/")
    return given or (f"https://{named[0]}" if named else "http://127.0.0.1:8000")


def key_module() -> tuple[str, str, str]:
    """The PKCS#11 library that holds the signing keys, its token's label, and the file with its PIN.

    All empty: the keys are files under ``keys/`` at home, as the demo makes them.
    """
    names = ("MOTCUA_PKCS11_MODULE", "MOTCUA_PKCS11_TOKEN", "MOTCUA_PKCS11_PIN_FILE")
    module, token, pin_file = (os.environ.get(name, "") for name in names)
    return module, token, pin_file
