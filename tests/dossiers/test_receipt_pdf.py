"""Form 01 and the number slip as a person and a screen reader get them: the text inside the PDF."""

import io
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from motcua.base.qr import qr_svg
from motcua.dossiers.forms import Fee, Form01, Paper, Person, render, ticket_slip

EVERY_LETTER = (
    "ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ảẻỏủỷỉ ạẹọụỵị đ ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ẢẺỎỦỶỈ ẠẸỌỤỴỊ Đ"
)

HANH = Person(
    "Nguyễn Thị Hạnh", "040185001234", "Xóm 5, xã Kim Bảng, tỉnh Nghệ An", "0912 345 678", "hanh@example.vn"
)
RECEIPT = Form01(
    code="H41.17.791-261123-0042",
    number="142",
    agency="Ủy ban nhân dân xã Kim Bảng",
    center="Trung tâm Phục vụ hành chính công xã Kim Bảng",
    place="Kim Bảng",
    hotline="0238 3 861 234",
    submitter=HANH,
    request="Đăng ký khai sinh",
    papers=(
        Paper("Tờ khai đăng ký khai sinh", "original"),
        Paper("Giấy chứng sinh", "copy"),
        Paper("Giấy chứng nhận kết hôn", "certified", 2),
        Paper("Căn cước của mẹ", "electronic"),
        Paper("Hộ chiếu của cha", "shown"),
    ),
    term="03 ngày làm việc",
    issued_at=datetime(2026, 11, 23, 2, 15, tzinfo=UTC),
    received_at=datetime(2026, 11, 23, 2, 10, tzinfo=UTC),
    due_at=datetime(2026, 11, 26, 10, 0, tzinfo=UTC),
    collect_at="Trung tâm Phục vụ hành chính công xã Kim Bảng",
    register_book="01/2026",
    register_entry="88",
    fee=Fee(8_000, "paid", "0001234"),
    receiver="Trần Văn Đức",
    link="https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ",
)


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def said(pdf: bytes) -> str:
    """All text of the PDF in one line."""
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


@pytest.mark.parametrize(
    "words",
    [
        "ỦY BAN NHÂN DÂN XÃ KIM BẢNG TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ KIM BẢNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 142/2026-TTPVHCC",
        "Kim Bảng, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ H41.17.791-261123-0042",
        "https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ",
        "Trung tâm Phục vụ hành chính công xã Kim Bảng đã tiếp nhận hồ sơ của:",
        "Ông (Bà)/Tổ chức: Nguyễn Thị Hạnh",
        "Số định danh cá nhân/tổ chức: 040185001234",
        "Địa chỉ: Xóm 5, xã Kim Bảng, tỉnh Nghệ An",
        "Số điện thoại: 0912 345 678 Email: hanh@example.vn",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "1 Tờ khai đăng ký khai sinh Bản chính 1",
        "2 Giấy chứng sinh Bản sao 1",
        "3 Giấy chứng nhận kết hôn Bản sao chứng thực 2",
        "4 Căn cước của mẹ Bản điện tử 1",
        "5 Hộ chiếu của cha Xuất trình 1",
        "Số lượng hồ sơ: 1 bộ",
        "Thời gian giải quyết theo quy định: 03 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 10 phút, thứ Hai ngày 23 tháng 11 năm 2026",
        "Thời gian trả kết quả: 17 giờ 00 phút, thứ Năm ngày 26 tháng 11 năm 2026",
        "Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công xã Kim Bảng",
        "Phí, lệ phí: 8.000 đồng, đã nộp (biên lai số 0001234)",
        "Vào Sổ theo dõi hồ sơ: Quyển số 01/2026, Số thứ tự 88",
        "Mất giấy vẫn nhận được kết quả: xuất trình giấy tờ tùy thân",
        "Đường dây nóng: 0238 3 861 234",
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) (Ký và ghi rõ họ tên)",
        "Nguyễn Thị Hạnh Trần Văn Đức",
        "Mẫu số 01, Phụ lục I Thông tư số 03/2025/TT-VPCP Trang 1/1",
    ],
)
def test_every_field_of_form_01_is_on_the_receipt(words):
    assert words in said(render(RECEIPT))


