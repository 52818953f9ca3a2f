"""Stored files: named by the digest of their content, on the disk before the transaction commits.

A row without its file cannot come to be: the file is written, synced and renamed first, and only then may
the row commit. The reverse (a file whose transaction was rolled back) harms nobody and is swept up. What is
no longer to be kept loses its content and leaves its row: that it existed, and when it was destroyed.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from motcua.base.models import StoredFile
from motcua.domain.file_content import media_type
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words

SETTLED = timedelta(hours=1)
"""A file this old and without a row belongs to no transaction that is still open."""


class Damaged(Refusal):
    """What lies on the disk is not what was stored."""

    status = 500


def kept(content: bytes, *, kind: str, now: datetime, name: str = "", field: str = "file") -> StoredFile:
    """Store ``content`` and return its row; call it inside an action, which records the event.

    ``kind`` says what it is (``result``, ``form-04``, ``proof-of-delivery``), ``name`` what a browser calls
    it when saving: the program's own words, never a person's. The media type is decided by the content.
    Raises ``Invalid`` (with ``field``) for what ``domain.file_content`` refuses.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a file is kept in the transaction of its action")
    media = media_type(content, field)
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    return StoredFile.objects.create(
        sha256=digest, size=len(content), media_type=media, kind=kind, name=name, kept_at=now
    )


def read(file: StoredFile) -> bytes:
    """The content, verified against its digest.

    Raises ``NotFound`` for what was destroyed and ``Damaged`` for what is missing or altered on the disk.
    """
    if file.destroyed_at is not None:
        words = Words(vi="Tệp này đã hết hạn lưu và đã hủy.", en="This file's time ended; it was destroyed.")
        raise NotFound("file_destroyed", words)
    try:
        content = path_of(file.sha256).read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Damaged(
            "file_damaged",
            Words(
                vi="Tệp lưu bị thiếu hoặc đã thay đổi; hãy khôi phục từ bản sao lưu.",
                en="The stored file is missing or altered; restore it from the backup.",
            ),
        )
    return content


def destroy(file: StoredFile, *, now: datetime) -> None:
    """End of retention: the row says so now, the content goes with the next ``sweep``. Inside an action."""
    StoredFile.objects.filter(pk=file.pk, destroyed_at__isnull=True).update(destroyed_at=now)


def sweep(now: datetime) -> int:
    """Remove contents that no row keeps (a timed job); how many that were.

    A younger file may belong to a transaction that has not committed yet; storing the same content
    again makes it young.
    """
    settled = (now - SETTLED).timestamp()
    old = [path for path in _contents() if path.stat().st_mtime < settled]
    wanted = set(
        StoredFile.objects.filter(destroyed_at__isnull=True, sha256__in=[path.name for path in old])
        .values_list("sha256", flat=True)
        .distinct()
    )
    gone = [path for path in old if path.name not in wanted]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def path_of(digest: str) -> Path:
    """``ab/abcdef...`` under the folder of stored files."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest


def _contents() -> Iterator[Path]:
    root = Path(settings.FILES_ROOT)
    return (path for path in root.glob("??/*") if path.is_file())


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, and on the disk: temporary file, fsync, rename, fsync of the folder."""
    if path.exists() and path.read_bytes() == content:
        os.utime(path)  # young again: a sweep at this moment leaves it alone
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
