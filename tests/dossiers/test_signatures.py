"""The document of a result: written, signed, sealed and kept as it is issued, or honestly on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from motcua.base.files import read
from motcua.base.models import Event, StoredFile
from motcua.domain.authenticity import read_authenticity_code, spaced
from motcua.domain.refusal import Refusal
from motcua.dossiers.forms.result import ResultNotice, render, title_lines
from motcua.dossiers.models import Result
from motcua.dossiers.receipt import place_of
from motcua.dossiers.result_document import code_of, notice_of, result_document, signing_lines
from motcua.people.models import Grant, Post
from motcua.people.signing import signatures_of, software
from motcua.people.signing.keys import holder_of
from motcua.places.models import Center, Commune
from tests.cast import ALICE, MONDAY_0900
from tests.dossiers.test_steps import NOW, at, perform

SPAN = {"valid_from": MONDAY_0900 - timedelta(days=30), "valid_to": MONDAY_0900 + timedelta(days=30)}
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def keys(settings, cast):
    """The commune's seal and its leader's key."""
    software.make_authority(settings.KEYS_ROOT, **SPAN)
    commune = cast.kim_bang.unit.owner
    for who, identifier in ((cast.leader, ""), (commune, commune.identifier)):
        holder = software.Holder(holder_of(who), who.name_vi, commune.name_vi, identifier)
        software.make_key(settings.KEYS_ROOT, holder, **SPAN)
    return settings.KEYS_ROOT


def issued(cast, **more) -> Result:
    return perform("number", at("number", cast), cast.clerk, cast, now=LATER, **more)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_result_is_signed_as_it_was_decided_and_sealed_as_it_is_issued(cast, keys):
    result = issued(cast)
    person, seal = signatures_of(read(result.file), now=LATER)
    assert (person.signer, person.at) == ("DEMO Vũ Văn Làm Mẫu", NOW)
    assert (seal.signer, seal.at) == ("DEMO Ủy ban nhân dân xã Kim Bảng", LATER)
    assert person.is_good
    assert seal.is_good
    assert seal.covers_whole_document
    assert result.is_signed
    event = Event.objects.get(kind="dossier.issued")
    assert (event.data["file"], event.data["signed"]) == (result.file.sha256, True)


def test_the_document_says_what_was_decided_by_whom_and_how_to_check_it(cast, keys):
    result = issued(cast)
    said = text_of(read(result.file))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 1/GKS-UBND",
        "Kim Bảng, ngày 23 tháng 11 năm 2026",
        ALICE.name,
        result.dossier.code,
        "chấp thuận",
        "TUQ. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Vũ Văn Làm Mẫu",
        spaced(result.authenticity),
        "/verify",
    ):
        assert words in said
    assert "BẢN GIẤY" not in said
    assert "Xã Kim Bảng, ngày" not in said


@pytest.mark.parametrize(
    ("name", "place"), [("Xã Kim Bảng", "Kim Bảng"), ("Phường Vinh", "Vinh"), ("Phường 5", "Phường 5")]
)
def test_the_date_is_headed_by_the_commune_s_own_name(name, place):
    """Decree 30/2020/NĐ-CP Annex I II.4: without its kind, but for a place that is named by a number."""
    assert place_of(Center(commune=Commune(name_vi=name))) == place


def test_without_any_key_the_result_is_issued_on_paper_and_says_so(cast):
    result = issued(cast)
    assert not result.is_signed
    assert signatures_of(read(result.file), now=LATER) == []
    said = text_of(read(result.file))
    assert "BẢN GIẤY, CHƯA CÓ CHỮ KÝ SỐ" in said
    assert "(Ký, ghi rõ họ tên và đóng dấu)" in said


def test_the_clerk_may_choose_paper_although_there_are_keys(cast, keys):
    assert not issued(cast, on_paper=True).is_signed


@pytest.mark.parametrize("missing", ["leader", "expired"])
def test_a_key_that_cannot_be_used_stops_the_issue_and_loses_nothing(cast, keys, missing):
    dossier = at("number", cast)
    when = LATER
    if missing == "leader":
        (keys / f"{holder_of(cast.leader)}.p12").unlink()
    else:
        when = LATER + timedelta(days=40)
    events = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        perform("number", dossier, cast.clerk, cast, now=when)
    assert refused.value.code == ("key_missing" if missing == "leader" else "key_expired")
    assert not Result.objects.exists()
    assert not StoredFile.objects.exists()
    assert Event.objects.count() == events
    assert perform("number", dossier, cast.clerk, cast, now=when, on_paper=True).number == 1  # no gap


def test_the_code_is_the_result_s_own(cast):
    first, second = issued(cast), issued(cast)
    assert read_authenticity_code(first.authenticity) == first.authenticity == code_of(first)
    assert first.authenticity != second.authenticity


def test_the_same_result_is_written_the_same_way_again(cast):
    result = issued(cast)
    assert result_document(result.dossier, result.dossier.decision, result) == read(result.file)


def notice(cast, **but) -> ResultNotice:
    result = issued(cast)
    fields = notice_of(result.dossier, result.dossier.decision, result)
    return ResultNotice(**{name: getattr(fields, name) for name in fields.__dataclass_fields__} | but)


def test_a_refusal_gives_its_reasons_and_the_way_to_complain(cast):
    pdf, _ = render(notice(cast, granted=False, reason="Thiếu xác nhận nơi ở"))
    said = text_of(pdf)
    assert "không chấp thuận" in said
    assert "Thiếu xác nhận nơi ở" in said
    assert "khiếu nại" in said


def test_long_words_leave_the_signature_on_the_paper(cast):
    """However much is granted, title, signature and name stay together on one page."""
    pdf, spot = render(notice(cast, procedure="Thủ tục " * 400, outcome="Giấy phép " * 90))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 1
    assert 60 < spot.y < 800
    assert "Vũ Văn Làm Mẫu" in pages[spot.page].extract_text()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Phó Chủ tịch UBND", ("KT. Chủ tịch", "Phó Chủ tịch")),
        ("Chủ tịch UBND", ("Chủ tịch",)),
        ("Giám đốc Trung tâm", ("Giám đốc Trung tâm",)),
        ("Phó Trưởng phòng", ("KT. Trưởng phòng", "Phó Trưởng phòng")),
    ],
)
def test_a_deputy_signs_in_the_place_of_the_head(title, lines):
    assert title_lines(title) == lines


@pytest.mark.parametrize(
    ("kind", "title", "part", "lines"),
    [
        ("delegation", "Phó Chủ tịch UBND", "committee", ("TUQ. Chủ tịch", "Phó Chủ tịch")),
        ("delegation", "Trưởng phòng", "economic", ("TUQ. Chủ tịch", "Trưởng phòng")),
        ("devolution", "Chủ tịch UBND", "committee", ("Chủ tịch",)),
        ("devolution", "Phó Chủ tịch UBND", "committee", ("KT. Chủ tịch", "Phó Chủ tịch")),
        ("decentralisation", "Trưởng phòng", "economic", ("TL. Chủ tịch", "Trưởng phòng")),
    ],
)
def test_the_signing_line_follows_the_instrument_of_the_decision(cast, kind, title, part, lines):
    """Decree 30/2020/NĐ-CP Annex I II.7: TUQ. by delegation, KT. for a deputy, TL. by the head's order."""
    commune = cast.kim_bang.unit.owner
    holder = Post(title_vi=title, unit=commune.parts.get(kind=part))
    grant = Grant(kind=kind, holder=holder, issuer=commune, document_date=NOW.date(), valid_from=NOW.date())
    assert signing_lines(grant, commune) == lines
    assert grant.as_rule().signed_for_giver == lines[0].startswith("TUQ.")  # what the public board says


def test_a_delegation_from_a_post_is_signed_under_that_post(cast):
    commune = cast.kim_bang.unit.owner
    committee = commune.parts.get(kind="committee")
    source = Grant(kind="decentralisation", holder=Post(title_vi="Chánh Văn phòng", unit=committee))
    days = {"document_date": NOW.date(), "valid_from": NOW.date()}
    source.document_date = source.valid_from = NOW.date()
    grant = Grant(
        kind="delegation", holder=Post(title_vi="Chuyên viên", unit=committee), source=source, **days
    )
    assert signing_lines(grant, commune) == ("TUQ. Chánh Văn phòng", "Chuyên viên")
