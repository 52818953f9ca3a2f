"""What a file is by its content, and what is refused although its name is harmless."""

import zlib

import pytest

from motcua.domain import file_content
from motcua.domain.file_content import MOST_BYTES, media_type
from motcua.domain.refusal import Invalid

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (40).to_bytes(4) + (30).to_bytes(4) + b"\x08\x06\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x1e\0\x28\x03" + b"\0" * 20 + b"\xff\xd9"


def pdf(*objects: bytes) -> bytes:
    body = b"".join(
        b"%d 0 obj\n%b\nendobj\n" % (number, content) for number, content in enumerate(objects, start=1)
    )
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def stream(content: bytes, head: bytes = b"/Filter /FlateDecode", *, deflated: bool = True) -> bytes:
    packed = zlib.compress(content) if deflated else content
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(packed), head, packed)


def code(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        media_type(content, "scan")
    assert refused.value.field == "scan"
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(b"<< /Type /Catalog >>"), "application/pdf"),
        (
            pdf(stream(b"BT (JavaScript) Tj ET"), stream(b"\x00\xff", b"/Filter /DCTDecode")),
            "application/pdf",
        ),
        (pdf(stream(b"1 0 <<>>", b"/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode]")), "application/pdf"),
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
    ],
)
def test_the_content_decides(content, kind):
    assert media_type(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"<html><script>1</script>",
        b"PK\x03\x04",
        b"GIF89a",
        b"\0%PDF-1.7 %%EOF",
        b"<svg/>",
        b"\xff\xd8",
    ],
)
def test_anything_else_is_refused(content):
    assert code(content) == "file_kind"


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        pdf(b"<< /S /Java#53cript /JS (1) >>"),
        pdf(b"<</S/Launch/F(calc.exe)>>"),
        pdf(b"<< /Names << /EmbeddedFiles 5 0 R >> >>"),
        pdf(b"<< /S /SubmitForm /F (http://example.org) >>"),
        pdf(stream(b"9 0 << /S /JavaScript /JS (1) >>", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")),
        pdf(stream(b"9 0 << /S /L#61unch >>", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")),
        pdf(stream(b"endstream <</S/JavaScript>>", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")),
        pdf(stream(b"3c3c>", b"/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode", deflated=False)),
        pdf(stream(b"x", b"/Type /Obj#53tm /N 1 /First 4 /Filter [/ASCII85Decode /FlateDecode]")),
        pdf(stream(b"x", b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>")),
    ],
)
def test_nothing_active_comes_in(content):
    assert code(content) == "file_active"


def test_what_cannot_be_looked_into_is_refused():
    assert code(pdf(b"<< >>").replace(b"/Root", b"/Encrypt 9 0 R /Root")) == "file_encrypted"
    assert code(pdf(b"<< >>")[:-8]) == "file_damaged"
    assert code(PNG[:-20]) == "file_damaged"
    assert code(JPEG[:-2]) == "file_damaged"
    assert code(b"\xff\xd8\xff\xff" * 10) == "file_damaged"
    assert code(b"") == "file_empty"


def test_size_is_limited_before_and_after_unpacking(monkeypatch):
    assert code(b"%PDF-" + b" " * MOST_BYTES) == "file_too_large"
    monkeypatch.setattr(file_content, "MOST_UNPACKED", 1_000_000)
    assert media_type(pdf(stream(bytes(900_000))))
    assert code(pdf(stream(bytes(600_000)), stream(bytes(600_000)))) == "file_unpacks_too_large"
    assert code(PNG.replace((30).to_bytes(4), (2_000_000).to_bytes(4))) == "picture_too_large"


def test_a_file_of_countless_tiny_streams_is_refused():
    assert code(pdf(*[stream(b"")] * (file_content.MOST_STREAMS + 1))) == "file_unpacks_too_large"
    assert media_type(pdf(*[stream(b"")] * 1000))
