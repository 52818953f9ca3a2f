"""What a pairing code looks like, and what is kept of it and of a device's token."""

import hashlib
import re
import secrets
from datetime import timedelta

from motcua.domain.codes import TOKEN_ALPHABET

CODE_LENGTH = 8
"""32^8 codes, each valid once for a quarter of an hour, behind a limit on tries: not to be guessed."""
CODE_LASTS = timedelta(minutes=15)


def digest_of(secret: str) -> str:
    """Neither a token nor a code can be read back from the database."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code() -> str:
    """Two groups of four signs without lookalikes, to be read aloud and typed: ``4K7M-W2XA``."""
    signs = "".join(secrets.choice(TOKEN_ALPHABET) for _ in range(CODE_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def read_code(text: str) -> str:
    """A code as somebody typed it: any case, spaces and hyphens ignored, I, L, O read as 1, 1, 0.

    >>> read_code("4k7m w2xo")
    '4K7MW2X0'
    """
    return re.sub(r"[\s\-]", "", text[:40]).upper().translate(str.maketrans("ILO", "110"))