def test_an_ordinary_receipt_is_one_a5_page():
    pages = opened(render(RECEIPT)).pages
    assert len(pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [148, 210]


def test_the_principal_stands_beside_the_person_who_came():
    bank = Person("Công ty TNHH Phước Thịnh", "2900123456", "Phường Trường Vinh")
    text = said(render(replace(RECEIPT, principal=bank, authorisation="Giấy ủy quyền số 15/GUQ")))
    assert "Nộp theo ủy quyền của Ông (Bà)/Tổ chức: Công ty TNHH Phước Thịnh" in text
    assert "Số định danh cá nhân/tổ chức: 2900123456 Địa chỉ: Phường Trường Vinh" in text
    assert "Số điện thoại: không có Email: không có Giấy tờ ủy quyền: Giấy ủy quyền số 15/GUQ" in text
    assert "ủy quyền của" not in said(render(RECEIPT))


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(), "Phí, lệ phí: không thu"),
        (Fee(8_000, "exempt"), "Phí, lệ phí: 8.000 đồng, được miễn"),
        (Fee(status="by_tariff"), "Phí, lệ phí: theo "),
        (Fee(1_250_000, "unpaid"), "Phí, lệ phí: 1.250.000 đồng, chưa nộp Vào"),
    ],
)
def test_the_fee_line_says_whether_anything_is_to_pay(fee, words):
    assert words in said(render(replace(RECEIPT, fee=fee)))


def test_no_register_no_register_line_and_digital_signatures_say_so():
    text = said(render(replace(RECEIPT, register_book="", register_entry="", electronic=True)))
    assert "Sổ theo dõi" not in text
    assert "(Chữ ký số của người nộp hồ sơ) (Chữ ký số của người tiếp nhận hồ sơ)" in text


def test_every_stacked_letter_comes_out_of_a_font_that_draws_it_right():
    """Libertinus' bold draws Ễ and Ẵ with the marks in the wrong order, its bold italic has no Ơ, Ư."""
    pdf = render(replace(RECEIPT, submitter=replace(HANH, name=EVERY_LETTER), request=EVERY_LETTER))
    assert said(pdf).count(EVERY_LETTER) >= 2
    fonts = {
        font["/BaseFont"].split("+")[1].removesuffix("-Identity-H")
        for page in opened(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"LibertinusSerif-Regular", "LibertinusSerif-Italic", "LibertinusSerif-Semibold"}


def test_twenty_five_papers_flow_over_pages_and_signatures_never_stand_alone():
    papers = tuple(Paper(f"Hợp đồng chuyển quyền sử dụng đất số {n}", "copy", n) for n in range(1, 26))
    pages = [
        re.sub(r"\s+", " ", page.extract_text())
        for page in opened(render(replace(RECEIPT, papers=papers))).pages
    ]
    assert len(pages) == 2
    assert all(
        f"Hợp đồng chuyển quyền sử dụng đất số {n} Bản sao {n}" in " ".join(pages) for n in range(1, 26)
    )
    assert pages[1].startswith("Giấy tiếp nhận hồ sơ và hẹn trả kết quả H41.17.791-261123-0042")
    assert "STT Tên giấy tờ" in pages[1]
    assert "Thời gian trả kết quả" in pages[1]
    assert "NGƯỜI NỘP HỒ SƠ" in pages[1]
    assert [f"Trang {n}/2" in page for n, page in enumerate(pages, 1)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "#set page(fill: red)",
        '#eval("1+1") #include "letterhead.typ"',
        "$x^2$ *đậm* _nghiêng_ `mã` <nhãn> @nguồn // /* \\ ~ -- --- = + - [ ] { }",
        '"; #panic() //',
        "' OR 1=1 --",
        "{{ 7*7 }} <script>alert(1)</script>",
    ],
)
def test_markup_is_text(text):
    assert text in said(render(replace(RECEIPT, request=text, receiver=text)))


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Le\u0323\u0302 Thi\u0323", "Lệ Thị"),
        ("Hạnh\x00\x07\x1b[31m", "Hạnh[31m"),
        ("Hạnh\u202egnàH\u2066\u200b", "HạnhgnàH"),
        ("Hạnh\ud800 \ufeffNgọc", "Hạnh Ngọc"),
        ("Xóm 5\r\n\tKim  Bảng", "Xóm 5 Kim Bảng"),
    ],
)
def test_what_cannot_be_printed_is_left_out(given, printed):
    assert f"Đăng ký nhận kết quả tại: {printed} Phí" in said(render(replace(RECEIPT, collect_at=given)))


def test_a_word_without_end_stays_on_the_paper():
    endless = "W" * 300
    form = replace(
        RECEIPT, submitter=Person(*[endless] * 5), request=endless, papers=(Paper(endless, "copy"),)
    )
    reader = opened(render(replace(form, agency=endless, center=endless, receiver=endless)))
    right_edges: list[float] = []

    def note(text, _matrix, position, _font, size):
        right_edges.append(position[4] + 0.97 * size * text.count("W"))

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    assert max(right_edges) < float(reader.pages[0].mediabox.right)


def test_a_novel_is_cut_with_an_ellipsis():
    pdf = render(replace(RECEIPT, request="dài " * 30_000))
    assert len(opened(pdf).pages) <= 4
    assert "…" in said(pdf)


