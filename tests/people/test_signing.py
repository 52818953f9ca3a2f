"""Signatures on a PDF: made, read, and broken by whatever is changed afterwards."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pyhanko.pdf_utils.generic import NullObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader

from motcua.base.typesetting import Spot
from motcua.domain.file_content import media_type
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.workdays import ZONE
from motcua.dossiers.forms.slip import ticket_slip
from motcua.people.models import Officer
from motcua.people.signing import (
    Place,
    has_key,
    pictures,
    seal_as_organisation,
    seal_beside,
    sign_as_officer,
    signatures_of,
    signer_at,
    software,
    stamp_as_organisation,
)
from motcua.people.signing.keys import holder_of
from motcua.places.models import Unit

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
EARLIER = NOW - timedelta(hours=2)
LEADER = Officer(name_vi="Vũ Văn Làm Mẫu")
COMMUNE = Unit(identifier="H41.17.791", name_vi="Ủy ban nhân dân xã Kim Bảng", kind="commune")
CENTER = Unit(identifier="H41.17.791.09", name_vi="Trung tâm", kind="center", parent=COMMUNE)
PLACE = signer_at(Spot(page=0, x=120, y=80))
SPAN = {"valid_from": NOW - timedelta(days=365), "valid_to": NOW + timedelta(days=365)}


def paper() -> bytes:
    """Any PDF of ours will do."""
    return ticket_slip(
        center="Trung tâm",
        number="A015",
        field="Hộ tịch",
        issued_at=NOW,
        people_ahead=0,
        link="https://x.vn/",
    )


def give_key(folder: Path, who: Officer | Unit, **span: datetime) -> None:
    identifier = who.identifier if isinstance(who, Unit) else ""
    holder = software.Holder(holder_of(who), who.name_vi, COMMUNE.name_vi, identifier)
    software.make_key(folder, holder, **(SPAN | span))


@pytest.fixture
def keys(settings, tmp_path):
    """A folder with a demo authority, keys of the leader and the commune, and their pictures."""
    folder = settings.KEYS_ROOT = tmp_path / "keys"
    software.make_authority(folder, **SPAN)
    give_key(folder, LEADER)
    give_key(folder, COMMUNE)
    pictures.keep_picture(folder, holder_of(LEADER), pictures.invented_signature(LEADER.name_vi))
    pictures.keep_picture(folder, holder_of(COMMUNE), pictures.invented_seal(COMMUNE.name_vi, "Nghệ An"))
    return folder


@pytest.fixture
def original(keys) -> bytes:
    """Signed by the person, then sealed by the organisation."""
    signed = sign_as_officer(paper(), LEADER, at=EARLIER, place=PLACE)
    return seal_as_organisation(signed, COMMUNE, at=NOW, beside=PLACE)


def test_an_original_says_who_for_whom_and_when(original):
    person, seal = signatures_of(original, now=NOW)
    assert (person.signer, person.organisation) == ("DEMO Vũ Văn Làm Mẫu", COMMUNE.name_vi)
    assert (seal.signer, seal.is_seal, person.is_seal) == (f"DEMO {COMMUNE.name_vi}", True, False)
    assert (person.at, seal.at) == (EARLIER, NOW)
    assert person.is_good
    assert seal.is_good
    assert (person.covers_whole_document, seal.covers_whole_document) == (False, True)
    assert media_type(original) == "application/pdf"


def test_an_unsigned_paper_has_no_signature(keys):
    assert signatures_of(paper(), now=NOW) == []


def test_every_altered_byte_that_was_signed_is_found(original):
    """Not one of 60 places of the page, spread over the first revision, may change unnoticed."""
    end = original.index(b"%%EOF")
    for at in range(10, end, max(1, end // 60)):
        altered = original[:at] + bytes([original[at] ^ 1]) + original[at + 1 :]
        try:
            found = signatures_of(altered, now=NOW)
        except Invalid:
            continue
        assert not any(signature.is_good for signature in found), at


def test_what_is_added_after_the_seal_is_found(original):
    writer = IncrementalPdfFileWriter(BytesIO(original))
    page = writer.prev.root["/Pages"]["/Kids"][0]
    page["/Contents"] = NullObject()
    writer.mark_update(page.container_ref)
    out = BytesIO()
    writer.write(out)
    person, seal = signatures_of(out.getvalue(), now=NOW)
    assert person.is_intact
    assert seal.is_intact  # what was signed is still there, below
    assert person.changed_since
    assert seal.changed_since
    assert not seal.covers_whole_document


def test_bytes_after_the_end_are_found(original):
    *_, seal = signatures_of(original + b"\n% more\n", now=NOW)
    assert not seal.is_good


def test_a_stranger_s_certificate_is_not_trusted(original, keys):
    (keys / "roots" / "demo.pem").unlink()
    found = signatures_of(original, now=NOW)
    assert [signature.is_intact for signature in found] == [True, True]
    assert [signature.is_trusted for signature in found] == [False, False]


def test_without_a_key_nothing_is_signed(keys):
    stranger = Officer(name_vi="Lô Thị Minh Họa")
    assert not has_key(stranger)
    with pytest.raises(Refusal) as refused:
        sign_as_officer(paper(), stranger, at=NOW, place=PLACE)
    assert refused.value.code == "key_missing"
    assert "Lô Thị Minh Họa" in refused.value.words.vi


@pytest.mark.parametrize("at", [NOW + timedelta(days=400), NOW - timedelta(days=400)])
def test_a_key_signs_only_while_its_certificate_is_valid(keys, at):
    with pytest.raises(Refusal) as refused:
        seal_as_organisation(paper(), COMMUNE, at=at, beside=PLACE)
    assert refused.value.code == "key_expired"


def test_a_renewed_key_is_read_anew(keys):
    give_key(keys, LEADER, valid_to=EARLIER)
    with pytest.raises(Refusal, match="valid only"):
        sign_as_officer(paper(), LEADER, at=NOW, place=PLACE)
    give_key(keys, LEADER)
    assert sign_as_officer(paper(), LEADER, at=NOW, place=PLACE)


def test_what_was_signed_in_time_stays_good_after_the_certificate_ended(original):
    assert all(signature.is_good for signature in signatures_of(original, now=NOW + timedelta(days=4000)))


def test_a_part_without_a_seal_of_its_own_uses_its_organisation_s(keys):
    assert has_key(CENTER)
    sealed = seal_as_organisation(paper(), CENTER, at=NOW, beside=PLACE)
    assert signatures_of(sealed, now=NOW)[0].signer == f"DEMO {COMMUNE.name_vi}"


def test_an_attachment_carries_number_and_time_in_its_corner(keys):
    stamped = stamp_as_organisation(paper(), COMMUNE, at=NOW, text="Số: 12/QĐ-UBND")
    page = PdfReader(BytesIO(stamped)).pages[0]
    field = page["/Annots"][-1].get_object()
    left, bottom, right, top = field["/Rect"]
    assert right <= page.mediabox.width
    assert top > page.mediabox.height - 40
    assert signatures_of(stamped, now=NOW)[0].is_good


def test_the_seal_covers_a_third_of_the_signature_on_its_left():
    seal = seal_beside(PLACE)
    covered = seal.left + seal.width - PLACE.left
    assert covered / PLACE.width == pytest.approx(1 / 3)
    assert seal.left < PLACE.left
    assert seal.box[3] - seal.box[1] == pytest.approx(99, abs=1)


def test_pictures_are_transparent_blue_and_red(keys):
    for who, colour in ((LEADER, 2), (COMMUNE, 0)):
        picture = Image.open(keys / f"{holder_of(who)}.png").convert("RGBA")
        assert picture.getpixel((0, 0))[3] == 0
        inked = [pixel for pixel in picture.get_flattened_data() if pixel[3] == 255]
        assert all(max(pixel[:3]) == pixel[colour] for pixel in inked)


def test_keys_are_for_the_program_alone(keys):
    for path in [*keys.glob("*.p12"), keys / "passphrase"]:
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_a_signature_without_a_picture_is_invisible(keys):
    (keys / f"{holder_of(LEADER)}.png").unlink()
    signed = sign_as_officer(paper(), LEADER, at=NOW, place=Place(0, 10, 10, 50, 20))
    assert signatures_of(signed, now=NOW)[0].is_good


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n%%EOF", b"hello", b"%PDF-1.7\n" + bytes(2000)])
def test_junk_is_not_a_pdf(keys, junk):
    with pytest.raises(Invalid) as refused:
        signatures_of(junk, now=NOW)
    assert refused.value.code == "pdf_unreadable"


def test_a_token_without_its_package_is_said(settings):
    settings.KEY_MODULE = "/nowhere/module.so"
    with pytest.raises(Refusal) as refused:
        has_key(LEADER)
    assert refused.value.code == "pkcs11_missing"
