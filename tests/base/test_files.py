"""A stored file: its content on the disk before its row, the same content once, damage noticed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base import files
from motcua.base.files import Damaged, destroy, kept, path_of, read, sweep
from motcua.base.models import StoredFile
from motcua.domain.refusal import Invalid, NotFound
from tests.domain.test_file_content import PNG, pdf

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)  # the age of a file is the disk's own time
LATER = NOW + timedelta(hours=2)
SCAN = pdf(b"<< /Type /Catalog >>")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def test_what_is_kept_is_read_again():
    file = kept(SCAN, kind="result", name="ket-qua.pdf", now=NOW)
    assert read(StoredFile.objects.get(pk=file.pk)) == SCAN
    assert (file.size, file.media_type, file.kind) == (len(SCAN), "application/pdf", "result")
    assert path_of(file.sha256).stat().st_mode & 0o077 == 0


def test_the_same_content_lies_there_once_for_two_rows():
    first, second = (kept(PNG, kind="proof", now=NOW) for _ in range(2))
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    assert len(list(files._contents())) == 1


def test_what_is_refused_leaves_nothing():
    with pytest.raises(Invalid):
        kept(b"MZ", kind="proof", now=NOW)
    assert not StoredFile.objects.exists()
    assert not list(files._contents())


def test_a_disk_that_fails_leaves_no_row_and_no_half_file(monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        kept(SCAN, kind="result", now=NOW)
    assert not StoredFile.objects.exists()
    assert not list(files._contents())


@pytest.mark.parametrize("damage", [b"", SCAN[:-1], SCAN.replace(b"Catalog", b"catalog")])
def test_an_altered_file_is_noticed_and_storing_it_again_heals_it(damage):
    file = kept(SCAN, kind="result", now=NOW)
    path_of(file.sha256).write_bytes(damage)
    with pytest.raises(Damaged):
        read(file)
    kept(SCAN, kind="result", now=NOW)
    assert read(file) == SCAN
    path_of(file.sha256).unlink()
    with pytest.raises(Damaged):
        read(file)


def test_destroyed_content_goes_when_no_other_row_keeps_it():
    first, second = (kept(SCAN, kind="result", now=NOW) for _ in range(2))
    destroy(first, now=NOW)
    first.refresh_from_db()
    with pytest.raises(NotFound):
        read(first)
    assert sweep(LATER) == 0
    assert read(second) == SCAN
    destroy(second, now=LATER)
    assert sweep(LATER) == 1
    assert StoredFile.objects.count() == 2
    assert not path_of(second.sha256).exists()


def test_what_was_rolled_back_is_swept_up_but_not_at_once():
    with transaction.atomic():
        kept(SCAN, kind="result", now=NOW)
        transaction.set_rollback(True)
    assert sweep(NOW) == 0
    assert sweep(LATER) == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_in_a_transaction():
    with pytest.raises(RuntimeError):
        kept(SCAN, kind="result", now=NOW)


def test_the_database_knows_three_kinds_of_file():
    file = kept(SCAN, kind="result", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(media_type="text/html")
