"""The symbol under a document's number, as the clerk would write it.

Law: number and symbol, Decree 30/2020/NĐ-CP Annex I (Part II, II.3: ``12/QĐ-UBND``) and the abbreviations of
its Annex III. Certificates, permits, confirmations and extracts stand in no annex; theirs are what
communes write. It is a proposal: the clerk may write another.

>>> symbol_for("Quyết định hỗ trợ chi phí mai táng"), symbol_for("Trích lục khai tử")
('QĐ-UBND', 'TL-UBND')
>>> symbol_for("Bản sao được chứng thực")
'UBND'
"""

BODY = "UBND"
KINDS = (
    ("Quyết định", "QĐ"),
    ("Thông báo", "TB"),
    ("Biên bản", "BB"),
    ("Phương án", "PA"),
    ("Giấy giới thiệu", "GGT"),
    ("Giấy chứng nhận", "GCN"),
    ("Giấy xác nhận", "GXN"),
    ("Xác nhận", "XN"),
    ("Giấy phép", "GP"),
    ("Giấy khai sinh", "GKS"),
    ("Trích lục", "TL"),
)


def symbol_for(result: str) -> str:
    """``result`` is the Vietnamese name of what the procedure ends with."""
    for name, short in KINDS:
        if result.startswith(name):
            return f"{short}-{BODY}"
    return BODY
