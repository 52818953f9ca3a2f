"""``/verify``: what anybody learns of a paper or a file, and what nobody learns."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.base.files import read
from motcua.domain.authenticity import LENGTH
from motcua.domain.codes import TOKEN_ALPHABET
from motcua.domain.file_content import MOST_BYTES
from motcua.dossiers.result_document import verify_link
from motcua.people.signing import Signature
from motcua.web.verify.verdict import certificate_of, verdict_on
from tests.cast import ALICE
from tests.dossiers.test_signatures import folders, issued, keys
from tests.people.test_signing import paper

__all__ = ["folders", "keys"]
pytestmark = pytest.mark.django_db
PERSONAL = (ALICE.name, ALICE.identity_number, ALICE.phone, ALICE.address)


@pytest.fixture
def result(cast, keys):
    return issued(cast)


def ask(client, result="", code="", **more):
    return client.get("/verify", {"result": result, "code": code} | more)


def send(client, content: bytes, name="ket-qua.pdf", kind="application/pdf"):
    return client.post("/verify", {"file": SimpleUploadedFile(name, content, content_type=kind)})


def said(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_asks_two_things_and_one_is_the_main_one(client):
    response = client.get(reverse("verify"))
    assert response.status_code == 200
    assert said(response).count('class="button"') == 1


def test_the_printed_code_opens_the_answer(client, result):
    link = verify_link(result.dossier.code, result.authenticity)
    response = client.get(link[link.index("/verify") :])
    assert response.status_code == 200
    assert "Kết quả này có thật" in said(response)
    for words in (result.text, result.unit.name_vi, result.dossier.revision.procedure.name_vi):
        assert words in said(response)
    assert not any(secret in said(response) for secret in PERSONAL)
    assert response["Cache-Control"].count("no-store")


def test_both_languages_are_complete(client, result):
    answer = said(ask(client, result.dossier.code, result.authenticity, lang="en"))
    assert "This result exists" in answer
    assert "Kết quả này" not in answer


@pytest.mark.parametrize("typed", ["{low}", " {code} ", "{spaced}"])
def test_it_is_read_as_people_type_it(client, result, typed):
    code = result.authenticity
    typed = typed.format(low=code.lower(), code=code, spaced=f"{code[:5]} {code[5:]}")
    assert ask(client, result.dossier.code.lower(), typed).status_code == 200


def test_a_mistyped_code_is_noticed_without_asking_for_a_result(
    client, result, django_assert_max_num_queries
):
    code = result.authenticity
    wrong = TOKEN_ALPHABET[TOKEN_ALPHABET.index(code[0]) ^ 1] + code[1:]
    with django_assert_max_num_queries(3) as statements:  # the allowance of this address
        response = ask(client, result.dossier.code, wrong)
    assert not any("dossiers_result" in statement["sql"] for statement in statements.captured_queries)
    assert response.status_code == 422
    assert "gõ nhầm" in said(response)
    assert f'value="{wrong}"' in said(response)  # nothing typed is lost


@pytest.mark.parametrize(("code", "authenticity"), [("", ""), ("x" * 500, "y" * 500), ("\x00", "<script>")])
def test_junk_is_told_field_by_field(client, code, authenticity):
    response = ask(client, code, authenticity)
    assert response.status_code == 422
    assert said(response).count('class="error"') == 2


def test_a_forged_paper_is_unknown(client, cast, result):
    other = issued(cast)
    for code, authenticity in (
        (result.dossier.code, other.authenticity),
        ("H41.17.791-261123-9999", result.authenticity),
    ):
        response = ask(client, code, authenticity)
        assert response.status_code == 404
        assert "Không có kết quả này" in said(response)


def test_codes_are_not_tried_without_end(client):
    answers = [ask(client, "H41.17.791-261123-0001", "0" * LENGTH).status_code for _ in range(31)]
    assert answers[-2:] == [404, 429]


def test_a_signed_file_is_told_signature_by_signature(client, result):
    response = send(client, read(result.file))
    answer = said(response)
    assert response.status_code == 200
    for words in (
        "còn nguyên vẹn, nhưng do bản dùng thử (DEMO) ký nên không có giá trị pháp lý",
        "Do bản dùng thử (DEMO) cấp",
        "DEMO Vũ Văn Làm Mẫu",
        "DEMO Ủy ban nhân dân xã Kim Bảng",
        "Đây đúng là tệp đã ban hành",
        result.text,
    ):
        assert words in answer
    assert "được tin cậy cấp" not in answer  # a demo's certificate is not called trusted beside that
    assert not any(secret in answer for secret in PERSONAL)


def test_an_altered_file_is_told_and_is_not_ours(client, result):
    pdf = read(result.file)
    end = pdf.index(b"%%EOF") // 2
    response = send(client, pdf[:end] + bytes([pdf[end] ^ 1]) + pdf[end + 1 :])
    assert response.status_code in (200, 422)
    assert "nguyên vẹn" not in said(response)
    response = send(client, pdf + b"\n% more\n")
    assert "đã bị thay đổi sau khi ký" in said(response)
    assert "Đây đúng là tệp đã ban hành" not in said(response)


def test_of_a_file_changed_within_its_content_only_that_is_said(client, result):
    """One letter of the signed bytes is another: that, and nothing of who issued which certificate."""
    pdf = read(result.file)
    at = pdf.index(b"/CreationDate") + len(b"/CreationDate (D:20")
    answer = said(send(client, pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]))
    assert "đã bị thay đổi sau khi ký" in answer
    for issuer in ("Chứng thư", "tin cậy", "không rõ người ký", "giá trị pháp lý"):
        assert issuer not in answer


def test_without_the_demo_in_its_names_a_trusted_certificate_is_simply_good():
    signature = Signature("UBND xã", "UBND xã", True, None, True, True, False, True)
    assert verdict_on([signature]).tone == "good"
    assert "tin cậy" in certificate_of(signature).vi


def test_a_file_without_a_signature_and_one_from_a_stranger(client, result, keys):
    assert "không có chữ ký số nào" in said(send(client, paper()))
    (keys / "roots" / "demo.pem").unlink()
    assert "không rõ người ký" in said(send(client, read(result.file)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b"MZ\x00", "Chỉ kiểm tra được tệp PDF"),
        (b"\x89PNG\r\n\x1a\n", "Chỉ kiểm tra được tệp PDF"),
        (b"%PDF-1.7 no end", "bị cắt ngang"),
        (b"%PDF-1.7\n%%EOF", "Không đọc được"),
        (b"%PDF-1.7\n<< /S /JavaScript >>\n%%EOF", "mã chạy được"),
        (b"%PDF-" + b" " * MOST_BYTES, "lớn hơn 10 MB"),
    ],
)
def test_what_is_not_a_fair_pdf_is_refused_in_words(client, content, words):
    response = send(client, content)
    assert response.status_code == 422
    assert words in said(response)


def test_a_request_beyond_all_measure_is_refused_unread(client):
    response = client.generic(
        "POST", "/verify", bytes(MOST_BYTES + 600_000), "multipart/form-data; boundary=x"
    )
    assert response.status_code == 422
    assert "lớn hơn 10 MB" in said(response)


def test_a_post_without_a_file_asks_for_one(client):
    response = client.post("/verify", {})
    assert response.status_code == 422
    assert "Chọn tệp PDF" in said(response)


def test_files_are_not_sent_without_end(client):
    assert [send(client, paper()).status_code for _ in range(11)][-2:] == [200, 429]


def test_what_was_issued_on_paper_says_so(client, cast):
    result = issued(cast, on_paper=True)
    assert "Bản giấy, ký tay và đóng dấu" in said(ask(client, result.dossier.code, result.authenticity))


def test_a_stored_result_stays_checkable_for_years(client, result, monkeypatch):
    pdf = read(result.file)
    from django.utils import timezone

    years = timezone.now() + timedelta(days=3650)
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: years)
    assert "Tệp còn nguyên vẹn" in said(send(client, pdf))
