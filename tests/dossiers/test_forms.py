"""Forms 02-07 as a person gets them: every field of the law in the text of the PDF, in both numberings."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pytest

from motcua.domain.time_limits import Label
from motcua.dossiers.forms import (
    Defect,
    Entry,
    Form02,
    Form03,
    Form04,
    Form05,
    Form06,
    Form07,
    Passing,
    Person,
    Side,
    form02,
    form03,
    form04,
    form05,
    form06,
    form07,
)
from motcua.dossiers.forms.sheets import FOLDER, NAMES, sheet

EVERY_LETTER = "ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự"
PERSON = Person(
    "Nguyễn Phúc Hoàng Thị Ví Dụ", "040185001234", "Xóm 5, xã Kim Bảng", "0912 345 678", "vidu@example.vn"
)
LAND = "Đăng ký biến động đối với trường hợp đổi tên người sử dụng đất"
CENTER = "Trung tâm Phục vụ hành chính công xã Kim Bảng"
HEADING: dict[str, Any] = {
    "code": "H41.17.791-261123-0042",
    "number": "12",
    "agency": "Ủy ban nhân dân xã Kim Bảng",
    "center": CENTER,
    "place": "Kim Bảng",
    "issued_at": datetime(2026, 11, 23, 2, 15, tzinfo=UTC),
    "link": "https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ",
}
RECEIVED = datetime(2026, 11, 9, 2, 10, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUPPLEMENT = Form02(
    **HEADING,
    person=PERSON,
    request=LAND,
    defects=(Defect("nộp bản chính", "Giấy chứng nhận quyền sử dụng đất"), Defect("Ký tờ khai")),
    reason="Chưa đủ thành phần theo Điều 37 Nghị định 101/2024/NĐ-CP",
    contact="Trần Thị Làm Mẫu",
    contact_phone="0238 3 861 234",
    answer_by=datetime(2026, 12, 14, 10, 0, tzinfo=UTC),
    officer="Trần Thị Làm Mẫu",
)
REFUSAL = Form03(
    **HEADING,
    person=PERSON,
    request=LAND,
    reasons=("Thửa đất đang có tranh chấp.", "Giấy tờ bị tẩy xóa."),
    basis="Điều 151 Luật Đất đai",
    signer="Trần Thị Làm Mẫu",
)
APOLOGY = Form04(
    **HEADING,
    person=PERSON,
    request=LAND,
    received_at=RECEIVED,
    due_at=DUE,
    reason="Phải chờ trích lục bản đồ địa chính",
    new_due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    head="Nguyễn Đình Minh Họa",
)
STOPPING = Form05(
    **HEADING,
    person=PERSON,
    request=LAND,
    received_at=RECEIVED,
    asked_at=datetime(2026, 11, 20, 2, 10, tzinfo=UTC),
    reason="Gia đình đã thỏa thuận lại",
    stage="Đang xử lý; bước “Thẩm định”",
    decision="Dừng giải quyết hồ sơ",
    fees="8.000 đồng, hoàn trả 8.000 đồng",
    papers="Giấy chứng nhận (bản chính)",
    basis=("Điều 21 Nghị định số 118/2025/NĐ-CP", "Điều 7 Thông tư số 03/2025/TT-VPCP"),
    signer="Lê Thị Thử Nghiệm",
    signer_title="Giám đốc Trung tâm",
)
CONTROL = Form06(
    **HEADING,
    handled_by="Phòng Kinh tế",
    with_units=("Văn phòng đăng ký đất đai",),
    request=LAND,
    received_at=RECEIVED,
    due_at=DUE,
    passings=(
        Passing(
            giver=Side(CENTER, "Trần Thị Làm Mẫu"),
            receiver=Side("Phòng Kinh tế", "Phạm Văn Minh Họa"),
            at=RECEIVED,
            outcome=Label.EARLY,
        ),
        Passing(
            giver=Side("Phòng Kinh tế", "Phạm Văn Minh Họa"),
            receiver=Side("Văn thư"),
            at=DUE,
            outcome=Label.OVERDUE,
            note="Chờ ý kiến",
        ),
    ),
)
ENTRY = Entry(
    order=7,
    code="H41.17.791-261109-0007",
    procedure=LAND,
    person=PERSON.name,
    contact="Xóm 5, xã Kim Bảng, 0912 345 678",
    agency="Ủy ban nhân dân xã Kim Bảng",
    received_at=RECEIVED,
    due_at=DUE,
    due_original=DUE,
    returned_at=datetime(2026, 11, 20, 3, 5, tzinfo=UTC),
    way="Trực tiếp tại Trung tâm",
    signed="Nguyễn Thị Ký Nhận",
)
REGISTER = Form07(
    **HEADING | {"code": ""},
    fields=("Hộ tịch", "Đất đai"),
    begins_on=date(2026, 11, 1),
    ends_on=date(2026, 11, 30),
    first_page=3,
    last_page=9,
    pages=((ENTRY,), (replace(ENTRY, order=8, returned_at=None),)),
)
FORMS = {
    "supplement": (form02, SUPPLEMENT),
    "refusal": (form03, REFUSAL),
    "apology": (form04, APOLOGY),
    "stopping": (form05, STOPPING),
    "control": (form06, CONTROL),
    "register": (form07, REGISTER),
}
PERSONAL = (
    "Số định danh cá nhân/tổ chức: 040185001234",
    "Địa chỉ: Xóm 5, xã Kim Bảng",
    "Số điện thoại: 0912 345 678 Email: vidu@example.vn",
)
FIELDS = {
    "supplement": (
        "Số: 12/PBS-TTPVHCC",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        f"Hồ sơ của: {PERSON.name}",
        f"Nội dung yêu cầu giải quyết: {LAND}",
        *PERSONAL[1:],
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau: "
        "1. Giấy chứng nhận quyền sử dụng đất: nộp bản chính 2. Ký tờ khai",
        "Lý do: Chưa đủ thành phần theo Điều 37 Nghị định 101/2024/NĐ-CP",
        "chờ bổ sung đến hết 17 giờ 00 phút, thứ Hai ngày 14 tháng 12 năm 2026",
        "liên hệ với Trần Thị Làm Mẫu, số điện thoại 0238 3 861 234 để được hướng dẫn",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Trần Thị Làm Mẫu",
        "Mẫu số 02, Phụ lục I Thông tư số 03/2025/TT-VPCP",
    ),
    "refusal": (
        "Số: 12/PTC-TTPVHCC",
        "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ",
        f"{CENTER} đã tiếp nhận hồ sơ của: Ông (Bà)/Tổ chức: {PERSON.name}",
        *PERSONAL,
        "Mã hồ sơ H41.17.791-261123-0042",
        f"Nội dung yêu cầu giải quyết: {LAND}",
        "lý do cụ thể như sau: 1. Thửa đất đang có tranh chấp. 2. Giấy tờ bị tẩy xóa.",
        "Căn cứ: Điều 151 Luật Đất đai",
        "Xin thông báo cho Ông/Bà được biết và thực hiện",
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Mẫu số 03",
    ),
    "apology": (
        "Số: 12/PXL",
        "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        f"Kính gửi: {PERSON.name}",
        "Vào lúc 09 giờ 10 phút, thứ Hai ngày 09 tháng 11 năm 2026, Ủy ban nhân dân xã Kim Bảng tiếp nhận",
        f"thủ tục {LAND} của:",
        PERSONAL[0],
        "Mã hồ sơ: H41.17.791-261123-0042",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, thứ Hai ngày 23 tháng 11 năm 2026",
        "đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Lý do: Phải chờ trích lục bản đồ địa chính",
        "xin lỗi Ông/Bà/Tổ chức và đề nghị gia hạn, hẹn trả kết quả vào: "
        "17 giờ 00 phút, thứ Sáu ngày 27 tháng 11 năm 2026",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký, ghi rõ họ tên và đóng dấu)",
        "Nguyễn Đình Minh Họa",
        f"Nơi nhận: - Như trên; - {CENTER}",
        "Mẫu số 04",
    ),
    "stopping": (
        "Số: 12/TBD-TTPVHCC",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP; Căn cứ Điều 7 Thông tư số 03/2025/TT-VPCP;",
        "Theo yêu cầu của người nộp hồ sơ lúc 09 giờ 10 phút, thứ Sáu ngày 20 tháng 11 năm 2026",
        f"Ông (Bà)/Tổ chức: {PERSON.name}",
        *PERSONAL,
        f"Nội dung yêu cầu giải quyết: {LAND}",
        "Thời gian nhận hồ sơ: 09 giờ 10 phút, thứ Hai ngày 09 tháng 11 năm 2026",
        "Lý do dừng: Gia đình đã thỏa thuận lại",
        "Giai đoạn của hồ sơ khi dừng: Đang xử lý; bước “Thẩm định”",
        "Quyết định: Dừng giải quyết hồ sơ",
        "Phí, lệ phí: 8.000 đồng, hoàn trả 8.000 đồng",
        "Giấy tờ trả lại: Giấy chứng nhận (bản chính)",
        "GIÁM ĐỐC TRUNG TÂM (Ký và ghi rõ họ tên)",
        "Lê Thị Thử Nghiệm",
        "Mẫu số 05",
    ),
    "control": (
        "Số: 12/PKS-TTPVHCC",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Mã hồ sơ H41.17.791-261123-0042",
        "Cơ quan (bộ phận) giải quyết: Phòng Kinh tế",
        "Cơ quan phối hợp giải quyết: Văn phòng đăng ký đất đai",
        "Ngày nhận: 09 giờ 10 phút, thứ Hai ngày 09 tháng 11 năm 2026",
        "Hẹn trả kết quả: 17 giờ 00 phút, thứ Hai ngày 23 tháng 11 năm 2026",
        "Tên đơn vị Thời gian giao, nhận Kết quả giải quyết (trước hạn/ đúng hạn/ quá hạn) Ghi chú",
        f"1 1. Giao: {CENTER} 2. Nhận: Phòng Kinh tế 09:10, 09/11/2026 "
        "Người giao: Trần Thị Làm Mẫu Người nhận: Phạm Văn Minh Họa Trước hạn",
        "2. Nhận: Văn thư 17:00, 23/11/2026 Người giao: Phạm Văn Minh Họa Người nhận: Văn thư "
        "Quá hạn Chờ ý kiến",
        "Kết quả giải quyết do bên nhận ghi khi nhận bàn giao. Vết giao, nhận do hệ thống tự ghi.",
        "Mẫu số 06",
    ),
    "register": (
        "Số: 12/STD-TTPVHCC",
        "SỔ THEO DÕI HỒ SƠ",
        "Lĩnh vực: Hộ tịch; Đất đai",
        "Từ ngày 01 tháng 11 năm 2026 đến ngày 30 tháng 11 năm 2026",
        "Trang sổ 3/9",
        "Trang sổ 4/9",
        "STT Mã hồ sơ Tên TTHC Tên tổ chức, cá nhân Địa chỉ, số điện thoại Cơ quan chủ trì giải quyết "
        "Nhận hồ sơ Hẹn trả kết quả Trả kết quả Phương thức nhận kết quả Ký nhận",
        f"7 H41.17.791-261109-0007 {LAND} {PERSON.name} Xóm 5, xã Kim Bảng, 0912 345 678 "
        "Ủy ban nhân dân xã Kim Bảng 09:10, 09/11/2026 17:00, 23/11/2026 10:05, 20/11/2026 "
        "Trực tiếp tại Trung tâm Nguyễn Thị Ký Nhận",
        "Mẫu số 07",
    ),
}
EVERY_HEAD = (
    "ỦY BAN NHÂN DÂN XÃ KIM BẢNG",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ KIM BẢNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
    "Kim Bảng, ngày 23 tháng 11 năm 2026",
)


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def said(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in opened(pdf).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def printed(name: str, **changes: Any) -> bytes:
    module, form = FORMS[name]
    pdf: bytes = module.render(replace(form, **changes))
    return pdf


@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_the_law_is_on_the_form(name):
    text = said(printed(name))
    missing = [words for words in (*EVERY_HEAD, *FIELDS[name]) if words not in text]
    assert not missing, text


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *((name, (148, 210)) for name in ("supplement", "refusal", "apology", "stopping")),
        ("control", (210, 297)),
        ("register", (297, 210)),
    ],
)
def test_the_papers_have_the_size_of_the_law_and_ordinary_ones_one_page(name, size):
    pages = opened(printed(name)).pages
    assert {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pages} == {size}
    assert len(pages) == (2 if name == "register" else 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("supplement", "(Chữ ký số của người hướng dẫn)"),
        ("refusal", "(Chữ ký số của người nộp hồ sơ) (Chữ ký số của người tiếp nhận hồ sơ)"),
        ("apology", "(Chữ ký số của thủ trưởng cơ quan, đơn vị)"),
        ("stopping", "(Chữ ký số của giám đốc Trung tâm)"),
        ("control", "chữ ký số của người giao, người nhận thay cho chữ ký tay"),
    ],
)
def test_the_electronic_form_says_whose_digital_signature_stands_there(name, words):
    text = said(printed(name, electronic=True))
    assert words in text
    assert "Ký và ghi rõ" not in text
    assert "đóng dấu" not in text


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_archivable_speaks_vietnamese_and_is_the_same_each_time(name):
    pdf = printed(name)
    root = opened(pdf).trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert root["/Lang"].startswith("vi")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A" in metadata
    assert PERSON.name.encode() not in metadata
    assert pdf == printed(name)


@pytest.mark.parametrize("name", ["supplement", "refusal", "apology", "stopping"])
def test_stacked_letters_come_from_fonts_that_draw_them_right(name):
    pdf = printed(name, request=EVERY_LETTER, person=replace(PERSON, name=EVERY_LETTER))
    fonts = {
        font["/BaseFont"].split("+")[1].removesuffix("-Identity-H")
        for page in opened(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert said(pdf).count(EVERY_LETTER) >= 2
    assert fonts <= {
        "LibertinusSerif-Regular",
        "LibertinusSerif-Italic",
        "LibertinusSerif-Semibold",
        "LibertinusSerif-SemiboldItalic",
    }


def test_thirty_defects_flow_over_pages_and_the_signature_never_stands_alone():
    defects = tuple(Defect(f"nộp bản chính số {n} có chứng thực", "Giấy tờ") for n in range(1, 31))
    pages = [
        re.sub(r"\s+", " ", page.extract_text())
        for page in opened(printed("supplement", defects=defects)).pages
    ]
    assert len(pages) == 2
    assert all(f"số {n} có chứng thực" in " ".join(pages) for n in range(1, 31))
    assert "Trong quá trình hoàn thiện" in pages[1]
    assert "NGƯỜI HƯỚNG DẪN" in pages[1]


def test_a_word_without_end_stays_in_its_column():
    endless = "W" * 200
    pdf = printed("register", pages=((replace(ENTRY, person=endless, procedure=endless, contact=endless),),))
    edges: list[float] = []

    def note(text, _matrix, position, _font, size):
        edges.append(position[4] + 0.97 * size * text.count("W"))

    page = opened(pdf).pages[0]
    page.extract_text(visitor_text=note)
    assert max(edges) < float(page.mediabox.right)
    assert said(pdf).count("W") >= 600


def test_a_refusal_after_appraisal_refuses_to_settle_and_names_the_signer():
    text = said(printed("refusal", after_appraisal=True))
    assert "thông báo không giải quyết hồ sơ này" in text
    assert "NGƯỜI CÓ THẨM QUYỀN" in text
    assert "không tiếp nhận, giải quyết hồ sơ này" in said(printed("refusal"))


def test_who_is_refused_at_the_counter_has_no_code_yet():
    assert "Mã hồ sơ chưa có" in said(printed("refusal", code=""))


@pytest.mark.parametrize(("name", "label"), [("supplement", "Lý do:"), ("stopping", "Lý do dừng:")])
def test_where_no_reason_is_given_no_empty_line_stands_for_it(name, label):
    assert label in said(printed(name))
    assert "Lý do" not in said(printed(name, reason=""))


def test_a_stop_that_nobody_asked_for_does_not_say_so():
    assert "Theo yêu cầu" not in said(printed("stopping", asked_at=None))


def test_the_register_of_an_empty_month_says_so():
    assert "Không có hồ sơ nào trong thời gian này." in said(printed("register", pages=()))


@pytest.mark.parametrize("name", NAMES)
def test_both_numberings_have_every_form(name):
    assert sheet(name).number == f"{NAMES.index(name) + 1:02}"
    assert "{number}" in sheet(name, numbering="circular_01_2018").symbol


def test_a_province_prints_the_old_numbers_by_changing_data(tmp_path, settings):
    settings.HOME = tmp_path
    text = (FOLDER / "forms.json").read_text(encoding="utf-8")
    (tmp_path / "forms.json").write_text(
        text.replace('"numbering": "circular_03_2025"', '"numbering": "circular_01_2018"'), encoding="utf-8"
    )
    sheet.cache_clear()
    try:
        assert "Mẫu số 05, Phụ lục Thông tư số 01/2018/TT-VPCP" in said(printed("control"))
        assert "Mẫu số 06, Phụ lục Thông tư số 01/2018/TT-VPCP" in said(printed("register"))
        assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in said(printed("apology"))
        assert "Số: 12/HDHT-BPTNTKQ" in said(printed("supplement"))
    finally:
        sheet.cache_clear()