def test_a_letter_without_a_font_still_gives_a_receipt():
    pdf = render(replace(RECEIPT, submitter=replace(HANH, name="陈氏 Hạnh 😀")))
    assert "Đăng ký khai sinh" in said(pdf)
    assert b"pdfaid:part" not in metadata(pdf)


def metadata(pdf: bytes) -> bytes:
    return opened(pdf).trailer["/Root"]["/Metadata"].get_data()


def test_the_file_is_archivable_tagged_and_speaks_vietnamese():
    pdf = render(RECEIPT)
    root = opened(pdf).trailer["/Root"]
    assert root["/Lang"].startswith("vi")
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A" in metadata(pdf)
    assert b"<pdfuaid:part>1" in metadata(pdf)


def test_the_title_names_the_dossier_and_no_person():
    about = opened(render(RECEIPT)).metadata
    assert about.title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H41.17.791-261123-0042"
    assert about.author == RECEIPT.center
    assert b"H\xe1\xba\xa1nh" not in metadata(render(RECEIPT))


def test_the_same_receipt_is_the_same_bytes():
    assert render(RECEIPT) == render(RECEIPT)


def drawn_corners(pdf: bytes) -> set[tuple[int, int]]:
    """Where the one even-odd path of the page (the QR code) turns, in modules."""
    content = opened(pdf).pages[0].get_contents().get_data().decode("latin-1")
    path = re.search(r"((?:[\d.]+ [\d.]+ [ml]\s+|h\s+)+)f\*", content).group(1)
    return {(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+) [ml]", path)}


def svg_corners(svg: str) -> set[tuple[int, int]]:
    corners = set()
    for path in re.search(r'evenodd" d="([^"]+)"', svg).group(1).split("z")[:-1]:
        start, *steps = re.findall(r"M\d+ \d+|[hv]-?\d+", path)
        x, y = map(int, start[1:].split())
        corners.add((x, y))
        for step in steps:
            x, y = (x + int(step[1:]), y) if step[0] == "h" else (x, y + int(step[1:]))
            corners.add((x, y))
    return corners


def test_the_qr_code_opens_the_residents_page():
    assert drawn_corners(render(RECEIPT)) == svg_corners(qr_svg(RECEIPT.link))


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        render(replace(RECEIPT, due_at=datetime(2026, 11, 26, 17)))  # noqa: DTZ001


def test_eight_counters_print_at_once():
    """The compiler itself refuses a second thread; each counter still gets its own paper."""
    codes = [f"H41.17.791-261123-{n:04}" for n in range(24)]
    papers: dict[str, bytes] = {}

    def counter(mine: list[str]) -> None:
        for code in mine:
            papers[code] = render(replace(RECEIPT, code=code))

    threads = [threading.Thread(target=counter, args=(codes[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Mã hồ sơ {code}" in said(papers[code]) for code in codes)


SLIP = {
    "center": "Trung tâm Phục vụ hành chính công xã Kim Bảng",
    "number": "A015",
    "field": "Hộ tịch – Chứng thực",
    "issued_at": datetime(2026, 11, 23, 2, 15, tzinfo=UTC),
    "people_ahead": 4,
    "link": "https://motcua.example.vn/t/7sTuVwXyZ4kJ9x2L",
}


def test_the_slip_says_number_field_time_and_people_ahead():
    pdf = ticket_slip(**SLIP)
    text = said(pdf)
    assert (
        "Trung tâm Phục vụ hành chính công xã Kim Bảng Số thứ tự của ông/bà A015 Hộ tịch – Chứng thực" in text
    )
    assert "Số người chờ trước ông/bà: 4" in text
    assert "https://motcua.example.vn/t/7sTuVwXyZ4kJ9x2L Lấy số lúc 09:15, 23/11/2026" in text
    assert drawn_corners(pdf) == svg_corners(qr_svg(SLIP["link"]))


def test_the_slip_is_eighty_millimetres_wide_and_one_piece():
    pages = opened(ticket_slip(**SLIP | {"field": "Đất đai, xây dựng và môi trường " * 6})).pages
    assert len(pages) == 1
    assert round(float(pages[0].mediabox.width) / 72 * 25.4) == 80


def test_the_slip_speaks_english_and_knows_an_empty_hall():
    pdf = ticket_slip(**SLIP | {"field": "Civil status", "people_ahead": 0}, language="en")
    assert "Your number A015 Civil status Nobody is waiting ahead of you" in said(pdf)
    assert opened(pdf).trailer["/Root"]["/Lang"] == "en"


def test_the_slip_names_every_thing_the_number_is_for():
    pdf = ticket_slip(**SLIP | {"field": "Hộ tịch × 2"}, further=["Đất đai × 5", "Việc khác"])
    assert "A015 1. Hộ tịch × 2 2. Đất đai × 5 3. Việc khác Số người chờ" in said(pdf)
